package argus.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who is let in, and what becomes of one who asks too much. */
class HandshakeIT {
    private static final Duration LATER = Duration.ofSeconds(30);
    private static final int CONNECTIONS = 3;
    private static final int MESSAGES = 5;

    private static ArgusServer server;

    @BeforeAll
    static void start() throws Exception {
        server = ArgusServer.with()
                .yaml(
                        """
                        argus:
                          server:
                            max-connections: %d
                          datasource:
                            source-type: simulated
                          security:
                            allowed-origins: https://desk.example
                            rate-limit: %d
                            rate-limit-window: 1h
                        """
                                .formatted(CONNECTIONS, MESSAGES))
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) server.close();
    }

    @Test
    void aForeignOriginIsRefused() throws Exception {
        try (var stranger = RawClient.to(server.socket("/ws"))
                .header("Origin", "https://elsewhere.example")
                .open()) {
            assertThat(stranger.status()).isEqualTo(403);
            assertThat(json(stranger).getInt("code")).isEqualTo(4031);
        }
        try (var desk = RawClient.to(server.socket("/ws"))
                .header("Origin", "https://desk.example")
                .open()) {
            assertThat(desk.status()).isEqualTo(101);
        }
    }

    @Test
    void oneConnectionTooManyIsToldWhenToComeBack() throws Exception {
        try (var first = open();
                var second = open();
                var third = open()) {
            for (var client : new TestClient[] {first, second, third}) client.await("welcome");
            try (var fourth = RawClient.to(server.socket("/")).open()) {
                assertThat(fourth.status()).isEqualTo(503);
                assertThat(fourth.handshake()).containsIgnoringCase("Retry-After: ");
                assertThat(fourth.handshake()).containsIgnoringCase("Content-Type: application/json");
                var body = json(fourth);
                assertThat(body.getInt("code")).isEqualTo(4292);
                assertThat(body.getString("name")).isEqualTo("CONNECTION_LIMIT");
            }
            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
            first.send("{\"type\":\"ping\"}").await("pong");
        }
        try (var next = open()) {
            next.await("welcome");
        }
    }

    @Test
    void oneWhoSendsTooMuchIsToldAndThenSentAway() throws Exception {
        try (var client = open()) {
            for (int n = 0; n < MESSAGES; n++)
                client.send("{\"type\":\"ping\"}").await("pong");
            client.send("{\"type\":\"ping\"}");
            var error = client.await("error").getJsonObject("data");
            assertThat(error.getInt("code")).isEqualTo(4290);
            assertThat(error.getString("name")).isEqualTo("RATE_LIMITED");
            assertThat(error.getBoolean("retryable")).isTrue();
            assertThat(error.getInt("retry_after_ms")).isPositive();
            assertThat(error.getJsonObject("details").getInt("limit")).isEqualTo(MESSAGES);
            for (int n = 1; n <= MESSAGES; n++) client.send("{\"type\":\"ping\"}");
            assertThat(client.closeCode(LATER)).isEqualTo(4113);
        }
    }

    /** A place may not be given back yet although the client that had it has gone. */
    private static TestClient open() {
        var deadline = System.nanoTime() + LATER.toNanos();
        while (true) {
            try {
                return TestClient.open(server.socket("/"));
            } catch (CompletionException e) {
                if (System.nanoTime() > deadline) throw e;
            }
        }
    }

    private static JsonObject json(RawClient refused) throws IOException {
        try (var reader = Json.createReader(new StringReader(refused.body()))) {
            return reader.readObject();
        }
    }
}
