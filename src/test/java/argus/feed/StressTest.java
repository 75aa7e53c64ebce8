package argus.feed;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.PING_AN;
import static org.assertj.core.api.Assertions.assertThat;

import argus.history.Retention;
import argus.market.LastValueCache;
import argus.metrics.ServiceMetrics;
import argus.model.DataType;
import argus.model.MarketEvent;
import argus.model.Side;
import argus.model.Symbol;
import argus.model.Trade;
import argus.normalise.Quality;
import argus.outbox.OutboxMeter;
import argus.protocol.ImageWriter;
import argus.protocol.MessageWriter;
import argus.session.ClientSession;
import argus.session.Disconnect;
import argus.session.FakeTransport;
import argus.session.FakeTransport.Ping;
import argus.session.FakeTransport.Text;
import argus.session.FakeTransport.Way;
import argus.session.SessionSettings;
import argus.session.Sessions;
import argus.session.SteppedSessions;
import argus.session.Subscription;
import argus.source.MarketHours;
import argus.topic.Delivery;
import argus.topic.SubscribeOptions;
import argus.topic.Topic;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shards, flushers, sources, clients and the sweeper on threads of their own, for two seconds. */
class StressTest {
    /** Requests of a guest that may wait for their answers. */
    private static final int PATIENCE = 50;

    private static final int READ = 11;

    private static final List<Symbol> SYMBOLS = List.of(BITCOIN, PING_AN);
    private static final List<Delivery> DELIVERIES = List.of(Delivery.CONFLATED, Delivery.ALL);

    private final Clock clock = Clock.systemUTC();
    private final ServiceMetrics metrics = new ServiceMetrics();
    private final OutboxMeter meter = new OutboxMeter(400_000);
    private final MessageWriter writer = new MessageWriter(clock);
    private final LastValueCache cache = new LastValueCache("e1");
    private final Demand demand = new Demand(Runnable::run, set -> {});
    private final MarketPipeline pipeline = new MarketPipeline(
            new FeedContext(
                    cache,
                    demand,
                    writer,
                    new ImageWriter(),
                    MarketHours.alwaysOpen(clock),
                    50,
                    50,
                    Duration.ofSeconds(30),
                    new Retention(1 << 20, Duration.ofSeconds(120)),
                    metrics,
                    new Quality(metrics, clock, (source, symbol, reason) -> {}),
                    clock),
            2);
    private final Sessions sessions = new Sessions(
            () -> new SessionSettings(50_000, Duration.ofSeconds(20), Duration.ofMillis(100), Duration.ofSeconds(20)),
            meter,
            metrics,
            writer,
            clock,
            this::thread,
            2,
            Runnable::run);
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean over;

    private Thread thread(Runnable task) {
        var thread = new Thread(task);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((t, e) -> failure.compareAndSet(null, e));
        threads.add(thread);
        return thread;
    }

    /** One client with a thread of its own: it subscribes, dawdles, unsubscribes and checks what it reads. */
    private final class Guest implements Runnable {
        final Way way;
        final Random random;
        final FakeTransport transport;
        final ClientSession session;
        final ArrayDeque<Long> pings = new ArrayDeque<>();
        /** By the id of the subscription: the sequence it has come to. */
        final Map<String, Long> reached = new HashMap<>();

        final Map<Topic, Subscription> wanted = new HashMap<>();
        int asked;
        int answered;

        Guest(int seed) {
            random = new Random(seed);
            way = Way.values()[seed % Way.values().length];
            transport = new FakeTransport(way, clock);
            session = sessions.open(transport);
        }

        @Override
        public void run() {
            int ids = 0;
            while (!over) {
                // answers are never dropped: who asks on and on without reading them is ended, which is tested
                // elsewhere
                switch (asked - answered < PATIENCE ? random.nextInt(12) : READ) {
                    case 0, 1 -> {
                        var topic = topic();
                        if (!wanted.containsKey(topic)) {
                            var subscription = new Subscription(
                                    "s" + ++ids,
                                    session,
                                    topic,
                                    new SubscribeOptions(
                                            DELIVERIES.get(random.nextInt(2)), Duration.ZERO, random.nextInt(2)),
                                    null,
                                    "me",
                                    clock.instant());
                            wanted.put(topic, subscription);
                            session.put(subscription);
                            asked++;
                            pipeline.subscribe(List.of(subscription));
                        }
                    }
                    case 2 -> {
                        var subscription = wanted.remove(topic());
                        if (subscription != null) {
                            session.remove(subscription);
                            asked++;
                            pipeline.unsubscribe(
                                    List.of(subscription),
                                    s -> session.send("{\"type\":\"ended\",\"topic\":\"" + s.topic() + "\"}"));
                        }
                    }
                    case 3 -> Thread.yield();
                    default -> work();
                }
            }
        }

        private Topic topic() {
            return Topic.of(DataType.TRADE, SYMBOLS.get(random.nextInt(2)));
        }

        /** Reads, answers and completes, if it is in the mood. @return whether there was anything */
        boolean work() {
            boolean any = transport.complete(false);
            for (int i = 0; i < 20; i++) {
                var next = transport.read();
                if (next == null) {
                    break;
                }
                any = true;
                if (next instanceof Ping ping) {
                    pings.add(ping.payload());
                } else {
                    check(Reader.parse(((Text) next).text()));
                }
            }
            while (!pings.isEmpty() && (over || random.nextBoolean())) {
                any = true;
                assertThat(SteppedSessions.pong(session, pings.remove(), clock.millis()))
                        .isTrue();
            }
            return any;
        }

        private void check(JsonObject message) {
            switch (message.getString("type")) {
                case "subscription_response" -> {
                    answered++;
                    var data = message.getJsonObject("data");
                    reached.put(
                            data.getString("topic"), data.getJsonNumber("seq").longValue());
                }
                case "gap" -> {
                    var gap = message.getJsonObject("data");
                    assertThat(gap.getJsonNumber("from").longValue())
                            .isEqualTo(reached.get(gap.getString("topic")) + 1);
                    reached.put(gap.getString("topic"), gap.getJsonNumber("to").longValue());
                }
                case "trade_data" -> {
                    var topic = message.getString("topic");
                    long seq = message.getJsonNumber("seq").longValue();
                    assertThat(reached)
                            .as("nothing before the answer and nothing after the end")
                            .containsKey(topic);
                    if (!message.containsKey("snapshot")) {
                        assertThat(message.getJsonNumber("pseq").longValue()).isEqualTo(reached.get(topic));
                        assertThat(seq).isGreaterThan(reached.get(topic));
                    }
                    reached.put(topic, seq);
                }
                case "ended" -> {
                    answered++;
                    assertThat(reached.remove(message.getString("topic"))).isNotNull();
                }
                default -> assertThat(message.getString("type")).isEqualTo("status");
            }
        }
    }

    private void source(Symbol symbol) {
        long id = 0;
        var random = new Random(symbol.hashCode());
        try {
            while (!over) {
                var burst = new ArrayList<MarketEvent>();
                for (int i = random.nextInt(20); i >= 0; i--) {
                    burst.add(new Trade(
                            symbol,
                            clock.instant(),
                            "test",
                            BigDecimal.TEN,
                            BigDecimal.ONE,
                            Side.BUY,
                            Long.toString(++id)));
                }
                pipeline.burst(burst);
                if (random.nextInt(10) == 0) {
                    TimeUnit.MICROSECONDS.sleep(500);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @Timeout(120)
    void chainsHoldAndNothingIsLeftWhenEverythingRunsAtOnce() throws InterruptedException {
        sessions.start(pipeline);
        pipeline.start(this::thread);
        var guests = new ArrayList<Guest>();
        var clients = new ArrayList<Thread>();
        for (int i = 0; i < 8; i++) {
            var guest = new Guest(i);
            guests.add(guest);
            clients.add(thread(guest));
        }
        for (var symbol : SYMBOLS) {
            clients.add(thread(() -> source(symbol)));
        }
        clients.forEach(Thread::start);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        while (System.nanoTime() < until && failure.get() == null) {
            sessions.sweep();
            TimeUnit.MILLISECONDS.sleep(5);
        }
        over = true;
        for (var client : clients) {
            client.join();
        }
        assertThat(failure.get()).isNull();
        settle(guests);
        for (var guest : guests) {
            assertThat(guest.transport.faults()).isEmpty();
            assertThat(guest.session.ended()).isNull();
            assertThat(guest.reached).hasSameSizeAs(guest.wanted);
            guest.wanted.forEach((topic, subscription) ->
                    assertThat(guest.reached).containsEntry(topic.text(), cache.sequence(topic)));
        }
        assertThat(meter.bytes()).isZero();
        sessions.endAll(Disconnect.RESTART);
        pipeline.settled().join();
        assertThat(demand.wanted()).isEmpty();
        sessions.stop();
        pipeline.stop();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(failure.get()).isNull();
    }

    /** Everybody reads until nothing is left. */
    private void settle(List<Guest> guests) {
        pipeline.settled().join();
        boolean moving = true;
        while (moving) {
            moving = false;
            for (var guest : guests) {
                moving |= guest.work() || !guest.session.idle();
            }
            // a lane that was held by the slowing waits for its tick: up to a second
            assertThat(failure.get()).isNull();
        }
    }
}
