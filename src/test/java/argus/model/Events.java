package argus.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Events made up for tests. */
public final class Events {
    public static final Symbol BITCOIN = new Symbol("BTC-USD");
    public static final Symbol PING_AN = new Symbol("000001.SZ");
    public static final Symbol MOUTAI = new Symbol("600519.SH");

    /** A Monday, 10:00 in Shanghai. */
    public static final Instant NOON = Instant.parse("2026-01-05T02:00:00Z");

    private Events() {}

    public static Trade trade(Symbol symbol, Instant time, String price, String volume) {
        return new Trade(symbol, time, "test", decimal(price), decimal(volume), Side.BUY, "t");
    }

    public static Quote quote(Symbol symbol, Instant time, String last) {
        return quote(symbol, time, last, null);
    }

    public static Quote quote(Symbol symbol, Instant time, String last, @Nullable String volume) {
        return quote(symbol, time, last, volume, null, null);
    }

    public static Quote quote(
            Symbol symbol,
            Instant time,
            String last,
            @Nullable String volume,
            @Nullable String bid,
            @Nullable String ask) {
        return new Quote(
                symbol,
                time,
                "test",
                decimal(last),
                null,
                null,
                null,
                null,
                volume == null ? null : decimal(volume),
                null,
                bid == null ? null : decimal(bid),
                null,
                ask == null ? null : decimal(ask),
                null);
    }

    /** A book of so many levels on each side. */
    public static Depth depth(Symbol symbol, Instant time, int levels, long sequence) {
        return new Depth(symbol, time, "test", side(levels, -1), side(levels, 1), sequence);
    }

    public static Bar bar(Symbol symbol, Instant time, String close, boolean closed, int rev) {
        var price = decimal(close);
        return new Bar(
                symbol, BarPeriod.M1, time, "test", price, price, price, price, BigDecimal.ONE, price, 1, closed, rev);
    }

    public static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }

    private static List<Depth.Level> side(int levels, int direction) {
        return IntStream.rangeClosed(1, levels)
                .mapToObj(i -> new Depth.Level(BigDecimal.valueOf(100L + direction * i), BigDecimal.TEN))
                .toList();
    }
}
