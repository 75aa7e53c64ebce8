package argus.protocol;

import argus.model.Bar;
import argus.model.BarPeriod;
import argus.model.DataType;
import argus.model.Depth;
import argus.model.Quote;
import argus.model.Side;
import argus.model.Symbol;
import argus.model.Tick;
import argus.model.Trade;
import argus.topic.Delivery;
import argus.topic.SubscribeOptions;
import argus.topic.Topic;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/** The market of one moment, of which the golden files tell. */
public final class Samples {
    public static final Symbol PING_AN = new Symbol("000001.SZ");
    public static final Symbol APPLE = new Symbol("AAPL.US");
    public static final Symbol BITCOIN = new Symbol("BTC-USD");

    /** 09:30:00.123 in Shenzhen. */
    public static final Instant NOW = Instant.parse("2026-01-05T01:30:00.123Z");

    public static final long TS = NOW.toEpochMilli();

    public static final Quote QUOTE = new Quote(
            PING_AN,
            Instant.parse("2026-01-05T01:30:00Z"),
            "simulated",
            decimal("11.38"),
            decimal("11.40"),
            decimal("11.39"),
            decimal("11.42"),
            decimal("11.30"),
            decimal("1234500"),
            decimal("14046610.00"),
            decimal("11.37"),
            decimal("8800"),
            decimal("11.38"),
            decimal("12100"));

    public static final Trade TRADE = new Trade(
            BITCOIN,
            Instant.parse("2026-01-05T01:30:00.120Z"),
            "recorded",
            decimal("93512.5"),
            decimal("0.00120000"),
            Side.SELL,
            "t-8812");

    public static final Tick TICK = new Tick(
            PING_AN,
            Instant.parse("2026-01-05T01:30:00Z"),
            "simulated",
            decimal("11.38"),
            decimal("300"),
            Side.BUY,
            "17");

    public static final Depth DEPTH = new Depth(
            APPLE,
            Instant.parse("2026-01-05T14:30:00.500Z"),
            "simulated",
            levels("271.35 200", "271.34 500"),
            levels("271.36 100", "271.38 900"),
            4711);

    public static final Bar BAR = bar("2026-01-05T01:30:00Z", "11.39", "11.38", false);
    public static final Bar BAR_BEFORE = bar("2026-01-05T01:29:00Z", "11.40", "11.39", true);

    public static final SubscribeOptions AT_ONCE = new SubscribeOptions(Delivery.CONFLATED, Duration.ZERO, 1);

    private Samples() {}

    /** The first message to a client. */
    public static Welcome welcome(String clientId) {
        var limits = new LinkedHashMap<String, Object>();
        limits.put("max_message_size", 1_048_576);
        limits.put("rate_limit", 100);
        limits.put("rate_limit_window_ms", 1000L);
        return new Welcome(null, clientId, "0.1.0", 2, 1000, limits, "node-1", false, null);
    }

    public static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }

    public static Topic quoteTopic() {
        return Topic.of(DataType.QUOTE, PING_AN);
    }

    private static Bar bar(String time, String open, String close, boolean closed) {
        return new Bar(
                PING_AN,
                BarPeriod.M1,
                Instant.parse(time),
                "simulated",
                decimal(open),
                decimal("11.42"),
                decimal("11.30"),
                decimal(close),
                decimal("45600"),
                decimal("518928.00"),
                31,
                closed,
                0);
    }

    private static List<Depth.Level> levels(String... texts) {
        return Stream.of(texts)
                .map(text -> text.split(" "))
                .map(parts -> new Depth.Level(decimal(parts[0]), decimal(parts[1])))
                .toList();
    }
}
