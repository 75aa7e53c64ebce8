package argus.rest;

import static org.assertj.core.api.Assertions.assertThat;

import argus.it.ArgusServer;
import argus.it.Container;
import argus.it.TestClient;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Administration with a token, on a server of its own that it ends. */
class AdminIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void tokenOpensTheSettingsAndEndsTheNode() throws Exception {
        try (var server = ArgusServer.with()
                .environment("AUTH_TOKEN", "correct-horse-battery-staple")
                .start()) {
            assertThat(get(server, null).statusCode()).isEqualTo(401);
            assertThat(get(server, null).headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
            assertThat(get(server, "wrong").statusCode()).isEqualTo(401);
            var settings = get(server, "correct-horse-battery-staple");
            assertThat(settings.statusCode()).isEqualTo(200);
            assertThat(settings.body()).contains("argus.security.auth-token").doesNotContain("correct-horse");

            try (var client = TestClient.open(server.socket("/ws"))) {
                client.await("welcome");
                var begun = HTTP.send(
                        HttpRequest.newBuilder(
                                        Container.current() == Container.LIBERTY
                                                ? server.admin("/api/v1/drain")
                                                : server.http("/api/v1/drain"))
                                .header("Authorization", "Bearer correct-horse-battery-staple")
                                .POST(BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());
                assertThat(begun.statusCode()).isEqualTo(202);
                var shutdown = client.await(
                        message -> message.getString("type").equals("status")
                                && message.getJsonObject("data")
                                        .getString("type")
                                        .equals("shutdown"),
                        Duration.ofSeconds(5));
                assertThat(shutdown.getJsonObject("data").getJsonObject("details"))
                        .containsKeys("closes_in_ms", "reconnect_after_ms");
                assertThat(client.closeCode(Duration.ofSeconds(10))).isEqualTo(1012);
            }
            assertThat(server.exitCode(Duration.ofSeconds(30))).isZero();
        }
    }

    private static HttpResponse<String> get(ArgusServer server, String token) throws Exception {
        var request = HttpRequest.newBuilder(server.http("/api/v1/config"));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
