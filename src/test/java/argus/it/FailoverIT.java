package argus.it;

import static org.assertj.core.api.Assertions.assertThat;

import argus.source.FakeHttp.Reply;
import argus.source.tdx.FakeTdxServer;
import argus.source.tdx.FakeTdxServer.Mood;
import argus.source.tdx.wire.AnswerBodies;
import argus.source.tencent.FakeTencent;
import argus.source.tencent.RowText;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A venue over a real socket that fails, its stand-in, and a client that sees the switch. */
class FailoverIT {
    private static final String SYMBOL = "600001.SH";
    /** A symbol of two venues, each of which tells it in its own units and with a clock of its own. */
    private static final String SHARED = "600002.SH";

    private static final LocalDate DAY = LocalDate.of(2026, 6, 22);
    private static final long FIRST_LOTS = 1_000;
    private static final int LOT = 100;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final FakeTencent TENCENT = new FakeTencent();
    /** Of the shared symbol: with each answer of TDX a lot is traded. */
    private static final AtomicLong LOTS = new AtomicLong(FIRST_LOTS);

    private static FakeTdxServer tdx;
    private static ArgusServer server;

    @BeforeAll
    static void start() throws Exception {
        TENCENT.has("sh600001", row("10.00"));
        tdx = new FakeTdxServer().today(DAY.atTime(10, 0, 30), DAY).forgetful();
        tdxAt(10_005_000);
        server = ArgusServer.with()
                .yaml(
                        """
                        argus:
                          calendar:
                            always-open: true
                          datasource:
                            routes: ["600002.SH -> tdx, tencent", "*.SH -> tencent, simulated"]
                            update-interval: 100ms
                            retry-attempts: 2
                            retry-delay: 100ms
                            failback-after: 2s
                            tencent-url: %s
                            tencent-timeout: 1s
                            tencent-requests: 50
                            tdx-servers: ["%s"]
                            tdx-interval: 100ms
                            tdx-timeout: 1s
                            tdx-connections: 1
                            tdx-history-bars: 0
                            simulated:
                              symbols: ["%s"]
                              rate: 10
                        """
                                .formatted(TENCENT.address(), tdx.address(), SYMBOL))
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) server.close();
        TENCENT.close();
        tdx.close();
    }

    /** @param clock of the quotes, in TDX's own way: a minute has ten thousand parts */
    private static void tdxAt(long clock) {
        tdx.quotes(code -> AnswerBodies.quote(code, 1_000, clock, LOTS.incrementAndGet()));
    }

    private static void tencentAt(String time, long lots) {
        TENCENT.has(
                "sh600002",
                RowText.chinese("600002", "测试股份")
                        .set(6, Long.toString(lots))
                        .set(30, "20260622" + time)
                        .set(33, "10.05", "9.94", "10.00/" + lots + "/1199400", Long.toString(lots), "120")
                        .text());
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
        assertThat(barsOfOneMinute(SYMBOL)).as("open times of bars").doesNotHaveDuplicates();
    }

    @Test
    void anotherVenueTakesOverWithItsOwnUnitsAndClock() throws Exception {
        try (var client = TestClient.open(server.socket("/"))) {
            client.send(
                    """
                    {"type":"subscribe","data":{"symbols":["600002.SH"],"data_types":["quote","kline"],"delivery":"all"}}""");
            long early = lotsOf(client, "tdx", FIRST_LOTS + 1);
            lotsOf(client, "tdx", early + 3);

            tencentAt("100050", early); // it is behind
            tdx.mood(Mood.CUTTING);
            var lost = status(client, "source_failed_over", new TreeMap<>());
            assertThat(lost.getString("from")).isEqualTo("tdx");
            assertThat(lost.getString("to")).isEqualTo("tencent");
            assertThat(lost.getJsonArray("symbols").toString()).isEqualTo("[\"600002.SH\"]");
            lotsOf(client, "tencent", early + 3);
            long ahead = LOTS.get() + 1_000;
            tencentAt("100110", ahead);
            assertThat(lotsOf(client, "tencent", ahead)).isEqualTo(ahead);
            tencentAt("100120", ahead + 7);
            assertThat(lotsOf(client, "tencent", ahead + 7)).isEqualTo(ahead + 7);

            LOTS.set(ahead + 10);
            tdxAt(10_025_000);
            tdx.mood(Mood.GOOD);
            var restored = status(client, "source_restored", new TreeMap<>());
            assertThat(restored.getString("from")).isEqualTo("tencent");
            assertThat(restored.getString("to")).isEqualTo("tdx");
            long back = lotsOf(client, "tdx", ahead + 10);
            lotsOf(client, "tdx", back + 3);
            client.await(message -> isBarOf(message, "T10:02:00"), LIMIT);

            var messages = client.messages();
            var volumes = messages.stream()
                    .filter(message -> message.getString("type").equals("market_data"))
                    .map(FailoverIT::volume)
                    .toList();
            assertThat(volumes).as("volumes at the client").isSorted();
            assertNoBarIsBuiltTwice(messages, volumes.get(volumes.size() - 1));
        } finally {
            tdx.mood(Mood.GOOD);
        }
        assertThat(barsOfOneMinute(SHARED)).as("open times of bars").doesNotHaveDuplicates();
    }

    /** Each bar is closed once, none comes again after a later one, and no more was traded in them than in the day. */
    private static void assertNoBarIsBuiltTwice(List<JsonObject> messages, BigDecimal told) {
        var bars = messages.stream()
                .filter(message -> message.getString("type").equals("kline_data"))
                .map(message -> message.getJsonObject("data"))
                .toList();
        assertThat(bars)
                .extracting(bar -> bar.getString("timestamp"))
                .isSorted()
                .anyMatch(time -> time.contains("T10:01:00"));
        assertThat(bars)
                .filteredOn(bar -> bar.getBoolean("closed"))
                .extracting(bar -> bar.getString("timestamp"))
                .doesNotHaveDuplicates();
        var last = new TreeMap<String, BigDecimal>();
        bars.forEach(bar ->
                last.put(bar.getString("timestamp"), bar.getJsonNumber("volume").bigDecimalValue()));
        var inBars = last.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(inBars).isPositive().isLessThanOrEqualTo(told.subtract(BigDecimal.valueOf(FIRST_LOTS * LOT)));
    }

    private static boolean isBarOf(JsonObject message, String time) {
        return message.getString("type").equals("kline_data")
                && message.getJsonObject("data").getString("timestamp").contains(time);
    }

    /** The lots of the next quote of that source that has so many, or more. */
    private static long lotsOf(TestClient client, String source, long least) throws InterruptedException {
        var enough = BigDecimal.valueOf(least * LOT);
        var quote = client.await(
                message -> message.getString("type").equals("market_data")
                        && message.getJsonObject("data").getString("source").equals(source)
                        && volume(message).compareTo(enough) >= 0,
                LIMIT);
        return volume(quote).longValueExact() / LOT;
    }

    private static BigDecimal volume(JsonObject message) {
        return message.getJsonObject("data").getJsonNumber("volume").bigDecimalValue();
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

    private static List<String> barsOfOneMinute(String symbol) throws Exception {
        var answer = server.get("/api/v1/klines/" + symbol + "?period=1m").body();
        try (var reader = Json.createReader(new StringReader(answer))) {
            return reader.readObject().getJsonArray("bars").getValuesAs(JsonObject.class).stream()
                    .map(bar -> bar.getString("timestamp"))
                    .toList();
        }
    }
}
