package argus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that do not keep up: they cost nobody else anything, are slowed, told what they missed, and ended. */
class SlowConsumerIT {
    private static final Duration LATER = Duration.ofSeconds(60);
    private static final int BUDGET = 65_536;
    private static final int CLIENTS = 5;
    private static final String SLOW_ENDED = "connections.ended.SLOW_CONSUMER";
    private static final String SILENT_ENDED = "connections.ended.NO_PONG";

    private static final String TOPIC = "quote:600009.SH";

    /** About half a megabyte a second, of which every trade is owed. */
    private static final String EVERYTHING = subscribe("\"quote\",\"depth\",\"trade\"");

    /** What merges where it is not taken at once. */
    private static final String STATES = subscribe("\"quote\",\"depth\"");

    private static ArgusServer server;
    private static ScheduledExecutorService timers;

    private Watcher watcher;
    private TestClient other;

    @BeforeAll
    static void start() throws Exception {
        server = ArgusServer.with()
                .yaml(
                        """
                        argus:
                          server:
                            outbox-budget: %d
                            send-timeout: 3s
                            ping-interval: 1s
                            ping-timeout: 6s
                          datasource:
                            source-type: simulated
                            simulated:
                              symbols: 600000..600009.SH
                              rate: 40
                        """
                                .formatted(BUDGET))
                .start();
        timers = Executors.newScheduledThreadPool(2 * CLIENTS);
    }

    @AfterAll
    static void stop() throws Exception {
        if (timers != null) timers.shutdownNow();
        if (server != null) server.close();
    }

    @BeforeEach
    void somebodyElseIsThere() throws Exception {
        watcher = new Watcher(server);
        other = TestClient.open(server.socket("/"));
        other.send("{\"type\":\"subscribe\",\"symbols\":[\"600009.SH\"],\"data_types\":[\"quote\",\"trade\"]}");
        other.await("market_data");
    }

    @AfterEach
    void theOtherHasAnUnbrokenChainAndNothingIsLeft() throws Exception {
        try (var closing = watcher;
                var reader = other) {
            var before = Chain.of(reader.messages()).last(TOPIC);
            reader.await(message -> Chain.isBeyond(before + 10, TOPIC, message), LATER);
            assertThat(Chain.of(reader.messages()).missing()).isZero();
            watcher.await("connections.open", count -> count == 2);
            watcher.await("publisher.outbox_bytes", bytes -> bytes < 4096);
            assertThat(watcher.figure("publisher.flushers_held"))
                    .as(server.log())
                    .isZero();
        }
    }

    @Test
    void oneThatStopsReadingIsSlowedAndEnded() throws Exception {
        long slowed = watcher.figure("connections.slowed");
        long slow = watcher.figure(SLOW_ENDED);
        long silent = watcher.figure(SILENT_ENDED);
        var stalled = new ArrayList<AwkwardClient>();
        try {
            for (int n = 0; n < CLIENTS; n++) {
                stalled.add(open(EVERYTHING).mayRead(ThreadLocalRandom.current().nextInt(100_000)));
            }
            watcher.await("connections.open", count -> count == 2 + CLIENTS);
            watcher.await("connections.open", count -> count == 2);
            slow = watcher.figure(SLOW_ENDED) - slow;
            silent = watcher.figure(SILENT_ENDED) - silent;
            if (Container.current() == Container.LIBERTY) {
                assertThat(watcher.figure("connections.slowed")).isGreaterThanOrEqualTo(slowed + CLIENTS);
                assertThat(slow).isEqualTo(CLIENTS);
                for (var client : stalled) { // the send buffer has room for the close frame
                    assertThat(client.readFreely().closed().get(60, TimeUnit.SECONDS))
                            .isEqualTo(4108);
                    Chain.of(client.messages());
                }
            } else { // megabytes are under way in the system's buffers before a send is seen to be stuck
                assertThat(slow + silent).isEqualTo(CLIENTS);
            }
        } finally {
            for (var client : stalled) client.close();
        }
    }

    @Test
    void oneThatReadsSlowlyIsSlowedAndToldWhatItMissedAndRestored() throws Exception {
        assumeTrue(
                Container.current() == Container.LIBERTY,
                "Payara leaves the size of send buffers to the system: megabytes are under way before it notices");
        try (var slow = open(EVERYTHING)) {
            slow.mayRead(20_000).readSlowly(4_000);
            slow.await(message -> isStatus("slowed", message), LATER);
            watcher.await("publisher.gaps", count -> count > 0);
            slow.readFreely();
            slow.await(message -> isStatus("restored", message), LATER);
            var chain = Chain.of(slow.messages());
            assertThat(chain.missing()).as("told to be missing").isPositive();
            assertThat(slow.closed()).isNotDone();
        }
    }

    @Test
    void oneThatAnswersPingsLateIsServedAllTheSame() throws Exception {
        var late = new ArrayList<AwkwardClient>();
        try {
            for (int n = 0; n < CLIENTS; n++) {
                late.add(open(STATES).readFreely().answerLate(Duration.ofMillis(100L * n)));
            }
            for (var client : late) {
                var from = Chain.of(client.messages()).last(TOPIC);
                client.await(message -> Chain.isBeyond(from + 50, TOPIC, message), LATER);
                assertThat(Chain.of(client.messages()).missing()).isZero();
                assertThat(client.closed()).isNotDone();
            }
        } finally {
            for (var client : late) client.close();
        }
    }

    @Test
    void oneThatResetsIsForgotten() throws Exception {
        List<AwkwardClient> clients = new ArrayList<>();
        for (int n = 0; n < CLIENTS; n++)
            clients.add(open(EVERYTHING).mayRead(ThreadLocalRandom.current().nextInt(50_000)));
        watcher.await("connections.open", count -> count == 2 + CLIENTS);
        for (var client : clients) client.reset();
        watcher.await("connections.open", count -> count == 2);
    }

    @Test
    void oneThatIsNeverHeardOfAgainIsFoundByPing() throws Exception {
        long silent = watcher.figure(SILENT_ENDED);
        var gone = new ArrayList<RawClient>();
        try {
            for (int n = 0; n < CLIENTS; n++) {
                gone.add(RawClient.to(server.socket("/")).receiveBuffer(4096).open());
            }
            watcher.await(SILENT_ENDED, count -> count == silent + CLIENTS);
            for (var client : gone) assertThat(closeCode(client)).isEqualTo(4112);
        } finally {
            for (var client : gone) client.close();
        }
    }

    private static String subscribe(String types) {
        var symbols =
                IntStream.range(0, 10).mapToObj(n -> "\"60000" + n + ".SH\"").collect(Collectors.joining(","));
        return "{\"type\":\"subscribe\",\"symbols\":[" + symbols + "],\"data_types\":[" + types + "]}";
    }

    private static AwkwardClient open(String request) throws Exception {
        return AwkwardClient.open(server.socket("/ws"), request, timers);
    }

    private static boolean isStatus(String type, JsonObject message) {
        return "status".equals(message.getString("type"))
                && type.equals(message.getJsonObject("data").getString("type"));
    }

    private static int closeCode(RawClient client) throws Exception {
        while (true) {
            var frame = client.read(LATER);
            if (frame.opcode() == WireFrame.CLOSE) return frame.closeCode();
        }
    }
}
