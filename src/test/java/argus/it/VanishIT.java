package argus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A crowd with full outboxes that is gone at once, and the next crowd at the door. */
class VanishIT {
    /** Payara has megabytes of each client under way in the system's buffers before an outbox fills. */
    private static final int CROWD = Container.current() == Container.LIBERTY ? 300 : 30;

    /** More than Open Liberty has threads. */
    private static final int READERS = 100;

    /** Where Open Liberty waits with a close for the end of a write. */
    private static final String WAITS = "WsocConnLink.waitToClose";

    private static final Duration LATER = Duration.ofSeconds(60);
    private static final int BUDGET = 65_536;
    private static final int MORE_THREADS = 16;
    private static final Pattern THREADS = Pattern.compile("(?m)^(?:base_)?thread_count(?:\\{[^}]*})? ([0-9.E]+)$");

    private static final String EVERYTHING =
            """
            {"type":"subscribe","symbols":[%s],"data_types":["quote","depth","trade"]}"""
                    .formatted(IntStream.range(0, 10)
                            .mapToObj(n -> "\"60000" + n + ".SH\"")
                            .collect(Collectors.joining(",")));

    @Test
    void theNextCrowdIsFedAndThreadsAreNoMoreThanBefore() throws Exception {
        try (var server = start();
                var watcher = new Watcher(server)) {
            var crowd = crowd(server);
            watcher.await("connections.open", count -> count == CROWD + 1);
            double threads = threads(server);
            watcher.await("publisher.outbox_bytes", bytes -> bytes > CROWD * BUDGET / 2L);
            for (var client : crowd) client.reset();

            var next = crowd(server);
            try {
                for (var client : next) awaitUpdate(client);
                watcher.await("connections.open", count -> count == CROWD + 1);
                assertThat(watcher.figure("publisher.flushers_held"))
                        .as(server.log())
                        .isZero();
            } finally {
                for (var client : next) client.close();
            }
            watcher.await("connections.open", count -> count == 1);
            watcher.await("publisher.outbox_bytes", bytes -> bytes < 4096);
            assertThat(threads(server)).isLessThanOrEqualTo(threads + MORE_THREADS);
            assertThat(server.log())
                    .doesNotContain("CWWKE1200W") // threads of the container that hang
                    .doesNotContain("takes text only as such"); // LibertyText does not find its method any more
        }
    }

    /** Their last word makes the server go on with a message of which it has written a part. */
    @Test
    void crowdThatLeavesInTheMiddleOfLongMessagesHoldsNoThread() throws Exception {
        assumeThat(Container.current())
                .as("messages are sent in parts where sends block")
                .isEqualTo(Container.LIBERTY);
        try (var server = ArgusServer.with()
                        .yaml(
                                """
                                argus:
                                  datasource:
                                    source-type: simulated
                                    simulated:
                                      symbols: 600000..600499.SH
                                      rate: 1
                                """)
                        .start();
                var watcher = new Watcher(server)) {
            var leaving = new ArrayList<LastWord>();
            for (int n = 0; n < READERS; n++) {
                leaving.add(halfRead(server));
            }
            for (var last : leaving) {
                last.client.send(last.bytes);
                last.client.reset();
            }
            watcher.await("connections.open", count -> count == 1);
            try (var next = RawClient.to(server.socket("/")).open()) {
                next.send(EVERYTHING);
                awaitUpdate(next);
            }
            assertThat(watcher.figure("publisher.flushers_held"))
                    .as(server.log())
                    .isZero();
            assertThat(stacksWhenQuiet(server))
                    .contains("argus-flusher") // it is a list of threads
                    .doesNotContain(WAITS);
        }
    }

    /** A thread may wait there for a moment, but not for seconds. */
    private static String stacksWhenQuiet(ArgusServer server) throws Exception {
        var stacks = server.stacks();
        for (int looks = 1; looks < 5 && stacks.contains(WAITS); looks++) {
            LockSupport.parkNanos(200_000_000); // between two looks
            stacks = server.stacks();
        }
        return stacks;
    }

    /** What makes the server write once more, and then leaves. */
    private record LastWord(RawClient client, byte[] bytes) {}

    /** A client that has read the beginning of a long message, and owes the pong for which the rest waits. */
    private static LastWord halfRead(ArgusServer server) throws Exception {
        var client =
                RawClient.to(server.socket("/")).anywhere().receiveBuffer(4096).open();
        client.send("{\"type\":\"hello\",\"data\":{\"encodings\":[\"json\"],\"batch\":{\"max_items\":500}}}");
        client.send("{\"type\":\"subscribe\",\"symbols\":[\"6*.SH\"],\"data_types\":[\"quote\",\"depth\"]}");
        boolean inParts = false;
        while (true) {
            var frame = client.read(LATER);
            inParts |= frame.isData() && !frame.last();
            if (frame.opcode() == WireFrame.PING && inParts) {
                var last = new ByteArrayOutputStream();
                last.writeBytes(new WireFrame(true, WireFrame.PONG, frame.payload()).fromClient());
                last.writeBytes(WireFrame.close(1000, "").fromClient());
                return new LastWord(client, last.toByteArray());
            }
            if (frame.opcode() == WireFrame.PING) {
                client.send(new WireFrame(true, WireFrame.PONG, frame.payload()));
            }
        }
    }

    private static ArgusServer start() throws Exception {
        return ArgusServer.with()
                .yaml(
                        """
                        argus:
                          server:
                            outbox-budget: %d
                            send-timeout: 5m
                            ping-timeout: 5m
                          datasource:
                            source-type: simulated
                            simulated:
                              symbols: 600000..600009.SH
                              rate: %d
                        """
                                .formatted(BUDGET, Container.current() == Container.LIBERTY ? 10 : 40))
                .start();
    }

    private static List<RawClient> crowd(ArgusServer server) throws Exception {
        var crowd = new ArrayList<RawClient>();
        for (int n = 0; n < CROWD; n++) {
            var client = RawClient.to(server.socket("/")).receiveBuffer(4096).open();
            assertThat(client.status()).isEqualTo(101);
            client.send(EVERYTHING);
            crowd.add(client);
        }
        return crowd;
    }

    private static void awaitUpdate(RawClient client) throws Exception {
        while (true) {
            var frame = client.readAnswering(LATER);
            assertThat(frame.opcode()).isNotEqualTo(WireFrame.CLOSE);
            if (frame.opcode() == WireFrame.TEXT && frame.text().contains("\"pseq\"")) return;
        }
    }

    private static double threads(ArgusServer server) throws Exception {
        var metrics = URI.create(server.http("/metrics") + "?scope=base");
        var answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(metrics).timeout(LATER).build(), BodyHandlers.ofString());
        var count = THREADS.matcher(answer.body());
        assertThat(count.find()).as(answer.body()).isTrue();
        return Double.parseDouble(count.group(1));
    }
}
