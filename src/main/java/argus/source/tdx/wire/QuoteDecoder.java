package argus.source.tdx.wire;

import argus.source.DecodeException;
import argus.source.tdx.wire.TdxQuote.Level;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Reads the answers that hold quotes. Stateless. */
public final class QuoteDecoder {
    /** A code, the activity, nine numbers and a float. */
    private static final int LEAST_BYTES = 22;

    private static final int FIVE = 5;
    private static final byte VEIL = (byte) 0x93;
    /** 054C ends each record with 56 bytes that nobody can name but the last two. */
    private static final int TOP_TAIL_NUMBERS = 28;

    private QuoteDecoder() {}

    /** How a layout writes the time of a quote. */
    private enum ClockForm {
        FRACTIONS {
            @Override
            long read(Body in) {
                return in.varInt();
            }

            @Override
            Optional<LocalTime> time(long clock) {
                return QuoteClock.time(clock);
            }
        },
        PLAIN {
            @Override
            long read(Body in) {
                return in.u32();
            }

            @Override
            Optional<LocalTime> time(long clock) {
                return QuoteClock.plain(clock);
            }
        };

        abstract long read(Body in);

        abstract Optional<LocalTime> time(long clock);
    }

    /**
     * @param command that was asked
     * @param asked the codes in their order
     * @return what the server says of each code, in the order of the codes where it keeps it; the code in it is the server's
     * @throws DecodeException if the body is not an answer to that
     */
    public static List<TdxQuote> decode(Command command, List<TdxCode> asked, byte[] body) {
        return switch (command) {
            case QUOTES -> five(new Body(body));
            case QUOTES_TOP -> top(new Body(body));
            case QUOTES_VEILED -> veiled(asked, body);
            case QUOTE_SINGLE -> List.of(single(asked.get(0), new Body(body)));
            default -> throw new IllegalArgumentException("no quotes come from " + command);
        };
    }

    /** The quote at the head of 051D. */
    static TdxQuote three(Body in) {
        return record(in, ClockForm.FRACTIONS, 3, (body, unnamed) -> unnamed.add((long) body.u16()));
    }

    private static List<TdxQuote> five(Body in) {
        in.skip(2);
        int count = in.count(LEAST_BYTES);
        var quotes = new ArrayList<TdxQuote>(count);
        for (int n = 0; n < count; n++) {
            quotes.add(record(in, ClockForm.FRACTIONS, FIVE, QuoteDecoder::fiveTail));
        }
        in.end();
        return quotes;
    }

    private static List<TdxQuote> top(Body in) {
        in.skip(2);
        int count = in.count(LEAST_BYTES);
        var quotes = new ArrayList<TdxQuote>(count);
        for (int n = 0; n < count; n++) {
            quotes.add(record(in, ClockForm.FRACTIONS, 1, QuoteDecoder::topTail));
        }
        in.end();
        return quotes;
    }

    private static void fiveTail(Body in, List<Long> unnamed) {
        unnamed.add((long) in.u16());
        for (int i = 0; i < 4; i++) {
            unnamed.add(in.varInt());
        }
        unnamed.add((long) in.i16()); // speed in hundredths of a percent
        unnamed.add((long) in.u16()); // the activity once more
    }

    private static void topTail(Body in, List<Long> unnamed) {
        for (int i = 0; i < TOP_TAIL_NUMBERS; i++) {
            unnamed.add((long) in.u16());
        }
    }

    /** The end of a record is not known: the next one is found by the code that it has to begin with. */
    private static List<TdxQuote> veiled(List<TdxCode> asked, byte[] body) {
        var clear = body.clone();
        for (int i = 0; i < clear.length; i++) {
            clear[i] ^= VEIL;
        }
        var in = new Body(clear);
        int count = in.count(LEAST_BYTES);
        if (count > asked.size()) {
            throw new DecodeException(count + " quotes for " + asked.size() + " codes");
        }
        var quotes = new ArrayList<TdxQuote>(count);
        for (int n = 0; n < count; n++) {
            if (n > 0 && !findNext(in, asked.subList(n, asked.size()))) {
                throw new DecodeException("quote " + n + " of " + count + " is not to be found");
            }
            quotes.add(record(in, ClockForm.PLAIN, FIVE, (rest, unnamed) -> {}));
        }
        return quotes;
    }

    private static boolean findNext(Body in, List<TdxCode> asked) {
        for (int at = in.position(); in.remaining() >= LEAST_BYTES; in.position(++at)) {
            var code = codeHere(in);
            in.position(at);
            if (code.filter(asked::contains).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<TdxCode> codeHere(Body in) {
        int market = in.u8();
        var digits = in.ascii(TdxCode.DIGITS);
        return TdxCode.isCode(digits) ? Optional.of(new TdxCode(market, digits)) : Optional.empty();
    }

    private static TdxQuote single(TdxCode asked, Body in) {
        var said = in.code();
        if (!said.digits().equals(asked.digits())) {
            throw new DecodeException("a quote of " + said + " instead of " + asked);
        }
        return new Head(in, asked, ClockForm.FRACTIONS).quote(0, 0, 0, List.of(), List.of(), List.of());
    }

    /** A record with so many levels. {@code tail} reads what stands behind them. */
    private static TdxQuote record(Body in, ClockForm form, int levels, BiConsumer<Body, List<Long>> tail) {
        var head = new Head(in, in.code(), form);
        long inside = in.varInt();
        long outside = in.varInt();
        var unnamed = new ArrayList<Long>();
        unnamed.add(in.varInt());
        long openingAmount = in.varInt();
        var bids = new ArrayList<Level>(levels);
        var asks = new ArrayList<Level>(levels);
        for (int n = 0; n < levels; n++) {
            long bid = head.last + in.varInt();
            long ask = head.last + in.varInt();
            bids.add(new Level(bid, in.varInt()));
            asks.add(new Level(ask, in.varInt()));
        }
        tail.accept(in, unnamed);
        return head.quote(inside, outside, openingAmount, bids, asks, unnamed);
    }

    /** The first fields of every record; prices are written as differences to the last. */
    private static final class Head {
        final TdxCode code;
        final int activity;
        final long last;
        final long prevClose;
        final long open;
        final long high;
        final long low;
        final long clock;
        final Optional<LocalTime> time;
        final long check;
        final long volume;
        final long lastVolume;
        final BigDecimal amount;

        Head(Body in, TdxCode code, ClockForm form) {
            this.code = code;
            activity = in.u16();
            last = in.varInt();
            prevClose = last + in.varInt();
            open = last + in.varInt();
            high = last + in.varInt();
            low = last + in.varInt();
            clock = form.read(in);
            time = form.time(clock);
            check = in.varInt();
            volume = in.varInt();
            lastVolume = in.varInt();
            amount = in.float32();
        }

        TdxQuote quote(
                long inside, long outside, long openingAmount, List<Level> bids, List<Level> asks, List<Long> unnamed) {
            return new TdxQuote(
                    code,
                    activity,
                    last,
                    prevClose,
                    open,
                    high,
                    low,
                    clock,
                    time,
                    check,
                    volume,
                    lastVolume,
                    amount,
                    inside,
                    outside,
                    openingAmount,
                    bids,
                    asks,
                    unnamed);
        }
    }
}
