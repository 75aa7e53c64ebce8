package argus.outbox;

import argus.model.DataType;
import argus.model.Events;
import argus.topic.Delivery;
import argus.topic.Topic;
import argus.topic.Update;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What an update costs on its way through the outbox of one client, one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class OutboxBenchmark {
    private static final Topic QUOTES = Topic.of(DataType.QUOTE, Events.BITCOIN);
    private static final Topic TRADES = Topic.of(DataType.TRADE, Events.BITCOIN);

    private static final ImageEncoder ENCODER = update -> (link, patch) -> new Image("", 0, 0);

    private final Outbox outbox = new Outbox(1 << 20, new OutboxMeter(1 << 30));
    private final Lane conflated = new Lane(QUOTES, Delivery.CONFLATED, 0);
    private final Lane all = new Lane(TRADES, Delivery.ALL, 0);
    private final Lane held = new Lane(QUOTES, Delivery.CONFLATED, 100);
    private final Frame quote =
            new Frame(new Update(QUOTES, 1, 0, Events.quote(Events.BITCOIN, Events.NOON, "1")), ENCODER, 0);
    private final Frame trade =
            new Frame(new Update(TRADES, 1, 0, Events.trade(Events.BITCOIN, Events.NOON, "1", "1")), ENCODER, 0);
    private long now;

    @Benchmark
    public void offerAndPollConflated(Blackhole hole) {
        outbox.offer(conflated, quote, 0);
        hole.consume(outbox.poll());
    }

    @Benchmark
    public void offerAndPollAll(Blackhole hole) {
        outbox.offer(all, trade, 0);
        hole.consume(outbox.poll());
    }

    @Benchmark
    public void tenMergedIntoOne(Blackhole hole) {
        for (int i = 0; i < 10; i++) {
            outbox.offer(conflated, quote, 0);
        }
        hole.consume(outbox.poll());
    }

    @Benchmark
    public void heldUntilItsTick(Blackhole hole) {
        outbox.offer(held, quote, now);
        now += 100;
        outbox.release(now);
        hole.consume(outbox.poll());
    }

    @Benchmark
    public void nothingToSend(Blackhole hole) {
        hole.consume(outbox.release(now));
        hole.consume(outbox.poll());
    }
}
