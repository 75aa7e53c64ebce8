package argus.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import argus.it.ArgusServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Watch-lists over REST, and how often REST may be asked, on a server of its own. */
class ListsIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String FRIEND = "https://desk.example";

    @TempDir
    static Path folder;

    private static ArgusServer server;

    @BeforeAll
    static void start() throws Exception {
        server = start(50);
    }

    private static ArgusServer start(int limit) throws Exception {
        return ArgusServer.with()
                .yaml(
                        """
                        argus:
                          datasource:
                            source-type: simulated
                          lists:
                            directory: %s
                          security:
                            allowed-origins: ["*", "%s"]
                            rest-rate-limit: %d
                        """
                                .formatted(folder.resolve("lists"), FRIEND, limit))
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void listIsKeptReadChangedAndDeleted() throws Exception {
        var created = put("mine", "{\"symbols\":[\"sh600519\",\"AAPL\"]}");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).hasValue(uri("mine"));
        var tag = created.headers().firstValue("ETag").orElseThrow();
        assertThat(symbols(created)).isEqualTo("[\"600519.SH\",\"AAPL.US\"]");

        var read = send(request("mine").GET());
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).isEqualTo(created.body());
        assertThat(read.headers().firstValue("ETag")).hasValue(tag);
        assertThat(send(request("mine").header("If-None-Match", tag).GET()).statusCode())
                .isEqualTo(304);
        assertThat(json(send(request("").GET())).getJsonArray("lists").getValuesAs(JsonObject.class))
                .anySatisfy(list -> {
                    assertThat(list.getString("name")).isEqualTo("mine");
                    assertThat(list.getInt("count")).isEqualTo(2);
                });

        var changed = send(request("mine")
                .header("Content-Type", "application/json")
                .header("If-Match", tag)
                .PUT(BodyPublishers.ofString("{\"symbols\":[]}")));
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(send(request("mine").header("If-Match", tag).DELETE()).statusCode())
                .isEqualTo(412);
        assertThat(send(request("mine").DELETE()).statusCode()).isEqualTo(204);
        assertThat(send(request("mine").GET()).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            application/json | mine | {"symbols":["00001.SZ"]} | 400 | $.symbols[0]
            application/json | mine | {"symbols":7}            | 400 | $.symbols
            application/json | Mine | {"symbols":[]}           | 400 | name is of
            text/plain       | mine | {"symbols":[]}           | 415 | application/json
            application/x-www-form-urlencoded | mine | a=b      | 415 | application/json
            """)
    void whatCannotBeSavedIsExplained(String type, String name, String body, int status, String reason)
            throws Exception {
        var answer = send(request(name).header("Content-Type", type).PUT(BodyPublishers.ofString(body)));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(given -> assertThat(given).startsWith("application/problem+json"));
        assertThat(answer.body()).contains(reason);
    }

    @Test
    void bodyOfAnyLengthIsRefusedUnread() throws Exception {
        var answer = put("long", "{\"symbols\":[" + " ".repeat(600_000) + "]}");
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void pageOfAnotherOriginSavesNothing() throws Exception {
        var body = BodyPublishers.ofString("{\"symbols\":[]}");
        var foreign = send(request("evil")
                .header("Origin", "https://evil.example")
                .header("Content-Type", "application/json")
                .PUT(body));
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(send(request("evil").header("Origin", "https://evil.example").DELETE())
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(request("evil").GET()).statusCode()).isEqualTo(404);
        assertThat(preflight("https://evil.example").headers().firstValue("Access-Control-Allow-Methods"))
                .isEmpty();
    }

    @Test
    void pageThatIsAllowedByNameMaySave() throws Exception {
        var asked = preflight(FRIEND);
        assertThat(asked.statusCode()).isBetween(200, 299);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).hasValue(FRIEND);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Methods"))
                .hasValueSatisfying(methods -> assertThat(methods).contains("PUT"));
        var own = send(request("friendly")
                .header("Origin", "http://127.0.0.1:" + server.port())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"symbols\":[]}")));
        assertThat(own.statusCode()).isEqualTo(201);
        var friend = send(request("friendly")
                .header("Origin", FRIEND)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"symbols\":[\"AAPL\"]}")));
        assertThat(friend.statusCode()).isEqualTo(200);
        assertThat(friend.headers().firstValue("Access-Control-Allow-Origin")).hasValue(FRIEND);
    }

    private static HttpResponse<String> preflight(String origin) throws Exception {
        return send(request("friendly")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "PUT")
                .method("OPTIONS", BodyPublishers.noBody()));
    }

    @Test
    void sectorsAreFound() throws Exception {
        var banks = json(HTTP.send(
                HttpRequest.newBuilder(server.http("/api/v1/symbols?q=%23banks"))
                        .build(),
                BodyHandlers.ofString()));
        assertThat(banks.getJsonArray("symbols").getValuesAs(JsonObject.class))
                .hasSizeGreaterThan(3)
                .allSatisfy(symbol -> assertThat(symbol.getString("sector")).isEqualTo("banks"));
    }

    @Test
    void listsOutliveTheServerAndABrokenFileStaysAsItIs() throws Exception {
        var file = folder.resolve("lists").resolve("anonymous.json");
        assertThat(put("kept", "{\"symbols\":[\"0700.HK\"]}").statusCode()).isIn(200, 201);
        server.close();
        server = start(50);
        assertThat(symbols(send(request("kept").GET()))).isEqualTo("[\"0700.HK\"]");

        server.close();
        var before = Files.readString(file);
        var broken = before.substring(0, before.length() - 2);
        Files.writeString(file, broken);
        server = start(5);
        try {
            assertThat(server.log()).contains(file.toString());
            assertThat(put("kept", "{\"symbols\":[]}").statusCode()).isEqualTo(500);
            assertThat(Files.readString(file)).isEqualTo(broken);
            whoeverAsksTooOftenIsToldToWait();
        } finally {
            server.close();
            Files.writeString(file, before);
            server = start(50);
        }
    }

    /** With a limit of five a second. */
    private static void whoeverAsksTooOftenIsToldToWait() throws Exception {
        var request = HttpRequest.newBuilder(server.http("/api/v1/status")).build();
        var answers = new ArrayList<HttpResponse<String>>();
        for (int i = 0; i < 40; i++) {
            answers.add(HTTP.send(request, BodyHandlers.ofString()));
        }
        var refused =
                answers.stream().filter(answer -> answer.statusCode() == 429).toList();
        assertThat(refused).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(given -> assertThat(given).startsWith("application/problem+json"));
            assertThat(json(answer).getString("name")).isEqualTo("RATE_LIMITED");
        });
        assertThat(answers).filteredOn(answer -> answer.statusCode() != 429).isNotEmpty();
        assertThat(List.of(
                        server.get("/health/live").statusCode(), server.get("/").statusCode()))
                .containsOnly(200);
    }

    private static HttpResponse<String> put(String name, String body) throws Exception {
        return send(request(name)
                .header("Content-Type", "application/json; charset=UTF-8")
                .PUT(BodyPublishers.ofString(body, UTF_8)));
    }

    private static HttpRequest.Builder request(String name) {
        return HttpRequest.newBuilder(server.http("/api/v1/lists" + (name.isEmpty() ? "" : "/" + name)));
    }

    private static String uri(String name) {
        return server.http("/api/v1/lists/" + name).toString();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static String symbols(HttpResponse<String> answer) {
        return json(answer).getJsonArray("symbols").toString();
    }

    private static JsonObject json(HttpResponse<String> answer) {
        try (var reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }
}
