package argus.source.tdx.wire;

import argus.source.DecodeException;
import argus.source.tdx.wire.TdxBar.Breadth;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** Reads the answers that hold bars, oldest first. Stateless. */
public final class BarDecoder {
    /** A date, four numbers and two floats. */
    private static final int LEAST_BYTES = 16;

    private static final int BREADTH_BYTES = 4;
    private static final int DATE_EPOCH = 2004;
    private static final int YEAR_SHIFT = 11;
    private static final int EXTENDED_BYTES = 32;

    private BarDecoder() {}

    /** What the digits of a price are counted from. */
    private enum PriceForm {
        /** The close before, and then the open. */
        DIFFERENCES,
        ABSOLUTE
    }

    /**
     * Bars of {@link Command#BARS}.
     *
     * @param index whether they were asked of an index, which has two more numbers
     * @throws DecodeException if the body is not that, as where a server only pretends to have bars
     */
    public static List<TdxBar> decode(BarCategory category, boolean index, byte[] body) {
        return bars(new Body(body), category, index, PriceForm.DIFFERENCES);
    }

    /** Bars of {@link Command#BARS_ABSOLUTE}. */
    public static List<TdxBar> absolute(BarCategory category, boolean index, byte[] body) {
        return bars(new Body(body), category, index, PriceForm.ABSOLUTE);
    }

    /** A bar of a server of extended markets (port 7727). */
    public record ExtendedBar(
            LocalDate date,
            BigDecimal open,
            BigDecimal high,
            BigDecimal low,
            BigDecimal close,
            BigDecimal amount,
            long volume) {}

    /** Daily bars as the servers of extended markets (port 7727) tell them. */
    public static List<ExtendedBar> extended(byte[] body) {
        var in = new Body(body);
        in.skip(1 + 9 + 2 + 2 + 4); // market, code, category, one, start
        int count = in.count(EXTENDED_BYTES);
        var bars = new ArrayList<ExtendedBar>(count);
        for (int n = 0; n < count; n++) {
            bars.add(new ExtendedBar(
                    in.date(), in.float32(), in.float32(), in.float32(), in.float32(), in.float32(), in.u32()));
            in.skip(4);
        }
        in.end();
        return bars;
    }

    private static List<TdxBar> bars(Body in, BarCategory category, boolean index, PriceForm form) {
        int count = in.count(LEAST_BYTES + (index ? BREADTH_BYTES : 0));
        var bars = new ArrayList<TdxBar>(count);
        long base = 0;
        for (int n = 0; n < count; n++) {
            var bar = bar(in, category, index, form, base);
            base = bar.close();
            bars.add(bar);
        }
        in.end();
        return bars;
    }

    private static TdxBar bar(Body in, BarCategory category, boolean index, PriceForm form, long base) {
        boolean intraday = category.isIntraday();
        var date = intraday ? packedDate(in.u16()) : in.date();
        var end = intraday ? minute(in.u16()) : null;
        boolean absolute = form == PriceForm.ABSOLUTE;
        long open = in.varInt() + (absolute ? 0 : base);
        long from = absolute ? 0 : open;
        long close = in.varInt() + from;
        long high = in.varInt() + from;
        long low = in.varInt() + from;
        return new TdxBar(
                date,
                end,
                open,
                high,
                low,
                close,
                in.float32(),
                in.float32(),
                index ? new Breadth(in.u16(), in.u16()) : null);
    }

    private static LocalDate packedDate(int packed) {
        int rest = packed & ((1 << YEAR_SHIFT) - 1);
        return Body.date((packed >> YEAR_SHIFT) + DATE_EPOCH, rest / 100, rest % 100);
    }

    /** A minute of the day. */
    static LocalTime minute(int minutes) {
        try {
            return LocalTime.of(minutes / 60, minutes % 60);
        } catch (DateTimeException e) {
            throw new DecodeException("not a minute of a day: " + minutes, e);
        }
    }
}
