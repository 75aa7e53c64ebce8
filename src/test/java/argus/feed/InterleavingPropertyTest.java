package argus.feed;

import static argus.feed.Engine.SYMBOLS;
import static argus.feed.Engine.TYPES;
import static argus.model.Events.depth;
import static argus.model.Events.quote;

import argus.model.MarketEvent;
import argus.model.Side;
import argus.model.Symbol;
import argus.model.Trade;
import argus.session.Disconnect;
import argus.session.FakeTransport.Way;
import argus.session.Sessions;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Any interleaving of subscribing, updates, unsubscribing, slow reading and closing gives every client, per topic, an
 * unbroken chain of sequences, and after quiet the newest state. The readers check every message they get.
 */
class InterleavingPropertyTest {
    private static final int CLIENTS = 4;
    private static final List<String> OPTIONS = List.of(
            "",
            ",\"snapshot\":false",
            ",\"snapshot\":3",
            ",\"delivery\":\"all\"",
            ",\"delivery\":\"all\",\"snapshot\":false",
            ",\"delivery\":\"conflated\"",
            ",\"max_rate\":4",
            ",\"max_rate\":2,\"snapshot\":false");
    private static final List<Duration> WAITS = List.of(
            Duration.ofMillis(10),
            Duration.ofMillis(100),
            Duration.ofMillis(300),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(25));

    private enum What {
        SUBSCRIBE,
        UNSUBSCRIBE,
        BURST,
        MANY,
        SHARD,
        FLUSH,
        READ,
        PONG,
        COMPLETE,
        WAIT,
        SWEEP,
        LONG_MESSAGE,
        FAIL,
        BREAK,
        CLOSE,
        REOPEN
    }

    /** What happens, to which client, with which detail. */
    private record Step(What what, int client, int detail) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        var what = Arbitraries.frequency(
                Tuple.of(12, What.SUBSCRIBE),
                Tuple.of(5, What.UNSUBSCRIBE),
                Tuple.of(16, What.BURST),
                Tuple.of(4, What.MANY),
                Tuple.of(16, What.SHARD),
                Tuple.of(16, What.FLUSH),
                Tuple.of(12, What.READ),
                Tuple.of(8, What.PONG),
                Tuple.of(8, What.COMPLETE),
                Tuple.of(12, What.WAIT),
                Tuple.of(4, What.SWEEP),
                Tuple.of(2, What.LONG_MESSAGE),
                Tuple.of(1, What.FAIL),
                Tuple.of(1, What.BREAK),
                Tuple.of(1, What.CLOSE),
                Tuple.of(2, What.REOPEN));
        return Combinators.combine(
                        what,
                        Arbitraries.integers().between(0, CLIENTS - 1),
                        Arbitraries.integers().between(0, 9_999))
                .as(Step::new)
                .list()
                .ofMinSize(20)
                .ofMaxSize(160);
    }

    @Provide
    Arbitrary<Long> budgets() {
        return Arbitraries.of(3_000L, 30_000L, ROOM_ENOUGH);
    }

    private static final long ROOM_ENOUGH = 100_000_000;

    @Property(tries = 400)
    void everyClientGetsAnUnbrokenChainAndInTheEndTheNewestState(
            @ForAll("steps") List<Step> steps, @ForAll("budgets") long budget, @ForAll("budgets") long limit) {
        var run = new Run(budget, limit);
        steps.forEach(run::step);
        run.engine.quiet();
        for (var client : run.clients) {
            if (client.session.ended() == null) {
                client.settled(budget == ROOM_ENOUGH && limit == ROOM_ENOUGH);
            }
        }
        run.engine.close();
    }

    private static final Logger SESSIONS = Logger.getLogger(Sessions.class.getName());

    @BeforeContainer
    static void manyAreSlowedAndEnded() {
        SESSIONS.setLevel(Level.OFF);
    }

    @AfterContainer
    static void logAsBefore() {
        SESSIONS.setLevel(null);
    }

    private static final class Run {
        private final Engine engine;
        private final List<Reader> clients = new ArrayList<>();
        private long trades;

        Run(long budget, long limit) {
            engine = new Engine(budget, limit);
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(engine.open(Way.values()[i]));
            }
        }

        void step(Step step) {
            var client = clients.get(step.client());
            int detail = step.detail();
            var type = TYPES.get(detail % TYPES.size());
            var symbol = SYMBOLS.get(detail / 10 % SYMBOLS.size());
            switch (step.what()) {
                case SUBSCRIBE -> engine.subscribe(client, type, symbol, OPTIONS.get(detail / 100 % OPTIONS.size()));
                case UNSUBSCRIBE -> engine.unsubscribe(client, type, symbol);
                case BURST -> engine.burst(events(symbol, 1 + detail % 3, detail));
                case MANY -> engine.burst(events(symbol, 40, detail));
                case SHARD -> engine.runShard(detail % 2);
                case FLUSH -> {
                    for (int i = 0; i <= detail % 4; i++) {
                        engine.stepped.step(detail / 10);
                    }
                }
                case READ -> client.read(1 + detail % 50);
                case PONG -> client.pong(engine.clock.millis(), detail % 2 == 0);
                case COMPLETE -> client.transport.complete(false);
                case WAIT -> engine.clock.advance(WAITS.get(Math.min(detail % 10, WAITS.size() - 1)));
                case SWEEP -> engine.sessions.sweep();
                case LONG_MESSAGE -> client.session.send(
                        "{\"type\":\"long\",\"data\":{\"text\":\"" + Reader.LONG + "\"}}");
                case FAIL -> client.transport.complete(true);
                case BREAK -> client.transport.breakDown();
                case CLOSE -> client.session.end(detail % 2 == 0 ? Disconnect.GONE : Disconnect.RESTART);
                case REOPEN -> {
                    if (client.session.ended() != null) {
                        clients.set(step.client(), engine.open(Way.values()[step.client()]));
                    }
                }
            }
            engine.checkMemory();
        }

        private List<MarketEvent> events(Symbol symbol, int count, int detail) {
            var events = new ArrayList<MarketEvent>();
            for (int i = 0; i < count; i++) {
                var now = engine.clock.instant();
                var price = BigDecimal.valueOf(1_000 + (detail + 7L * i) % 50, 1);
                switch ((detail + i) % 5) {
                    case 0 -> events.add(quote(symbol, now, price.toPlainString()));
                    case 1 -> events.add(depth(symbol, now, 1 + detail % 7, ++trades));
                    default -> {
                        // some are late by a bar or more
                        var time = now.minusSeconds((detail + i) % 4 == 3 ? 1 + detail % 3 : 0);
                        events.add(new Trade(
                                symbol, time, "test", price, BigDecimal.ONE, Side.BUY, Long.toString(++trades)));
                    }
                }
            }
            return events;
        }
    }
}
