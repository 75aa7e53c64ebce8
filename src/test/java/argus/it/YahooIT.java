package argus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import argus.source.FakeHttp.Reply;
import argus.source.yahoo.FakeYahoo;
import argus.source.yahoo.wire.PricingField;
import argus.source.yahoo.wire.PricingText;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Yahoo's stream and HTTP services from this process, through a whole server to a client. */
class YahooIT {
    private static final Path RECORDED = Path.of("../shared/sources/yahoo");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long MORNING = 1_772_463_600_000L;

    private static final FakeYahoo YAHOO = new FakeYahoo();
    private static ArgusServer server;

    @BeforeAll
    static void start() throws Exception {
        server = ArgusServer.with()
                .yaml(
                        """
                        argus:
                          calendar:
                            always-open: true
                          datasource:
                            source-type: yahoo
                            yahoo-stream-url: %s
                            yahoo-urls: [%s, %s]
                            yahoo-cookie-url: %s
                            yahoo-timeout: 2s
                            yahoo-retry-delay: 100ms
                            yahoo-request-interval: 10ms
                            yahoo-resubscribe: 1s
                            yahoo-silence: 3s
                        """
                                .formatted(
                                        YAHOO.stream(),
                                        YAHOO.hosts().get(0),
                                        YAHOO.hosts().get(1),
                                        YAHOO.cookie()))
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) server.close();
        YAHOO.close();
    }

    private static String message(String name, float price, int second) {
        return PricingText.of(name, price, MORNING + second * 1000L)
                .with(PricingField.MARKET_HOURS, 1L)
                .with(PricingField.CHANGE, 0.5f)
                .with(PricingField.PRICE_HINT, 2L)
                .envelope();
    }

    private static JsonObject quote(TestClient client, String symbol, String last) throws InterruptedException {
        return client.await(
                        message -> "market_data".equals(message.getString("type"))
                                && message.containsKey("data")
                                && symbol.equals(message.getJsonObject("data").getString("symbol", ""))
                                && number(message.getJsonObject("data"), "last_price")
                                                .compareTo(new BigDecimal(last))
                                        == 0,
                        LIMIT)
                .getJsonObject("data");
    }

    private static BigDecimal number(JsonObject data, String name) {
        return data.getJsonNumber(name).bigDecimalValue();
    }

    private static void subscribe(TestClient client, String symbol) {
        client.send("{\"type\":\"subscribe\",\"symbols\":[\"" + symbol + "\"],\"data_type\":\"quote\"}");
    }

    @Test
    void handMadeMessagesReachAClientWithoutArtefacts() throws Exception {
        YAHOO.streams("EURUSD=X", message("EURUSD=X", 1.13702f, 1));
        try (var client = TestClient.open(server.socket("/"))) {
            subscribe(client, "EURUSD.FX");
            var quote = quote(client, "EURUSD.FX", "1.13702");
            assertThat(quote.getJsonNumber("last_price").toString()).isEqualTo("1.13702");
            assertThat(quote.getString("source")).isEqualTo("yahoo");
        }
    }

    @Test
    void theRecordedMessageQuotesAndBarsReachAClient() throws Exception {
        assumeThat(RECORDED).as("recorded answers").exists();
        YAHOO.streams("BTC-USD", Files.readString(RECORDED.resolve("stream-v2-frame-BTC-USD.json")));
        YAHOO.quotes("AAPL", row(Files.readString(RECORDED.resolve("quote-v7-AAPL.json"))))
                .charts("AAPL", Files.readString(RECORDED.resolve("chart-AAPL-6mo-1d.json")));
        YAHOO.charts("0700.HK", Files.readString(RECORDED.resolve("chart-0700.HK-5d-1d.json")));
        try (var client = TestClient.open(server.socket("/"))) {
            subscribe(client, "BTC-USD");
            var coin = quote(client, "BTC-USD", "110429.42");
            assertThat(number(coin, "low")).isEqualByComparingTo("109768.805");
            assertThat(coin.getString("timestamp")).isEqualTo("2025-10-30T00:46:00Z");

            subscribe(client, "AAPL.US");
            var apple = quote(client, "AAPL.US", "269.7");
            assertThat(number(apple, "open")).isEqualByComparingTo("269.275");
            assertThat(number(apple, "prev_close")).isEqualByComparingTo("269");
            assertThat(number(apple, "volume")).isEqualByComparingTo("43332154");

            subscribe(client, "0700.HK");
            var tencent = quote(client, "0700.HK", "478.8");
            assertThat(number(tencent, "prev_close")).isEqualByComparingTo("479.2");
            assertThat(number(tencent, "high")).isEqualByComparingTo("483.2");
            client.send("{\"type\":\"subscribe\",\"data\":{\"symbol\":\"0700.HK\",\"data_types\":[\"kline\"],"
                    + "\"periods\":[\"1d\"],\"snapshot\":10}}");
            var bars = client.await(
                    message -> "kline_data".equals(message.getString("type")) && message.containsKey("rows"), LIMIT);
            assertThat(bars.getJsonArray("rows").getValuesAs(JsonObject.class)).anySatisfy(bar -> {
                assertThat(bar.getString("timestamp")).startsWith("2026-08-05T00:00:00+08:00");
                assertThat(number(bar, "open")).isEqualByComparingTo("493.4");
                assertThat(number(bar, "high")).isEqualByComparingTo("497.8");
                assertThat(number(bar, "low")).isEqualByComparingTo("482.2");
                assertThat(number(bar, "close")).isEqualByComparingTo("492.2");
                assertThat(number(bar, "volume")).isEqualByComparingTo("25662478");
                assertThat(bar.getBoolean("closed")).isTrue();
            });
        }
    }

    private static String row(String answer) {
        return answer.substring(answer.indexOf('[') + 1, answer.lastIndexOf(']'));
    }

    @Test
    void clientsAreToldOfACutOfGarbageAndOfSilenceAndDataResumes() throws Exception {
        YAHOO.streams("ETH-USD", message("ETH-USD", 3000f, 1));
        try (var client = TestClient.open(server.socket("/"))) {
            subscribe(client, "ETH-USD");
            quote(client, "ETH-USD", "3000");

            YAHOO.sockets().refuse(true);
            YAHOO.sockets().cut();
            status(client, "source_down");
            YAHOO.sockets().refuse(false);
            YAHOO.streams("ETH-USD", message("ETH-USD", 3001f, 2));
            status(client, "source_up");
            quote(client, "ETH-USD", "3001");

            for (int i = 0; i < 10; i++) YAHOO.sockets().sendAll("<html>");
            status(client, "source_down");
            YAHOO.streams("ETH-USD", message("ETH-USD", 3002f, 3));
            status(client, "source_up");
            quote(client, "ETH-USD", "3002");

            YAHOO.silence(true);
            status(client, "source_down");
            YAHOO.silence(false);
            YAHOO.streams("ETH-USD", message("ETH-USD", 3003f, 4));
            status(client, "source_up");
            quote(client, "ETH-USD", "3003");

            YAHOO.http().misbehave(Reply.of(429, "Too Many Requests").with("Retry-After", "1"));
            YAHOO.second().misbehave(Reply.of(429, "Too Many Requests").with("Retry-After", "1"));
            YAHOO.streams("MSFT", message("MSFT", 500f, 5));
            subscribe(client, "MSFT.US");
            client.await(message -> message.toString().contains("HTTP 429"), LIMIT);
            YAHOO.streams("ETH-USD", message("ETH-USD", 3004f, 6));
            quote(client, "ETH-USD", "3004");
        } finally {
            YAHOO.silence(false);
            YAHOO.http().behave();
            YAHOO.second().behave();
        }
    }

    private static void status(TestClient client, String event) throws InterruptedException {
        client.await(
                message -> message.toString().contains("\"" + event + "\"")
                        && message.toString().contains("\"yahoo\""),
                LIMIT);
    }
}
