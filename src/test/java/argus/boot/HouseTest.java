package argus.boot;

import static org.assertj.core.api.Assertions.assertThat;

import argus.config.ArgusConfig;
import argus.feed.Node;
import argus.model.Symbol;
import argus.session.ClientSession;
import argus.session.Disconnect;
import argus.session.Transport;
import argus.source.ManualExecutor;
import argus.source.SourceState;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a change of the settings does while the service runs; nothing but the timers of the test drives it. */
class HouseTest {
    private static final Instant START = Instant.parse("2026-01-05T01:30:00Z");
    private static final String TWO = "datasource.simulated.symbols";

    private final ManualExecutor timers = new ManualExecutor(START);
    private final House house = house(Map.of());

    @AfterEach
    void stop() {
        house.stop();
    }

    @Test
    void routesThatChangeTakeSymbolsInAndOut() {
        var bank = new Symbol("000001.SZ");
        var tea = new Symbol("600519.SH");
        assertThat(house.sources.serves(bank)).isTrue();
        assertThat(house.sources.serves(tea)).isTrue();

        change(Map.of("datasource.routes", "*.SH -> simulated"));

        assertThat(house.sources.serves(bank)).isFalse();
        assertThat(house.sources.serves(tea)).isTrue();
    }

    @Test
    void aSymbolThatARouteTakesInLaterIsFoundByItsBareCode() {
        var other = house(Map.of("datasource.routes", "*.SH -> simulated"));
        assertThat(other.directory.resolve("000001")).isEmpty();

        other.reconfigure(config(Map.of("datasource.routes", "* -> simulated")));

        assertThat(other.directory.resolve("000001")).contains(new Symbol("000001.SZ"));
    }

    @Test
    void aSourceThatARouteNamesLaterIsMadeThen() {
        house.reconfigure(config(Map.of("datasource.routes", "* -> recorded", "server.max-connections", "7")));

        assertThat(house.sources.serves(new Symbol("BTC-USD"))).isTrue();
        assertThat(house.sources.serves(new Symbol("600519.SH"))).isFalse();
        assertThat(house.config().server().maxConnections()).isEqualTo(7);
    }

    @Test
    void moreSubscriptionsAreAllowedAtOnce() {
        change(Map.of("server.max-subscriptions-per-client", "1"));
        var session = house.sessions.open(new Deaf());
        subscribe(session);
        assertThat(session.subscriptions()).hasSize(1);

        change(Map.of("server.max-subscriptions-per-client", "2"));
        subscribe(session);

        assertThat(session.subscriptions()).hasSize(2);
    }

    @Test
    void theLimitOfAllOutboxesHoldsAtOnce() {
        change(Map.of("server.outbox-total", "64MiB"));
        var session = house.sessions.open(new Deaf());
        house.sessions.open(new Deaf());
        for (int i = 0; i < 3; i++) {
            session.send("x".repeat(500_000));
        }
        assertThat(house.outboxes.crowds(session.backlog())).isFalse();

        change(Map.of("server.outbox-total", "1MiB"));

        assertThat(house.outboxes.crowds(session.backlog())).isTrue();
    }

    @Test
    void aSmallerBudgetHoldsForConnectionsThatComeLater() {
        var before = house.sessions.open(new Deaf());

        change(Map.of("server.outbox-budget", "16KiB"));
        var after = house.sessions.open(new Deaf());
        before.send("x".repeat(10_000));
        after.send("x".repeat(10_000));
        house.sessions.sweep();

        assertThat(before.slowed()).isFalse();
        assertThat(after.slowed()).isTrue();
    }

    @Test
    void aShorterSendTimeoutHoldsForConnectionsThatComeLater() {
        change(Map.of("server.outbox-budget", "16KiB"));
        var before = house.sessions.open(new Deaf());

        change(Map.of("server.outbox-budget", "16KiB", "server.send-timeout", "1s"));
        var after = house.sessions.open(new Deaf());
        before.send("x".repeat(20_000));
        after.send("x".repeat(20_000));
        house.sessions.sweep();
        timers.jump(Duration.ofSeconds(2));
        house.sessions.sweep();

        assertThat(before.ended()).isNull();
        assertThat(after.ended()).isEqualTo(Disconnect.SLOW_CONSUMER);
    }

    @Test
    void theSettingsInForceAreTheOnesTakenOverLast() {
        change(Map.of("security.rate-limit", "7"));

        assertThat(house.config().security().rateLimit()).isEqualTo(7);
    }

    @Test
    void theSourcesStartAndStopWithTheHouse() {
        var other = house(Map.of());
        other.start();
        timers.runTasks();
        assertThat(other.sources.statuses()).singleElement().satisfies(source -> assertThat(source.state())
                .isEqualTo(SourceState.UP));

        other.stop();

        assertThat(other.sources.statuses()).singleElement().satisfies(source -> assertThat(source.state())
                .isEqualTo(SourceState.STOPPED));
        assertThat(timers.hasTimer()).isFalse();
    }

    private House house(Map<String, String> values) {
        return new House(
                config(values),
                new Node("node-1", "1.2.3", START),
                timers.clock(),
                task -> {
                    var thread = new Thread(task);
                    thread.setDaemon(true);
                    return thread;
                },
                timers,
                name -> timers);
    }

    private void change(Map<String, String> values) {
        house.reconfigure(config(values));
    }

    private static ArgusConfig config(Map<String, String> values) {
        var all = new HashMap<String, String>();
        all.put("argus.datasource.routes", "* -> simulated");
        all.put("argus." + TWO, "000001.SZ,600519.SH");
        values.forEach((name, value) -> all.put("argus." + name, value));
        return ArgusConfig.of(all);
    }

    private void subscribe(ClientSession session) {
        house.requests.handle(
                session,
                house.reader.read("{\"type\":\"subscribe\",\"symbols\":[\"000001.SZ\",\"600519.SH\"],"
                        + "\"data_types\":[\"quote\"]}"));
    }

    /** A client that is never written to: no flusher runs. */
    private static final class Deaf implements Transport {
        @Override
        public boolean blocking() {
            return true;
        }

        @Override
        public boolean send(String text, boolean last, Completion completion) {
            throw new AssertionError("nobody flushes");
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
}
