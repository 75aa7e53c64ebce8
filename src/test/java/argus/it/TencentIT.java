package argus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import argus.source.FakeHttp.Reply;
import argus.source.tencent.FakeTencent;
import argus.source.tencent.RowText;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tencent's quotes from a service in this process, through a whole server to a client. */
class TencentIT {
    private static final Path RECORDED = Path.of("../shared/sources/others-samples/tencent-qt.txt");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final FakeTencent TENCENT = new FakeTencent();
    private static ArgusServer server;

    @BeforeAll
    static void start() throws Exception {
        TENCENT.has("sh600001", row("10.00"))
                .has("hk09999", RowText.hongKong("09999", "网易-S", "NTES-S").text())
                .has("usBRK.B", RowText.american("BRK.B.N", "伯克希尔", "Berkshire").text());
        server = ArgusServer.with()
                .yaml(
                        """
                        argus:
                          calendar:
                            always-open: true
                          datasource:
                            source-type: tencent
                            update-interval: 100ms
                            retry-attempts: 2
                            retry-delay: 100ms
                            tencent-url: %s
                            tencent-timeout: 1s
                            tencent-requests: 50
                        """
                                .formatted(TENCENT.address()))
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) server.close();
        TENCENT.close();
    }

    private static String row(String last) {
        return RowText.chinese("600001", "测试股份").set(3, last).text();
    }

    private static JsonObject quote(TestClient client, String symbol) throws InterruptedException {
        return client.await(message -> of(message, "market_data", symbol), LIMIT)
                .getJsonObject("data");
    }

    private static boolean of(JsonObject message, String type, String symbol) {
        return type.equals(message.getString("type"))
                && message.containsKey("data")
                && symbol.equals(message.getJsonObject("data").getString("symbol", ""));
    }

    private static BigDecimal number(JsonObject data, String name) {
        return data.getJsonNumber(name).bigDecimalValue();
    }

    @Test
    void threeMarketsReachAClientInSharesAndWithTheirBook() throws Exception {
        try (var client = TestClient.open(server.socket("/"))) {
            client.send("""
                    {"type":"subscribe","symbols":["600001.SH"],"data_type":"quote"}""");
            var quote = quote(client, "600001.SH");
            assertThat(number(quote, "volume")).isEqualByComparingTo("120000");
            assertThat(number(quote, "prev_close")).isEqualByComparingTo("9.9");
            assertThat(number(quote, "bid_price")).isEqualByComparingTo("9.99");
            assertThat(number(quote, "bid_volume")).isEqualByComparingTo("1200");
            assertThat(quote.getString("source")).isEqualTo("tencent");

            client.send("{\"type\":\"subscribe\",\"symbols\":[\"600001.SH\"],\"data_type\":\"depth\"}");
            var depth = client.await(message -> of(message, "depth_data", "600001.SH"), LIMIT)
                    .getJsonObject("data");
            assertThat(depth.getJsonArray("asks").getJsonArray(1).toString()).isEqualTo("[10.02,4000]");

            client.send("{\"type\":\"subscribe\",\"symbols\":[\"9999.HK\"],\"data_type\":\"quote\"}");
            assertThat(number(quote(client, "9999.HK"), "volume")).isEqualByComparingTo("150000");
            client.send("{\"type\":\"subscribe\",\"symbols\":[\"BRK.B.US\"],\"data_type\":\"quote\"}");
            assertThat(quote(client, "BRK.B.US").getString("timestamp")).isEqualTo("2026-03-02T10:00:01-05:00");
        }
        assertThat(TENCENT.asked()).allSatisfy(codes -> assertThat(codes).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void theRecordedAnswersReachAClientWithTheirValues() throws Exception {
        assumeThat(RECORDED).as("recorded answers").exists();
        TENCENT.hasAll(Files.readString(RECORDED));
        try (var client = TestClient.open(server.socket("/"))) {
            expect(client, "600519.SH", "1301.5", "-4.95", "1113100", "1451334748");
            expect(client, "002103.SZ", "8.16", "-0.1", "5694700", "46457393");
            expect(client, "0700.HK", "478.8", "-0.4", "16319939", "7803757295.25");
            expect(client, "9988.HK", "123.8", "-0.6", "58259425", "7185130922.04");
            expect(client, "AAPL.US", "271.42", "8.02", "28298056", "7614043089");

            client.send("{\"type\":\"subscribe\",\"symbols\":[\"600519.SH\"],\"data_type\":\"depth\"}");
            var depth = client.await(message -> of(message, "depth_data", "600519.SH"), LIMIT)
                    .getJsonObject("data");
            assertThat(depth.getJsonArray("bids").toString())
                    .isEqualTo("[[1301.52,100],[1301.51,300],[1301.5,100],[1301.22,100],[1301.2,600]]");
        }
    }

    private static void expect(
            TestClient client, String symbol, String last, String change, String volume, String amount)
            throws InterruptedException {
        client.send("{\"type\":\"subscribe\",\"symbols\":[\"" + symbol + "\"],\"data_type\":\"quote\"}");
        var quote = quote(client, symbol);
        assertThat(number(quote, "last_price")).isEqualByComparingTo(last);
        assertThat(number(quote, "change")).isEqualByComparingTo(change);
        assertThat(number(quote, "volume")).isEqualByComparingTo(volume);
        assertThat(number(quote, "amount")).isEqualByComparingTo(amount);
    }

    @Test
    void clientsAreToldOfEveryTroubleAndDataResumes() throws Exception {
        try (var client = TestClient.open(server.socket("/"))) {
            client.send("{\"type\":\"subscribe\",\"symbols\":[\"600001.SH\"],\"data_type\":\"quote\"}");
            quote(client, "600001.SH");
            var troubles = List.of(
                    Reply.of(429, "Too Many Requests").with("Retry-After", "1"),
                    Reply.of(200, "<html>busy</html>"),
                    Reply.CUT,
                    Reply.SILENCE);
            int cents = 10;
            for (var trouble : troubles) {
                TENCENT.http().misbehave(trouble);
                client.await(message -> status(message, "source_down"), LIMIT);
                var price = "10." + cents++;
                TENCENT.has("sh600001", row(price));
                TENCENT.http().behave();
                client.await(message -> status(message, "source_up"), LIMIT);
                client.await(
                        message -> of(message, "market_data", "600001.SH")
                                && number(message.getJsonObject("data"), "last_price")
                                                .compareTo(new BigDecimal(price))
                                        == 0,
                        LIMIT);
            }
        } finally {
            TENCENT.http().behave();
        }
    }

    private static boolean status(JsonObject message, String event) {
        return message.toString().contains("\"" + event + "\"")
                && message.toString().contains("\"tencent\"");
    }
}
