package argus.feed;

import argus.TestClock;
import argus.history.Retention;
import argus.market.LastValueCache;
import argus.metrics.ServiceMetrics;
import argus.model.DataType;
import argus.model.Events;
import argus.model.MarketEvent;
import argus.normalise.Quality;
import argus.outbox.OutboxMeter;
import argus.protocol.ImageWriter;
import argus.protocol.MessageWriter;
import argus.session.Disconnect;
import argus.session.SessionSettings;
import argus.session.Sessions;
import argus.session.SteppedSessions;
import argus.session.Subscription;
import argus.session.Transport;
import argus.source.MarketHours;
import argus.topic.Delivery;
import argus.topic.SubscribeOptions;
import argus.topic.Topic;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one update costs from burst to transport with so many listeners: the shard publishes it, every outbox takes it and
 * one flusher hands it to a transport that does nothing. One thread does all, so the figure is the sum of both sides.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class FanOutBenchmark {
    @Param({"1", "100", "1000"})
    int listeners;

    private final TestClock clock = new TestClock(Events.NOON);
    private final ServiceMetrics metrics = new ServiceMetrics();
    private final MessageWriter writer = new MessageWriter(clock);
    private final MarketPipeline pipeline = new MarketPipeline(
            new FeedContext(
                    new LastValueCache("e1"),
                    new Demand(Runnable::run, wanted -> {}),
                    writer,
                    new ImageWriter(),
                    MarketHours.alwaysOpen(clock),
                    10,
                    10,
                    Duration.ofSeconds(30),
                    new Retention(1 << 20, Duration.ofSeconds(120)),
                    metrics,
                    new Quality(metrics, clock, (source, symbol, reason) -> {}),
                    clock),
            1);
    private final Sessions sessions = new Sessions(
            () -> new SessionSettings(1 << 20, Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofHours(1)),
            new OutboxMeter(1 << 30),
            metrics,
            writer,
            clock,
            SteppedSessions.NO_THREADS,
            1,
            Runnable::run);
    private final SteppedSessions stepped = new SteppedSessions(sessions);
    private final List<MarketEvent> burst = List.of(Events.quote(Events.BITCOIN, Events.NOON, "1", null, "1", "2"));

    /** Takes everything at once. */
    private static final class Nowhere implements Transport {
        @Override
        public boolean blocking() {
            return false;
        }

        @Override
        public boolean send(String text, boolean last, Completion completion) {
            return true;
        }

        @Override
        public boolean send(ByteBuffer bytes, boolean last, Completion completion) {
            throw new UnsupportedOperationException(); // text alone is sent
        }

        @Override
        public void ping(ByteBuffer payload) {}

        @Override
        public void close(Disconnect reason) {}
    }

    @Setup
    public void subscribe() {
        for (int i = 0; i < listeners; i++) {
            var session = sessions.open(new Nowhere());
            pipeline.subscribe(List.of(new Subscription(
                    "s" + i,
                    session,
                    Topic.of(DataType.QUOTE, Events.BITCOIN),
                    new SubscribeOptions(Delivery.CONFLATED, Duration.ZERO, 1),
                    null,
                    "me",
                    clock.instant())));
        }
        run();
    }

    @Benchmark
    public boolean update() throws InterruptedException {
        pipeline.burst(burst);
        return run();
    }

    private boolean run() {
        var shard = pipeline.shards().get(0);
        while (shard.runOne()) {}
        return stepped.runAll();
    }
}
