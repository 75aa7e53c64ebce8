package argus.feed;

import argus.TestClock;
import argus.history.Retention;
import argus.market.LastValueCache;
import argus.metrics.ServiceMetrics;
import argus.model.Events;
import argus.model.MarketEvent;
import argus.model.Side;
import argus.model.Symbol;
import argus.model.Trade;
import argus.normalise.Quality;
import argus.outbox.OutboxMeter;
import argus.protocol.ImageWriter;
import argus.protocol.MessageWriter;
import argus.session.ClientSession;
import argus.session.FakeTransport;
import argus.session.FakeTransport.Text;
import argus.session.FakeTransport.Way;
import argus.session.SessionSettings;
import argus.session.Sessions;
import argus.session.SteppedSessions;
import argus.session.Subscription;
import argus.source.MarketHours;
import argus.topic.ResumePoint;
import argus.topic.SubscribeOptions;
import argus.topic.Topic;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One shard and its clients, run by hand. */
final class SteppedFeed {
    static final Duration WINDOW = Duration.ofSeconds(120);

    final TestClock clock = new TestClock(Events.NOON);
    final ServiceMetrics metrics = new ServiceMetrics();
    final LastValueCache cache = new LastValueCache("e1");
    final Demand demand = new Demand(Runnable::run, set -> {});
    final OutboxMeter meter = new OutboxMeter(100_000_000);
    final MarketPipeline pipeline;
    final Sessions sessions;
    private final SteppedSessions stepped;
    private int ids;

    SteppedFeed() {
        this(1 << 20, 1_000_000);
    }

    /**
     * @param ring bytes for what is kept of the past
     * @param budget of one client, in bytes
     */
    SteppedFeed(long ring, long budget) {
        var writer = new MessageWriter(clock);
        pipeline = new MarketPipeline(
                new FeedContext(
                        cache,
                        demand,
                        writer,
                        new ImageWriter(),
                        MarketHours.alwaysOpen(clock),
                        10,
                        10,
                        Duration.ofSeconds(30),
                        new Retention(ring, WINDOW),
                        metrics,
                        new Quality(metrics, clock, (source, symbol, reason) -> {}),
                        clock),
                1);
        sessions = sessions(budget, meter);
        stepped = new SteppedSessions(sessions);
    }

    private Sessions sessions(long budget, OutboxMeter of) {
        var some = new Sessions(
                () -> new SessionSettings(
                        budget, Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(20)),
                of,
                metrics,
                new MessageWriter(clock),
                clock,
                SteppedSessions.NO_THREADS,
                1,
                Runnable::run);
        some.start(pipeline);
        return some;
    }

    Shard shard() {
        return pipeline.shards().get(0);
    }

    /** Hands in a burst; it waits. */
    void say(MarketEvent... events) {
        try {
            pipeline.burst(List.of(events));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Hands in a trade of bitcoin. */
    void trade(String price) {
        say(trade(Events.BITCOIN, price));
    }

    Trade trade(Symbol symbol, String price) {
        return new Trade(
                symbol,
                clock.instant(),
                "test",
                Events.decimal(price),
                Events.decimal("1"),
                Side.BUY,
                Integer.toString(++ids));
    }

    /** Has the shard do everything that waits. */
    void run() {
        while (shard().runOne()) {}
    }

    Client open() {
        return new Client(sessions, stepped);
    }

    /** One for whom there is always room, and who costs the others none. */
    Client witness() {
        var apart = sessions(1_000_000_000, new OutboxMeter(1_000_000_000));
        return new Client(apart, new SteppedSessions(apart));
    }

    /** One that reads everything when it is told to. */
    final class Client {
        final FakeTransport transport = new FakeTransport(Way.AT_ONCE, clock);
        final ClientSession session;
        private final SteppedSessions steps;

        private Client(Sessions of, SteppedSessions steps) {
            this.session = of.open(transport);
            this.steps = steps;
        }

        /** Subscribes, and has the shard do it. */
        Subscription subscribe(Topic topic, SubscribeOptions options) {
            return subscribe(topic, options, null);
        }

        Subscription subscribe(Topic topic, SubscribeOptions options, @Nullable ResumePoint from) {
            var subscription = ask(topic, options, from);
            run();
            return subscription;
        }

        /** Asks for a subscription; it waits. */
        Subscription ask(Topic topic, SubscribeOptions options, @Nullable ResumePoint from) {
            var subscription =
                    new Subscription("s-" + ++ids, session, topic, options, null, "me", clock.instant(), null, from);
            var before = session.put(subscription);
            if (before != null) {
                pipeline.unsubscribe(List.of(before), s -> {});
            }
            pipeline.subscribe(List.of(subscription));
            return subscription;
        }

        /** What has come, after everything that waits was done. */
        List<JsonObject> read() {
            run();
            return received();
        }

        /** What has come so far. */
        List<JsonObject> received() {
            steps.runAll();
            return received(Integer.MAX_VALUE);
        }

        /** The next messages that were written, at most so many. */
        List<JsonObject> received(int most) {
            var messages = new ArrayList<JsonObject>();
            while (messages.size() < most && transport.read() instanceof Text text) {
                messages.add(Reader.parse(text.text()));
            }
            return messages;
        }

        /** Has what waits be written, for so many turns of the flusher. */
        void flush(int turns) {
            for (int i = 0; i < turns; i++) {
                steps.step(0);
            }
        }
    }
}
