package argus.protocol;

import argus.model.BarPeriod;
import argus.model.DataType;
import argus.model.Depth;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.topic.Shape;
import argus.topic.Topic;
import argus.topic.Update;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one update costs, one thread: from the event to the first text, and each further text of the same update.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ImageWriterBenchmark {
    private static final Shape FIELDS =
            new Shape(List.of("last_price", "change_percent", "volume"), false, false, false);
    private static final Shape PATCHES = Shape.FULL.withDelta(true);

    private final ImageWriter writer = new ImageWriter();
    private final Topic quoteTopic = Samples.quoteTopic();
    private final Topic tradeTopic = Topic.of(DataType.TRADE, Samples.BITCOIN);
    private final Topic depthTopic = Topic.depth(Samples.APPLE, 5);
    private final Topic klineTopic = Topic.kline(Samples.PING_AN, BarPeriod.M1);
    private final Quote quoteBefore = quote("11.39", "1234000", "14040926.00");
    private final Depth book = book(300);
    private final Depth bookBefore = book(200);
    private final UpdateTexts quoteTexts = writer.texts(new Update(quoteTopic, 50, Samples.TS, Samples.QUOTE));
    private final UpdateTexts depthTexts = writer.texts(new Update(depthTopic, 50, Samples.TS, book));
    private long seq = 1_000_000;

    /** The hot methods see every type in earnest; without this each benchmark would see its own only. */
    @Setup(Level.Trial)
    public void seeEveryType() {
        for (int i = 0; i < 20_000; i++) {
            quote();
            trade();
            depth();
            kline();
        }
    }

    @Benchmark
    public String quote() {
        return first(quoteTopic, Samples.QUOTE);
    }

    @Benchmark
    public String trade() {
        return first(tradeTopic, Samples.TRADE);
    }

    @Benchmark
    public String depth() {
        return first(depthTopic, book);
    }

    @Benchmark
    public String kline() {
        return first(klineTopic, Samples.BAR);
    }

    @Benchmark
    public String furtherQuote() {
        return further(quoteTexts, null, Shape.FULL);
    }

    @Benchmark
    public String furtherQuoteFields() {
        return further(quoteTexts, null, FIELDS);
    }

    @Benchmark
    public String furtherQuotePatch() {
        return further(quoteTexts, quoteBefore, PATCHES);
    }

    @Benchmark
    public String furtherDepthPatch() {
        return further(depthTexts, bookBefore, PATCHES);
    }

    private static String further(UpdateTexts texts, @Nullable MarketEvent base, Shape shape) {
        return texts.news(49, 0, base, shape).text();
    }

    private String first(Topic topic, MarketEvent event) {
        seq++;
        // some updates in each second, so that the time is formatted as often as in earnest
        return writer.texts(new Update(topic, seq, Samples.TS + seq / 100, event))
                .news(seq - 1, 0, null, Shape.FULL)
                .text();
    }

    private static Quote quote(String last, String volume, String amount) {
        var now = Samples.QUOTE;
        return new Quote(
                now.symbol(),
                now.time().minusSeconds(3),
                now.source(),
                Samples.decimal(last),
                now.prevClose(),
                now.open(),
                now.high(),
                now.low(),
                Samples.decimal(volume),
                Samples.decimal(amount),
                now.bidPrice(),
                now.bidVolume(),
                now.askPrice(),
                now.askVolume());
    }

    /** Five levels on each side. */
    private static Depth book(int bestBidVolume) {
        return new Depth(
                Samples.APPLE, Samples.NOW, "simulated", side(27135, -1, bestBidVolume), side(27136, 1, 100), 4711);
    }

    private static List<Depth.Level> side(int best, int direction, int volume) {
        return IntStream.range(0, 5)
                .mapToObj(i -> new Depth.Level(
                        BigDecimal.valueOf(best + (long) direction * i, 2),
                        BigDecimal.valueOf(i == 0 ? volume : 100L * (i + 2))))
                .toList();
    }
}
