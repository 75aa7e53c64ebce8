package argus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import argus.source.tdx.FakeTdxServer;
import argus.source.tdx.FakeTdxServer.Mood;
import argus.source.tdx.wire.AnswerBodies;
import argus.source.tdx.wire.BarCategory;
import argus.source.tdx.wire.Capture;
import argus.source.tdx.wire.Command;
import argus.source.tdx.wire.QuoteDecoder;
import argus.source.tdx.wire.TdxBar;
import argus.source.tdx.wire.TdxCode;
import argus.source.tdx.wire.TdxQuote;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A TDX server on a real socket, through the whole service to a client. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TdxIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long CLOCK = 14_042_282;
    private static final BigDecimal BAR_VOLUME = BigDecimal.valueOf(1_000);
    private static final AtomicLong PRICE = new AtomicLong(1_000);

    private static FakeTdxServer tdx;
    private static ArgusServer server;

    @BeforeAll
    static void start() throws Exception {
        tdx = new FakeTdxServer().segments(100).forgetful();
        tdx.today(LocalDateTime.of(2026, 6, 22, 14, 4, 13), LocalDate.of(2026, 6, 22));
        behave();
        server = ArgusServer.with()
                .yaml(
                        """
                        argus:
                          cache:
                            bars: 1000
                          calendar:
                            always-open: true
                          datasource:
                            source-type: tdx
                            retry-attempts: 2
                            tdx-servers: ["%s"]
                            tdx-interval: 100ms
                            tdx-timeout: 1s
                            tdx-connections: 1
                        """
                                .formatted(tdx.address()))
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) server.close();
        tdx.close();
    }

    @AfterEach
    void behaveAgain() {
        behave();
    }

    /** Quotes with a price that grows with each answer. */
    private static void behave() {
        tdx.mood(Mood.GOOD).quotes(code -> AnswerBodies.quote(code, PRICE.incrementAndGet(), CLOCK, PRICE.get()));
    }

    @Test
    void aStateAndItsBookReachAClientInShares() throws Exception {
        try (var client = TestClient.open(server.socket("/"))) {
            client.send(
                    """
                    {"type":"subscribe","symbols":["600001.SH"],"data_types":["quote","depth"]}""");
            var quote = of(client, "market_data", "600001.SH");
            assertThat(quote.getString("source")).isEqualTo("tdx");
            assertThat(quote.getString("timestamp")).startsWith("2026-06-22T14:04:13.692");
            assertThat(number(quote, "volume").remainder(BigDecimal.valueOf(100)))
                    .isZero();
            var depth = of(client, "depth_data", "600001.SH");
            assertThat(depth.getJsonArray("bids")).hasSize(5);
        }
    }

    @Test
    void recordedAnswersReachAClientWithTheirValues() throws Exception {
        assumeThat(Capture.present()).as("captures beside the project").isTrue();
        var quotes = new HashMap<TdxCode, TdxQuote>();
        for (var name : List.of("quotes-053e-two", "quotes-053e-600000")) {
            QuoteDecoder.decode(Command.QUOTES, List.of(), Capture.named(name).body())
                    .forEach(quote -> quotes.put(quote.code(), quote));
        }
        tdx.quotes(code -> quotes.getOrDefault(code, AnswerBodies.nothing(code)));
        var trades = Capture.named("trades-0fc5-000001").body();
        tdx.answer(Command.TRADES_TODAY, request -> request.code().digits().equals("000001") ? trades : new byte[2]);
        var minutes = Capture.named("bars-052d-cat7-1min-280").body();
        var days = Capture.named("bars-052d-cat9-000001-2024").body();
        tdx.answer(Command.BARS, request -> request.u16(8) == BarCategory.DAY.wire() ? days : minutes);

        try (var client = TestClient.open(server.socket("/"))) {
            client.send(
                    """
                    {"type":"subscribe","symbols":["600000.SH"],"data_types":["quote","depth"]}""");
            var quote = of(client, "market_data", "600000.SH");
            assertNumbers(
                    quote,
                    Map.of(
                            "last_price", "9.19",
                            "prev_close", "9.09",
                            "open", "9.03",
                            "high", "9.22",
                            "low", "8.98",
                            "volume", "59401800",
                            "amount", "539929792",
                            "bid_price", "9.18",
                            "bid_volume", "211200",
                            "ask_price", "9.19"));
            var depth = of(client, "depth_data", "600000.SH");
            assertThat(depth.getJsonArray("bids").toString())
                    .isEqualTo("[[9.18,211200],[9.17,43200],[9.16,77000],[9.15,117400],[9.14,136400]]");
            assertThat(depth.getJsonArray("asks").toString())
                    .isEqualTo("[[9.19,95400],[9.2,285700],[9.21,320000],[9.22,296700],[9.23,263300]]");

            client.send(
                    """
                    {"type":"subscribe","symbols":["000001.SZ"],"data_types":["trade","quote"],"delivery":"all"}""");
            var first = of(client, "trade_data", "000001.SZ");
            assertNumbers(first, Map.of("price", "10.83", "volume", "10200"));
            assertThat(first.getString("direction")).isEqualTo("buy");
            var last = client.await(
                            message -> is(message, "trade_data", "000001.SZ")
                                    && message.getJsonObject("data")
                                            .getString("direction")
                                            .equals("neutral"),
                            LIMIT)
                    .getJsonObject("data");
            assertThat(last.getString("timestamp")).startsWith("2026-06-22T15:00:00");

            assertBars(
                    "000001.SZ",
                    "1d",
                    "2024-10-16",
                    Map.of("open", "11.8", "close", "12.06", "volume", "191449300")); // recorded in lots
            assertBars(
                    "000001.SZ",
                    "1m",
                    "2017-05-11T14:20:00",
                    Map.of("open", "12.4", "high", "12.41", "low", "12.38", "close", "12.4", "volume", "44200"));

            var day = past("000001.SZ", "1d", "2024-10-16");
            assertNumbers(day, Map.of("open", "11.8", "close", "12.06", "volume", "191449300"));
            var minute = past("000001.SZ", "1m", "2017-05-11T14:20:00");
            assertNumbers(
                    minute,
                    Map.of("open", "12.4", "high", "12.41", "low", "12.38", "close", "12.4", "volume", "44200"));
        }
    }

    @Test
    void barsOfThePastReachAClientInShares() throws Exception {
        var day = new TdxBar(
                LocalDate.of(2026, 6, 18),
                null,
                9_000,
                9_100,
                8_900,
                9_050,
                BAR_VOLUME,
                BigDecimal.valueOf(9_020),
                null);
        var first = minute(LocalTime.of(9, 31), 9_000);
        var second = minute(LocalTime.of(9, 32), 9_010);
        tdx.answer(
                Command.BARS,
                request -> request.u16(8) == BarCategory.DAY.wire()
                        ? AnswerBodies.bars(BarCategory.DAY, List.of(day))
                        : AnswerBodies.bars(BarCategory.M1, List.of(first, second)));
        try (var client = TestClient.open(server.socket("/"))) {
            client.send("{\"type\":\"subscribe\",\"symbols\":[\"600006.SH\"],\"data_type\":\"quote\"}");
            assertBars("600006.SH", "1d", "2026-06-18", Map.of("volume", "1000"));
            assertBars("600006.SH", "1m", "2026-06-19T09:31:00", Map.of("volume", "100000"));

            assertNumbers(
                    past("600006.SH", "1d", "2026-06-18"),
                    Map.of(
                            "open", "9", "high", "9.1", "low", "8.9", "close", "9.05", "volume", "1000", "amount",
                            "9020"));
            assertNumbers(
                    past("600006.SH", "1m", "2026-06-19T09:30:00"),
                    Map.of("open", "9", "high", "9.1", "low", "8.9", "close", "9.05", "volume", "100000"));
            assertNumbers(past("600006.SH", "1m", "2026-06-19T09:31:00"), Map.of("open", "9.01"));
        }
    }

    /** A minute whose volume is told in lots, as its amount gives away. */
    private static TdxBar minute(LocalTime end, long open) {
        return new TdxBar(
                LocalDate.of(2026, 6, 19),
                end,
                open,
                9_100,
                8_900,
                9_050,
                BAR_VOLUME,
                BigDecimal.valueOf(902_000),
                null);
    }

    /** The row of a kline subscription with that open time. The bars have to be known already. */
    private static JsonObject past(String symbol, String period, String time) throws InterruptedException {
        List<JsonObject> rows;
        try (var client = TestClient.open(server.socket("/"))) {
            client.send(
                    """
                    {"type":"subscribe","symbols":["%s"],"data_type":"kline","frequency":"%s","snapshot":1000}"""
                            .formatted(symbol, period));
            rows = client.await(message -> is(message, "kline_data", symbol) && message.containsKey("rows"), LIMIT)
                    .getJsonArray("rows")
                    .getValuesAs(JsonObject.class);
        }
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.getString("source")).isEqualTo("tdx"))
                .extracting(row -> row.getString("timestamp"))
                .doesNotHaveDuplicates();
        return rows.stream()
                .filter(row -> row.getString("timestamp").startsWith(time))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no bar of " + time + " among " + rows));
    }

    private static void assertBars(String symbol, String period, String time, Map<String, String> values)
            throws Exception {
        var path = "/api/v1/klines/" + symbol + "?period=" + period + "&limit=1000";
        for (long end = System.nanoTime() + LIMIT.toNanos(); ; ) {
            var answer = server.get(path);
            if (answer.body().contains(time)) {
                try (var reader = Json.createReader(new StringReader(answer.body()))) {
                    var bar = reader.readObject().getJsonArray("bars").stream()
                            .map(JsonObject.class::cast)
                            .filter(one -> one.toString().contains(time))
                            .findFirst()
                            .orElseThrow();
                    assertNumbers(bar, values);
                    return;
                }
            }
            assertThat(System.nanoTime()).as(answer.body()).isLessThan(end);
            Thread.sleep(100); // between two looks
        }
    }

    @Test
    void clientsAreToldOfEveryTroubleAndDataResumes() throws Exception {
        try (var client = TestClient.open(server.socket("/"))) {
            client.send("{\"type\":\"subscribe\",\"symbols\":[\"600004.SH\"],\"data_type\":\"quote\"}");
            of(client, "market_data", "600004.SH");
            for (var mood : List.of(Mood.CUTTING, Mood.SILENT, Mood.GARBAGE, Mood.CONFUSED)) {
                tdx.mood(mood);
                told(client, "source_down");
                behave();
                told(client, "source_up");
                of(client, "market_data", "600004.SH");
            }
        }
    }

    @Test
    @Order(Integer.MAX_VALUE) // the way of asking stays another one
    void aServerThatTurnsToStubsIsAskedAnotherWay() throws Exception {
        try (var client = TestClient.open(server.socket("/"))) {
            client.send("{\"type\":\"subscribe\",\"symbols\":[\"600005.SH\"],\"data_type\":\"quote\"}");
            of(client, "market_data", "600005.SH");
            tdx.answer(Command.QUOTES, request -> new byte[] {0x20, 0x03});
            told(client, "source_up"); // connected anew, with another command
            of(client, "market_data", "600005.SH");
        }
    }

    private static void told(TestClient client, String event) throws InterruptedException {
        client.await(
                message -> message.toString().contains("\"" + event + "\"")
                        && message.toString().contains("\"tdx\""),
                LIMIT);
    }

    private static JsonObject of(TestClient client, String type, String symbol) throws InterruptedException {
        return client.await(message -> is(message, type, symbol), LIMIT).getJsonObject("data");
    }

    private static boolean is(JsonObject message, String type, String symbol) {
        return type.equals(message.getString("type"))
                && message.containsKey("data")
                && symbol.equals(message.getJsonObject("data").getString("symbol", ""));
    }

    private static void assertNumbers(JsonObject data, Map<String, String> values) {
        values.forEach((name, value) -> assertThat(number(data, name)).as(name).isEqualByComparingTo(value));
    }

    private static BigDecimal number(JsonObject data, String name) {
        return data.getJsonNumber(name).bigDecimalValue();
    }
}
