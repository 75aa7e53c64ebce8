package argus.boot;

import static org.assertj.core.api.Assertions.assertThat;

import argus.config.ArgusConfig;
import argus.feed.Node;
import argus.model.Symbol;
import argus.session.Disconnect;
import argus.session.Transport;
import argus.source.ManualExecutor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which symbols keep trading hours, and what clients hear of them. */
class HouseHoursTest {
    /** A Monday, 09:30 in Shanghai. */
    private static final Instant START = Instant.parse("2026-01-05T01:30:00Z");

    private static final Symbol TEA = new Symbol("600519.SH");

    private final ManualExecutor timers = new ManualExecutor(START);
    private final AtomicReference<House> opened = new AtomicReference<>();
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        var house = opened.get();
        if (house != null) {
            house.stop();
        }
    }

    @Test
    void aMadeUpMarketIsOpenRoundTheClock() {
        var house = house(Map.of());
        timers.jump(Duration.ofHours(12));
        assertThat(house.hours.isOpen(TEA)).isTrue();
    }

    @Test
    void aMarketThatKeepsItsHoursClosesUnlessTheSettingsSayOtherwise() {
        var sessions = Map.of("argus.datasource.simulated.sessions", "true");
        var house = house(sessions);
        timers.jump(Duration.ofHours(12));
        assertThat(house.hours.isOpen(TEA)).isFalse();

        var open = house(Map.of("argus.datasource.simulated.sessions", "true", "argus.calendar.always-open", "true"));
        assertThat(open.hours.isOpen(TEA)).isTrue();
    }

    @Test
    void clientsAreToldWhenAMarketThatIsWantedCloses() throws Exception {
        var house = house(Map.of("argus.datasource.simulated.sessions", "true"));
        opened.set(house);
        house.start();
        timers.runTasks();
        var session = house.sessions.open(new Recorder());
        house.requests.handle(
                session,
                house.reader.read("{\"type\":\"subscribe\",\"symbols\":[\"600519.SH\"],\"data_types\":[\"quote\"]}"));
        assertThat(next("subscription_response")).contains("\"market\":{\"phase\":\"regular\"}");
        timers.jump(Duration.ofSeconds(1));

        timers.jump(Duration.ofHours(2));

        assertThat(next("market_closed"))
                .contains("\"details\":{\"market\":\"SH\",\"phase\":\"break\",\"next_open\":\"2026-01-05T05:00:00Z\"}");
    }

    private String next(String type) throws InterruptedException {
        while (true) {
            var text = Objects.requireNonNull(received.poll(30, TimeUnit.SECONDS), "no " + type);
            if (text.contains('"' + type + '"')) {
                return text;
            }
        }
    }

    private House house(Map<String, String> values) {
        var all = new HashMap<>(values);
        all.put("argus.datasource.routes", "* -> simulated");
        all.put("argus.datasource.simulated.symbols", "600519.SH");
        return new House(
                ArgusConfig.of(all),
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

    /** A client that takes everything at once. */
    private final class Recorder implements Transport {
        @Override
        public boolean blocking() {
            return true;
        }

        @Override
        public boolean send(String text, boolean last, Completion completion) {
            return received.add(text);
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
