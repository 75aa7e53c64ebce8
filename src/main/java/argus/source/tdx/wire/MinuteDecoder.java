package argus.source.tdx.wire;

import argus.source.DecodeException;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the three forms of the minute line. Stateless. */
public final class MinuteDecoder {
    /** Three numbers. */
    private static final int LEAST_BYTES = 3;

    private static final int MORNING_MINUTES = 120;
    private static final LocalTime MORNING = LocalTime.of(9, 30);
    private static final LocalTime AFTERNOON = LocalTime.of(13, 0);

    private MinuteDecoder() {}

    /**
     * The line of one day.
     *
     * @param prevClose in currency, where the form tells it
     * @param quote where the form tells it
     */
    public record Line(@Nullable BigDecimal prevClose, @Nullable TdxQuote quote, List<Point> points) {
        public Line {
            points = List.copyOf(points);
        }
    }

    /**
     * One minute.
     *
     * @param end of the minute
     * @param price in units of the security
     * @param average of the day so far, in hundredths of a unit
     * @param volume in lots
     */
    public record Point(LocalTime end, long price, long average, long volume) {}

    /** Of {@link Command#MINUTES_PAST}. */
    public static Line past(byte[] body) {
        var in = new Body(body);
        int count = in.count(LEAST_BYTES);
        var prevClose = in.float32();
        return new Line(prevClose, null, sums(in, count));
    }

    /** Of {@link Command#MINUTES_TODAY}, behind a quote of the code or without. */
    public static Line today(TdxCode code, byte[] body) {
        var in = new Body(body);
        int count = in.count(LEAST_BYTES);
        in.skip(2);
        var quote = beginsWith(in, code) ? QuoteDecoder.three(in) : null;
        return new Line(null, quote, sums(in, count));
    }

    /** Of {@link Command#MINUTES_SHORT}. */
    public static Line brief(byte[] body) {
        var in = new Body(body);
        int count = in.count(LEAST_BYTES);
        in.skip(2);
        var points = new ArrayList<Point>(count);
        long price = 0;
        long average = 0;
        for (int n = 0; n < count; n++) {
            long priceOffset = in.varInt();
            long averageOffset = in.varInt();
            points.add(new Point(end(n), price + priceOffset, average + averageOffset, in.varInt()));
            if (n == 0) {
                price = priceOffset;
                average = averageOffset;
            }
        }
        in.end();
        return new Line(null, null, points);
    }

    private static boolean beginsWith(Body in, TdxCode code) {
        int at = in.position();
        boolean begins = in.remaining() > TdxCode.DIGITS
                && in.u8() == code.market()
                && in.ascii(TdxCode.DIGITS).equals(code.digits());
        in.position(at);
        return begins;
    }

    /** Each number is the difference to the point before; the average begins with the first price. */
    private static List<Point> sums(Body in, int count) {
        var points = new ArrayList<Point>(Math.min(count, in.remaining() / LEAST_BYTES));
        long price = 0;
        long average = 0;
        for (int n = 0; n < count; n++) {
            price += in.varInt();
            average = (n == 0 ? 100 * price : average) + in.varInt();
            points.add(new Point(end(n), price, average, in.varInt()));
        }
        in.end();
        return points;
    }

    private static LocalTime end(int n) {
        if (n >= 2 * MORNING_MINUTES) {
            throw new DecodeException("a day of more than " + 2 * MORNING_MINUTES + " minutes");
        }
        return n < MORNING_MINUTES ? MORNING.plusMinutes(n + 1L) : AFTERNOON.plusMinutes(n - MORNING_MINUTES + 1L);
    }
}
