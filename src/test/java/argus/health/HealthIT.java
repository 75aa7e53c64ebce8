package argus.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import argus.it.ArgusServer;
import argus.it.Container;
import argus.it.SharedServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Health on the running server, and what its second port shows. */
@ExtendWith(SharedServer.class)
class HealthIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(strings = {"started", "live", "ready"})
    void runningServerIsUp(String kind, ArgusServer server) throws Exception {
        var answer = server.get("/health/" + kind);
        assertThat(answer.statusCode()).isEqualTo(200);
        var check = json(answer.body()).getJsonArray("checks").getJsonObject(0);
        assertThat(check.getString("name")).isEqualTo(kind);
        assertThat(check.getString("status")).isEqualTo("UP");
    }

    @Test
    void readinessTellsTheStateOfEachSource(ArgusServer server) throws Exception {
        var data = json(server.get("/health/ready").body())
                .getJsonArray("checks")
                .getJsonObject(0)
                .getJsonObject("data");
        assertThat(data.getString("simulated")).startsWith("UP: ");
        assertThat(data.get("draining").toString()).contains("false"); // a string on Payara
    }

    @Test
    void livenessTellsWhatWaits(ArgusServer server) throws Exception {
        var data = json(server.get("/health/live").body())
                .getJsonArray("checks")
                .getJsonObject(0)
                .getJsonObject("data");
        assertThat(data.getString("shards")).isEqualTo("working");
        assertThat(data.getString("flushers")).isEqualTo("running");
        assertThat(data).containsKey("shard_backlog");
    }

    @ParameterizedTest
    @CsvSource({
        "/health/ready,        200",
        "/health/live,         200",
        "/health/started,      200",
        "/metrics,             200",
        "/api/v1/status,       200",
        "/api/v1/config,       200",
        "/api/v1/quotes,       404",
        "/api/v1/symbols?q=a,  404",
        "/,                    404",
        "/index.html,          404",
        "/ws,                  404"
    })
    void secondPortIsForWatchingAndOperating(String path, int status, ArgusServer server) throws Exception {
        assumeTrue(Container.current() == Container.LIBERTY, "only Open Liberty is configured with a second port");
        assertThat(admin(server, path).statusCode()).isEqualTo(status);
    }

    private static HttpResponse<String> admin(ArgusServer server, String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(server.admin(path)).build(), BodyHandlers.ofString());
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }
}
