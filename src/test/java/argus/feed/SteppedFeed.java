package argus.feed;

import argus.TestClock;
import argus.calendar.BarClock;
import argus.history.Retention;
import argus.market.LastValueCache;
import argus.metrics.ServiceMetrics;
import argus.model.Events;
import argus.model.MarketEvent;
import argus.model.Side;
import argus.model.Symbol;
import argus.model.Trade;
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
                        BarClock.alwaysOpen(),
                        10,
                        10,
                        Duration.ofSeconds(30),
                        new Retention(ring, WINDOW),
                        metrics,
                        clock),
                1);
        sessions = new Sessions(
                () -> new SessionSettings(
                        budget, Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(20)),
                meter,
                metrics,
                writer,
                clock,
                SteppedSessions.NO_THREADS,
                1,
                Runnable::run);
        sessions.start(pipeline);
        stepped = new SteppedSessions(sessions);
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
        return new Client();
    }

    /** One that reads everything when it is told to. */
    final class Client {
        final FakeTransport transport = new FakeTransport(Way.AT_ONCE, clock);
        final ClientSession session = sessions.open(transport);

        /** Subscribes, and has the shard do it. */
        Subscription subscribe(Topic topic, SubscribeOptions options) {
            return subscribe(topic, options, null);
        }

        Subscription subscribe(Topic topic, SubscribeOptions options, @Nullable ResumePoint from) {
            var subscription =
                    new Subscription("s-" + ++ids, session, topic, options, null, "me", clock.instant(), null, from);
            session.put(subscription);
            pipeline.subscribe(List.of(subscription));
            run();
            return subscription;
        }

        /** What has come, after everything that waits was done. */
        List<JsonObject> read() {
            run();
            return received();
        }

        /** What has come so far. */
        List<JsonObject> received() {
            stepped.runAll();
            var messages = new ArrayList<JsonObject>();
            for (var next = transport.read(); next != null; next = transport.read()) {
                messages.add(Reader.parse(((Text) next).text()));
            }
            return messages;
        }
    }
}
