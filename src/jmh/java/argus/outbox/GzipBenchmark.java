package argus.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import argus.model.DataType;
import argus.model.Depth;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.model.Symbol;
import argus.protocol.ImageText;
import argus.protocol.ImageWriter;
import argus.topic.Shape;
import argus.topic.Topic;
import argus.topic.Update;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What compressing costs and saves: one image, and a batch of 50 of quotes and books of five levels. One thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 2, time = 1)
public class GzipBenchmark {
    private static final Instant NOW = Instant.parse("2026-01-05T01:30:00.123Z");

    @Param({"1", "2", "3", "4", "5", "6"})
    int level;

    @Param({"one", "full", "patches"})
    String message;

    private final ImageWriter writer = new ImageWriter();
    private Gzip gzip;
    private byte[] plain;

    @Setup
    public void batch() {
        gzip = new Gzip(level, new LongAdder());
        var random = new Random(1);
        boolean patches = message.equals("patches");
        var items = new ArrayList<String>();
        for (int i = 0; i < 50; i++) {
            var symbol = new Symbol((600000 + 7 * i) + ".SH");
            items.add(i % 2 == 0 ? quote(symbol, random, patches) : depth(symbol, random, patches));
        }
        var text = message.equals("one")
                ? items.get(0)
                : "{\"type\":\"batch\",\"n\":50,\"timestamp\":\"" + NOW + "\",\"items\":[" + String.join(",", items)
                        + "]}";
        plain = text.getBytes(UTF_8);
    }

    @TearDown
    public void tellSizes() {
        System.out.printf(
                "%n%s, level %d: %d bytes become %d%n", message, level, plain.length, gzip.pack(plain).length);
    }

    @Benchmark
    public byte[] pack() {
        return gzip.pack(plain);
    }

    private String quote(Symbol symbol, Random random, boolean patch) {
        long price = 500 + random.nextInt(20_000);
        long volume = 100L * random.nextInt(5_000_000);
        long amount = price * volume;
        var before = quote(symbol, price, volume, amount, random.nextInt(50_000));
        var after = quote(symbol, price + 1, volume + 300, amount + 300 * price, random.nextInt(50_000));
        return item(Topic.of(DataType.QUOTE, symbol), before, after, random, patch);
    }

    private static Quote quote(Symbol symbol, long price, long volume, long amount, int waiting) {
        return new Quote(
                symbol,
                NOW,
                "simulated",
                cents(price),
                cents(price - 7),
                cents(price - 5),
                cents(price + 12),
                cents(price - 20),
                BigDecimal.valueOf(volume),
                cents(amount),
                cents(price - 1),
                BigDecimal.valueOf(100L * waiting),
                cents(price),
                BigDecimal.valueOf(100L * (waiting / 3 + 1)));
    }

    private String depth(Symbol symbol, Random random, boolean patch) {
        long price = 500 + random.nextInt(20_000);
        var before = new Depth(symbol, NOW, "simulated", side(price, -1, random), side(price + 1, 1, random), 1);
        var bids = new ArrayList<>(before.bids());
        bids.set(0, new Depth.Level(bids.get(0).price(), BigDecimal.valueOf(100L * random.nextInt(9_000))));
        var after = new Depth(symbol, NOW, "simulated", bids, before.asks(), 2);
        return item(Topic.depth(symbol, 5), before, after, random, patch);
    }

    private static List<Depth.Level> side(long best, int direction, Random random) {
        return IntStream.range(0, 5)
                .mapToObj(i ->
                        new Depth.Level(cents(best + direction * i), BigDecimal.valueOf(100L * random.nextInt(9_000))))
                .toList();
    }

    private String item(Topic topic, MarketEvent before, MarketEvent after, Random random, boolean patch) {
        long seq = 100L * random.nextInt(900) + 50;
        var texts = writer.texts(new Update(topic, seq, NOW.toEpochMilli() + random.nextInt(40), after));
        ImageText text = texts.news(seq - 1, 0, patch ? before : null, Shape.FULL);
        return new Image(text.text(), text.from(), text.to()).item();
    }

    private static BigDecimal cents(long cents) {
        return BigDecimal.valueOf(cents, 2);
    }
}
