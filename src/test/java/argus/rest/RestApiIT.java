package argus.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import argus.it.ArgusServer;
import argus.it.Container;
import argus.it.SharedServer;
import argus.it.TestClient;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** REST on the running server, beside a WebSocket client. */
@ExtendWith(SharedServer.class)
class RestApiIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String PROBLEM = "application/problem+json";

    @ParameterizedTest
    @CsvSource({
        "market_data,  quote,                                 /api/v1/quotes?symbols=",
        "depth_data,   'depth',                               /api/v1/depth/",
        "trade_data,   trade,                                 /api/v1/trades/"
    })
    void snapshotAndRestAnswerOfTheSameSequenceAreEqual(String type, String dataType, String path, ArgusServer server)
            throws Exception {
        // a value of a live topic is soon gone: ask again until both tell the same one
        for (int attempt = 0; attempt < 50; attempt++) {
            var rest = value(json(server.get(path + "600519.SH")));
            try (var client = TestClient.open(server.socket("/ws"))) {
                client.send("{\"type\":\"subscribe\",\"data\":{\"symbols\":[\"600519.SH\"],\"data_types\":[\""
                        + dataType + "\"]}}");
                var snapshot = client.await(type);
                assertThat(snapshot.getBoolean("snapshot", false)).isTrue();
                if (snapshot.getJsonNumber("seq").equals(rest.get("seq"))) {
                    assertThat(rest.getString("topic")).isEqualTo(snapshot.getString("topic"));
                    assertThat(rest.getJsonNumber("ts")).isEqualTo(snapshot.getJsonNumber("ts"));
                    assertThat(rest.get("data").toString())
                            .isEqualTo(snapshot.get("data").toString());
                    return;
                }
            }
        }
        throw new AssertionError("no answer and snapshot had the same sequence number in 50 attempts");
    }

    /** Topic, seq, ts and data of whichever answer it is. */
    private static JsonObject value(JsonObject answer) {
        if (answer.containsKey("quotes")) {
            return answer.getJsonArray("quotes").getJsonObject(0);
        }
        if (answer.containsKey("trades")) {
            var rows = answer.getJsonArray("trades");
            return Json.createObjectBuilder(answer)
                    .add("data", rows.get(rows.size() - 1))
                    .build();
        }
        return answer;
    }

    @Test
    void lastBarIsTheSnapshotOfItsTopic(ArgusServer server) throws Exception {
        for (int attempt = 0; attempt < 50; attempt++) {
            try (var client = TestClient.open(server.socket("/"))) {
                client.send("{\"type\":\"subscribe\",\"data\":{\"symbol\":\"600519.SH\",\"data_type\":\"kline\","
                        + "\"frequency\":\"1m\"}}");
                var snapshot = client.await("kline_data");
                var rest = json(server.get("/api/v1/klines/600519.SH?period=1m&limit=1"));
                if (snapshot.getJsonNumber("seq").equals(rest.get("seq"))) {
                    assertThat(rest.getJsonArray("bars").getJsonObject(0)).isEqualTo(snapshot.getJsonObject("data"));
                    return;
                }
            }
        }
        throw new AssertionError("no answer and snapshot had the same sequence number in 50 attempts");
    }

    @Test
    void symbolsAreFoundByNameAndSpelling(ArgusServer server) throws Exception {
        var found = json(server.get("/api/v1/symbols?q=%E5%B9%B3%E5%AE%89&limit=5"));
        assertThat(found.getJsonArray("symbols").getJsonObject(0).getString("symbol"))
                .isEqualTo("000001.SZ");
        assertThat(found.getJsonArray("symbols").getJsonObject(0).getString("name"))
                .isEqualTo("平安银行");
        var exact = json(server.get("/api/v1/symbols?symbols=sh600519"));
        assertThat(exact.getJsonArray("symbols").getJsonObject(0).getString("symbol"))
                .isEqualTo("600519.SH");
    }

    @Test
    void tradesAndBarsComeOldestFirst(ArgusServer server) throws Exception {
        var trades = poll(
                () -> get(server, "/api/v1/trades/000001.SZ?limit=3"),
                answer -> answer.getJsonArray("trades").size() == 3);
        assertThat(trades.getJsonArray("trades")
                        .getValuesAs(row -> row.asJsonObject().getString("timestamp")))
                .isSorted();
        var bars = poll(
                () -> get(server, "/api/v1/klines/000001.SZ?period=1s&limit=2"),
                answer -> answer.getJsonArray("bars").size() == 2);
        assertThat(bars.getJsonArray("bars")
                        .getValuesAs(row -> row.asJsonObject().getString("timestamp")))
                .isSorted();
        assertThat(bars.getJsonArray("bars").getJsonObject(0).getBoolean("closed"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/v1/nothing,                       404, ''",
        "GET,    /api/v2/status,                        404, ''",
        "GET,    /api,                                  404, ''",
        "DELETE, /api/v1/quotes,                        405, ''",
        "POST,   /api/v1/status,                        405, ''",
        "GET,    /api/v1/quotes,                        400, symbols",
        "GET,    /api/v1/trades/000001.SZ?limit=0,      400, limit",
        "GET,    /api/v1/klines/000001.SZ?period=1y,    400, period",
        "GET,    /api/v1/depth/000001.SZ?levels=7,      400, levels",
        "GET,    /api/v1/symbols?q=a&limit=x,           400, limit",
        "GET,    /api/v1/depth/NOPE,                    404, ''",
        "GET,    /api/v1/quotes?symbols=NOPE,           404, ''"
    })
    void everyErrorIsAProblem(String method, String path, int status, String parameter, ArgusServer server)
            throws Exception {
        var answer = send(HttpRequest.newBuilder(server.http(path)).method(method, BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(PROBLEM);
        var problem = json(answer.body());
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem).containsKeys("type", "title", "detail");
        assertThat(problem.getString("instance")).isEqualTo(URI.create(path).getPath());
        assertThat(problem.getString("parameter", "")).isEqualTo(parameter);
        assertThat(answer.headers().firstValue("Allow").isPresent()).isEqualTo(status == 405);
    }

    @Test
    void answerThatIsNotJsonIsRefused(ArgusServer server) throws Exception {
        var answer = send(HttpRequest.newBuilder(server.http("/api/v1/status")).header("Accept", "text/csv"));
        assertThat(answer.statusCode()).isEqualTo(406);
    }

    @Test
    void nodeTellsHowItIs(ArgusServer server) throws Exception {
        var status = json(server.get("/api/v1/status"));
        assertThat(status.getBoolean("ready")).isTrue();
        assertThat(status.getBoolean("draining")).isFalse();
        assertThat(json(server.get("/api/v1/sources")).getJsonArray("sources").getJsonObject(0))
                .containsEntry("state", Json.createValue("up"));
        assertThat(json(server.get("/api/v1/errors")).getJsonArray("errors")).hasSizeGreaterThan(15);
        try (var client = TestClient.open(server.socket("/ws"))) {
            client.send("{\"type\":\"get_stats\"}");
            assertThat(json(server.get("/api/v1/stats")).keySet())
                    .isEqualTo(client.await("stats").getJsonObject("data").keySet());
        }
    }

    @Test
    void pagesOfOtherOriginsReadTheMarketAndNotTheSettings(ArgusServer server) throws Exception {
        var page = "https://desk.example";
        var market = send(HttpRequest.newBuilder(server.http("/api/v1/errors")).header("Origin", page));
        assertThat(market.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        var settings =
                send(HttpRequest.newBuilder(server.http("/api/v1/config")).header("Origin", page));
        assertThat(settings.statusCode()).isEqualTo(403);
        assertThat(settings.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void administratorOnThisMachineSeesAndReloadsTheSettings(ArgusServer server) throws Exception {
        assertThat(json(server.get("/api/v1/config")).getJsonArray("settings")).isNotEmpty();
        var reload = send(
                HttpRequest.newBuilder(server.http("/api/v1/config/reload")).POST(BodyPublishers.noBody()));
        assertThat(reload.statusCode()).isEqualTo(200);
        assertThat(json(reload.body()).getJsonArray("changed")).isEmpty();
        var forwarded =
                send(HttpRequest.newBuilder(server.http("/api/v1/config")).header("X-Forwarded-For", "192.0.2.7"));
        assertThat(forwarded.statusCode()).isEqualTo(403);
    }

    @Test
    void openApiListsTheResources(ArgusServer server) throws Exception {
        assertThat(openApi(server).getJsonObject("paths"))
                .containsKeys("/api/v1/quotes", "/api/v1/klines/{symbol}", "/api/v1/drain");
    }

    @Test
    void openApiDescribesEveryMemberOfTheAnswers(ArgusServer server) throws Exception {
        assumeTrue(Container.current() == Container.LIBERTY, "Payara leaves schemas out that are annotations only");
        var document = openApi(server);
        var schemas = document.getJsonObject("components").getJsonObject("schemas");
        describes(schemas, "Quotes", json(server.get("/api/v1/quotes?symbols=000001.SZ")));
        describes(schemas, "Depth", json(server.get("/api/v1/depth/000001.SZ")));
        describes(schemas, "Trades", json(server.get("/api/v1/trades/000001.SZ")));
        describes(schemas, "Bars", json(server.get("/api/v1/klines/000001.SZ")));
        describes(schemas, "Symbols", json(server.get("/api/v1/symbols?q=000001")));
        describes(schemas, "Status", json(server.get("/api/v1/status")));
        describes(schemas, "Sources", json(server.get("/api/v1/sources")));
        describes(schemas, "Quality", json(server.get("/api/v1/quality")));
        describes(schemas, "Stats", json(server.get("/api/v1/stats")));
        describes(schemas, "Errors", json(server.get("/api/v1/errors")));
        describes(schemas, "Config", json(server.get("/api/v1/config")));
        describes(schemas, "Problem", json(server.get("/api/v1/depth/NOPE")));
    }

    private static JsonObject openApi(ArgusServer server) throws IOException, InterruptedException {
        return json(send(HttpRequest.newBuilder(server.http("/openapi")).header("Accept", "application/json")));
    }

    private static void describes(JsonObject schemas, String name, JsonObject answer) {
        var properties = schemas.getJsonObject(name).getJsonObject("properties");
        assertThat(properties.keySet()).as(name).containsAll(answer.keySet());
        answer.forEach((member, value) -> {
            var items = properties.getJsonObject(member).getJsonObject("items");
            if (items != null
                    && items.containsKey("$ref")
                    && !value.asJsonArray().isEmpty()
                    && value.asJsonArray().get(0).getValueType() == JsonValue.ValueType.OBJECT) {
                var reference = items.getString("$ref");
                describes(
                        schemas,
                        reference.substring(reference.lastIndexOf('/') + 1),
                        value.asJsonArray().getJsonObject(0));
            }
        });
    }

    private static JsonObject get(ArgusServer server, String path) {
        try {
            return json(server.get(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks until the answer is as wanted: a client cannot be told when memory holds enough. */
    private static JsonObject poll(Supplier<JsonObject> question, Predicate<JsonObject> enough) {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        var answer = question.get();
        while (!enough.test(answer) && System.nanoTime() < deadline) {
            answer = question.get();
        }
        assertThat(enough.test(answer)).as("%s", answer).isTrue();
        return answer;
    }

    private static JsonObject json(HttpResponse<String> answer) {
        return json(answer.body());
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
    }
}
