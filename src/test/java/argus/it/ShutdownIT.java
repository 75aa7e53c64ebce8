package argus.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** SIGTERM on a server of its own. */
class ShutdownIT {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    @Test
    void clientsAreToldAndClosedBeforeTheServerEndsWithZero() throws Exception {
        try (var server = ArgusServer.with().start();
                var client = TestClient.open(server.socket("/"))) {
            client.await("welcome");
            server.terminate();
            var shutdown = client.await("status").getJsonObject("data");
            assertThat(shutdown.getString("type")).isEqualTo("shutdown");
            var details = shutdown.getJsonObject("details");
            assertThat(details.getInt("closes_in_ms")).isBetween(0, (int) CLOSE_TIMEOUT.toMillis());
            assertThat(details.getInt("reconnect_after_ms")).isNotNegative();
            assertThat(client.closeCode(CLOSE_TIMEOUT)).isEqualTo(1012);
            assertThat(server.exitCode(CLOSE_TIMEOUT.multipliedBy(2))).isZero();
        }
    }
}
