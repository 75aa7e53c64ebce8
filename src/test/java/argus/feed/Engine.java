package argus.feed;

import static org.assertj.core.api.Assertions.assertThat;

import argus.TestClock;
import argus.history.Retention;
import argus.market.LastValueCache;
import argus.metrics.ServiceMetrics;
import argus.model.Events;
import argus.model.MarketEvent;
import argus.model.Symbol;
import argus.normalise.Quality;
import argus.outbox.OutboxMeter;
import argus.protocol.ImageWriter;
import argus.protocol.MessageWriter;
import argus.protocol.Samples;
import argus.protocol.request.MessageReader;
import argus.session.ClientRequests;
import argus.session.ClientSession;
import argus.session.Disconnect;
import argus.session.FakeTransport;
import argus.session.FakeTransport.Text;
import argus.session.FakeTransport.Way;
import argus.session.SessionSettings;
import argus.session.Sessions;
import argus.session.SteppedSessions;
import argus.session.SymbolResolver;
import argus.source.MarketHours;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The engine from burst to transport, all of it real but the connections, run by hand in one thread. A witness with a
 * budget of its own gets every update of every topic and so tells what there was to be known.
 */
final class Engine {
    static final List<String> TYPES = List.of("quote", "trade", "tick", "kline.1s", "depth.5");
    static final List<Symbol> SYMBOLS = List.of(Events.BITCOIN, Events.PING_AN);
    private static final long PLENTY = 1_000_000_000;

    final TestClock clock = new TestClock(Events.NOON);
    final Ledger ledger = new Ledger();
    final OutboxMeter meter;
    final Sessions sessions;
    final SteppedSessions stepped;
    final MarketPipeline pipeline;
    final List<Reader> readers = new ArrayList<>();

    private final MessageWriter writer = new MessageWriter(clock);
    private final MessageReader reader = new MessageReader(10_000);
    private final ArrayDeque<Runnable> tellings = new ArrayDeque<>();
    private final List<Set<Symbol>> told = new ArrayList<>();
    private final Demand demand = new Demand(tellings::add, told::add);
    private final ClientRequests requests;
    private final OutboxMeter witnessMeter = new OutboxMeter(PLENTY);
    private final Sessions witnesses;
    private final SteppedSessions witnessSteps;
    private final FakeTransport witnessed = new FakeTransport(Way.AT_ONCE, clock);
    private final ClientSession witness;

    /**
     * @param budget of one client, in bytes
     * @param limit of all together, in bytes
     */
    Engine(long budget, long limit) {
        meter = new OutboxMeter(limit);
        sessions = sessions(budget, meter);
        stepped = new SteppedSessions(sessions);
        witnesses = sessions(PLENTY, witnessMeter);
        witnessSteps = new SteppedSessions(witnesses);
        pipeline = new MarketPipeline(
                new FeedContext(
                        new LastValueCache("e1"),
                        demand,
                        writer,
                        new ImageWriter(),
                        MarketHours.alwaysOpen(clock),
                        50,
                        20,
                        Duration.ofSeconds(30),
                        new Retention(1 << 20, Duration.ofSeconds(120)),
                        new ServiceMetrics(),
                        new Quality(new ServiceMetrics(), clock, (source, symbol, reason) -> {}),
                        clock),
                2);
        requests = new ClientRequests(
                pipeline,
                new SymbolResolver() {
                    @Override
                    public Optional<Symbol> resolve(String spelling) {
                        return Optional.of(new Symbol(spelling));
                    }

                    @Override
                    public List<String> suggest(String spelling) {
                        return List.of();
                    }
                },
                () -> 100,
                writer,
                Samples::welcome,
                id -> {
                    throw new UnsupportedOperationException(); // nobody asks for figures
                },
                new ServiceMetrics(),
                clock);
        sessions.start(pipeline);
        witnesses.start(pipeline);
        witness = witnesses.open(witnessed);
        for (var symbol : SYMBOLS) {
            ask(
                    witness,
                    """
                    {"type":"subscribe","symbols":["%s"],"data_types":["quote","trade","tick","kline.1s","depth.5"],\
                    "delivery":"all"}"""
                            .formatted(symbol));
        }
        runShards();
    }

    private Sessions sessions(long budget, OutboxMeter of) {
        return new Sessions(
                () -> new SessionSettings(
                        budget, Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(20)),
                of,
                new ServiceMetrics(),
                writer,
                clock,
                SteppedSessions.NO_THREADS,
                2,
                Runnable::run);
    }

    Reader open(Way way) {
        var transport = new FakeTransport(way, clock);
        var newReader = new Reader(transport, sessions.open(transport), ledger);
        readers.add(newReader);
        return newReader;
    }

    /** Hands in a request as a client spells it. */
    void ask(ClientSession session, String request) {
        requests.handle(session, reader.read(request));
    }

    void subscribe(Reader client, String type, Symbol symbol, String options) {
        client.wanted.add(topic(type, symbol));
        ask(
                client.session,
                """
                {"type":"subscribe","symbols":["%s"],"data_types":["%s"]%s}"""
                        .formatted(symbol, type, options));
    }

    void unsubscribe(Reader client, String type, Symbol symbol) {
        client.wanted.remove(topic(type, symbol));
        ask(
                client.session,
                """
                {"type":"unsubscribe","symbols":["%s"],"data_types":["%s"]}"""
                        .formatted(symbol, type));
    }

    static String topic(String type, Symbol symbol) {
        return type + ":" + symbol;
    }

    void burst(List<MarketEvent> events) {
        try {
            pipeline.burst(events);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Lets a shard do one thing. @return whether there was one */
    boolean runShard(int index) {
        boolean ran = pipeline.shards().get(index).runOne();
        witness();
        return ran;
    }

    void runShards() {
        for (int i = 0; i < pipeline.shards().size(); i++) {
            while (runShard(i)) {}
        }
    }

    private void witness() {
        witnessSteps.runAll();
        for (var next = witnessed.read(); next != null; next = witnessed.read()) {
            var message = next instanceof Text text ? Reader.parse(text.text()) : null;
            if (message != null && message.containsKey("seq")) {
                ledger.add(message);
            } else if (message != null) {
                assertThat(message.getString("type")).isEqualTo("subscription_response");
            }
        }
    }

    /** The memory of all is the sum of the memory of each. */
    void checkMemory() {
        assertThat(meter.bytes())
                .isEqualTo(sessions.all().stream()
                        .mapToLong(ClientSession::backlog)
                        .sum());
        readers.forEach(r -> assertThat(r.transport.faults()).isEmpty());
    }

    /** Nothing more happens; everybody reads, until there is nothing left to read. */
    void quiet() {
        for (int i = 0; i < 30; i++) {
            runShards();
            boolean moved = true;
            while (moved) {
                moved = stepped.runAll();
                for (var r : readers) {
                    moved |= r.read(Integer.MAX_VALUE);
                    r.pong(clock.millis(), false);
                    moved |= r.transport.complete(false);
                }
            }
            clock.advance(Duration.ofMillis(100));
        }
        checkMemory();
        assertThat(meter.bytes()).isZero();
    }

    /** Everybody goes; nothing must be left. */
    void close() {
        sessions.endAll(Disconnect.RESTART);
        witnesses.endAll(Disconnect.RESTART);
        runShards();
        stepped.runAll();
        assertThat(sessions.count()).isZero();
        assertThat(meter.bytes()).isZero();
        assertThat(witnessMeter.bytes()).isZero();
        assertThat(demand.wanted()).isEmpty();
        while (!tellings.isEmpty()) {
            tellings.remove().run();
        }
        assertThat(told.get(told.size() - 1)).as("the newest set is told last").isEmpty();
    }
}
