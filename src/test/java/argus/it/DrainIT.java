package argus.it;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A node that ends says so, sends everybody away in good order, and takes nobody in meanwhile. */
class DrainIT {
    private static final int CLIENTS = 5;
    private static final long CLOSE_TIMEOUT_MS = 20_000;
    private static final long RECONNECT_WINDOW_MS = 5_000;
    private static final Duration LATER = Duration.ofSeconds(60);

    @Test
    void sigtermDrains() throws Exception {
        try (var server = start()) {
            drain(server, server::terminate);
        }
    }

    @Test
    void theRestDoorDrains() throws Exception {
        try (var server = start()) {
            drain(server, () -> {
                var request = HttpRequest.newBuilder(server.http("/api/v1/drain"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .timeout(LATER);
                var answer = HttpClient.newHttpClient().send(request.build(), ofString());
                assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
            });
        }
    }

    private static ArgusServer start() throws Exception {
        return ArgusServer.with()
                .yaml(
                        """
                        argus:
                          server:
                            close-timeout: %dms
                            reconnect-window: %dms
                          datasource:
                            source-type: simulated
                        """
                                .formatted(CLOSE_TIMEOUT_MS, RECONNECT_WINDOW_MS))
                .start();
    }

    private static void drain(ArgusServer server, Order order) throws Exception {
        var clients = new ArrayList<TestClient>();
        for (int n = 0; n < CLIENTS; n++) {
            var client = TestClient.open(server.socket(n % 2 == 0 ? "/" : "/ws"));
            client.send("{\"type\":\"subscribe\",\"symbol\":\"000001.SZ\",\"data_type\":\"quote\"}");
            client.await("market_data");
            clients.add(client);
        }
        try (var silent = RawClient.to(server.socket("/")).open()) { // it never answers the close
            silent.send("{\"type\":\"subscribe\",\"symbol\":\"000001.SZ\",\"data_type\":\"quote\"}");
            order.give();
            var details = new ArrayList<JsonObject>();
            for (var client : clients) details.add(shutdown(client));
            assertSpread(details);
            assertRefused(server);
            for (var client : clients) {
                assertThat(client.closeCode(LATER)).isEqualTo(1012);
                Chain.of(client.messages());
            }
            assertThat(server.exitCode(LATER)).isZero();
        }
    }

    private static JsonObject shutdown(TestClient client) throws InterruptedException {
        var status = client.await(
                message -> "status".equals(message.getString("type"))
                        && "shutdown".equals(message.getJsonObject("data").getString("type")),
                LATER);
        var data = status.getJsonObject("data");
        assertThat(data.getString("severity")).isEqualTo("warning");
        return data.getJsonObject("details");
    }

    private static void assertSpread(List<JsonObject> details) {
        var returns = new HashSet<Integer>();
        for (var detail : details) {
            int closesIn = detail.getInt("closes_in_ms");
            assertThat((long) closesIn).isBetween(1L, CLOSE_TIMEOUT_MS);
            returns.add(detail.getInt("reconnect_after_ms"));
            assertThat((long) detail.getInt("reconnect_after_ms"))
                    .isBetween((long) closesIn, closesIn + RECONNECT_WINDOW_MS);
        }
        assertThat(returns).as("everybody has a time of his own").hasSameSizeAs(details);
    }

    private static void assertRefused(ArgusServer server) throws Exception {
        try (var late = RawClient.to(server.socket("/")).open()) {
            assertThat(late.status()).isEqualTo(503);
            assertThat(late.handshake()).containsIgnoringCase("Retry-After: ");
            assertThat(late.body()).contains("NODE_DRAINING");
        }
        assertThat(server.get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
    }

    /** What begins the drain. */
    @FunctionalInterface
    private interface Order {
        void give() throws Exception;
    }
}
