package argus.it;

import static org.assertj.core.api.Assertions.assertThat;

import argus.source.FakeHttp.Reply;
import argus.source.tencent.FakeTencent;
import argus.source.tencent.RowText;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A venue over a real socket that fails, its stand-in, and a client that sees the switch. */
class FailoverIT {
    private static final String SYMBOL = "600001.SH";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final FakeTencent TENCENT = new FakeTencent();
    private static ArgusServer server;

    @BeforeAll
    static void start() throws Exception {
        TENCENT.has("sh600001", row("10.00"));
        server = ArgusServer.with()
                .yaml(
                        """
                        argus:
                          calendar:
                            always-open: true
                          datasource:
                            routes: "*.SH -> tencent, simulated"
                            update-interval: 100ms
                            retry-attempts: 2
                            retry-delay: 100ms
                            failback-after: 2s
                            tencent-url: %s
                            tencent-timeout: 1s
                            tencent-requests: 50
                            simulated:
                              symbols: ["%s"]
                              rate: 10
                        """
                                .formatted(TENCENT.address(), SYMBOL))
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) server.close();
        TENCENT.close();
    }

    /** A row of this moment: the day's volume is compared, so both sources have to speak of the same day. */
    private static String row(String last) {
        return RowText.chinese("600001", "测试股份")
                .set(3, last)
                .set(30, LocalDateTime.now(SHANGHAI).format(DateTimeFormatter.ofPattern("yyyyMMddHHmmss")))
                .text();
    }

    @Test
    void theStandInTakesOverAndTheBetterSourceTakesItsSymbolsBack() throws Exception {
        var volumes = new TreeMap<String, List<BigDecimal>>();
        try (var client = TestClient.open(server.socket("/"))) {
            client.send(
                    """
                    {"type":"subscribe","data":{"symbols":["600001.SH"],"data_types":["quote","kline"],"delivery":"all"}}""");
            quoteOf(client, "tencent", volumes);

            TENCENT.http().misbehave(Reply.CUT);
            var lost = status(client, "source_failed_over", volumes);
            assertThat(lost.getString("from")).isEqualTo("tencent");
            assertThat(lost.getString("to")).isEqualTo("simulated");
            assertThat(lost.getJsonArray("symbols").toString()).isEqualTo("[\"600001.SH\"]");
            quoteOf(client, "simulated", volumes);

            TENCENT.http().behave();
            var restored = status(client, "source_restored", volumes);
            assertThat(restored.getString("to")).isEqualTo("tencent");
            TENCENT.has(
                    "sh600001",
                    RowText.chinese("600001", "测试股份").set(3, "10.01").text());
            quoteOf(client, "tencent", volumes);
        } finally {
            TENCENT.http().behave();
        }
        assertThat(volumes)
                .allSatisfy((day, ofDay) ->
                        assertThat(ofDay).as("volumes of %s", day).isSorted());
        assertThat(barsOfOneMinute()).as("open times of bars").doesNotHaveDuplicates();
    }

    private static void quoteOf(TestClient client, String source, Map<String, List<BigDecimal>> volumes)
            throws Exception {
        client.await(
                message -> {
                    note(message, volumes);
                    return message.getString("type").equals("market_data")
                            && message.getJsonObject("data").getString("source").equals(source);
                },
                LIMIT);
    }

    private static JsonObject status(TestClient client, String event, Map<String, List<BigDecimal>> volumes)
            throws Exception {
        return client.await(
                        message -> {
                            note(message, volumes);
                            return message.getString("type").equals("status")
                                    && message.getJsonObject("data")
                                            .getString("type")
                                            .equals(event);
                        },
                        LIMIT)
                .getJsonObject("data")
                .getJsonObject("details");
    }

    private static void note(JsonObject message, Map<String, List<BigDecimal>> volumes) {
        if (message.getString("type").equals("market_data")) {
            var data = message.getJsonObject("data");
            volumes.computeIfAbsent(data.getString("timestamp").substring(0, 10), day -> new ArrayList<>())
                    .add(data.getJsonNumber("volume").bigDecimalValue());
        }
    }

    private static List<String> barsOfOneMinute() throws Exception {
        var answer = server.get("/api/v1/klines/" + SYMBOL + "?period=1m").body();
        try (var reader = Json.createReader(new StringReader(answer))) {
            return reader.readObject().getJsonArray("bars").getValuesAs(JsonObject.class).stream()
                    .map(bar -> bar.getString("timestamp"))
                    .toList();
        }
    }
}
