package argus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import argus.source.binance.FakeAnswers;
import argus.source.binance.FakeBinance;
import argus.source.binance.FakeBinance.Answer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Binance's streams from a server in this process, through a whole service to a client. */
class BinanceIT {
    private static final Path TICKER = Path.of("../shared/sources/others-samples/binance-24hrTicker.json");
    private static final Path CAPTURE = Path.of("../shared/market-data/crypto-hftbacktest/spot_btcusdt_20240808.gz");
    private static final int CAPTURED_FRAMES = 2_000;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Clock CLOCK = Clock.systemUTC();

    private static FakeBinance venue;
    private static ArgusServer server;

    @BeforeAll
    static void start() throws Exception {
        venue = FakeAnswers.market("BTC", "ETH", "XRP", "SOL", "LTC", "ETH-BTC");
        server = ArgusServer.with()
                .yaml(
                        """
                        argus:
                          datasource:
                            source-type: binance
                            retry-delay: 100ms
                            binance:
                              stream-url: %s
                              rest-url: %s
                              silence: 3s
                              timeout: 5s
                              history: [1m, 1d]
                        """
                                .formatted(venue.socket(), venue.http()))
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) server.close();
        if (venue != null) venue.close();
    }

    private static void subscribe(TestClient client, String symbol, String types) {
        client.send("{\"type\":\"subscribe\",\"data\":{\"symbol\":\"" + symbol + "\"," + types + "}}");
    }

    private static JsonObject data(TestClient client, String type, String symbol, Predicate<JsonObject> wanted)
            throws InterruptedException {
        return client.await(
                        message -> type.equals(message.getString("type"))
                                && message.containsKey("data")
                                && symbol.equals(message.getJsonObject("data").getString("symbol", ""))
                                && wanted.test(message.getJsonObject("data")),
                        LIMIT)
                .getJsonObject("data");
    }

    private static void status(TestClient client, String type, String text) throws InterruptedException {
        client.await(
                message -> "status".equals(message.getString("type"))
                        && type.equals(message.getJsonObject("data").getString("type"))
                        && message.getJsonObject("data").getString("message").contains(text),
                LIMIT);
    }

    private static void untilSubscribed(String stream) throws InterruptedException {
        until(() -> venue.streams().contains(stream));
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(20); // between two looks
        }
    }

    private static BigDecimal number(JsonObject data, String name) {
        return data.getJsonNumber(name).bigDecimalValue();
    }

    private static void trade(String pair, long id, String price) {
        venue.send(
                pair.toLowerCase(Locale.ROOT) + "@trade",
                FakeAnswers.trade(pair, id, price, "0.25", CLOCK.instant(), true));
    }

    @Test
    void quotesTradesBooksAndBarsReachAClient() throws Exception {
        try (var client = TestClient.open(server.socket("/"))) {
            subscribe(client, "ETH-USDT", "\"data_type\":\"quote\"");
            var past = data(client, "market_data", "ETH-USDT", quote -> quote.containsKey("prev_close"));
            assertThat(number(past, "prev_close")).isEqualByComparingTo("104");
            assertThat(number(past, "last_price")).isEqualByComparingTo("105");
            subscribe(client, "ethusdt", "\"data_types\":[\"trade\",\"depth\",\"kline\"],\"periods\":[\"1m\"]");
            untilSubscribed("ethusdt@trade");

            var now = CLOCK.instant();
            venue.send("ethusdt@kline_1d", FakeAnswers.day("ETHUSDT", now, "106", "50", 7));
            venue.send("ethusdt@bookTicker", FakeAnswers.bookTicker("ETHUSDT", 5, "105.5", "106.5"));
            trade("ETHUSDT", 8, "106.50");
            var trade = data(client, "trade_data", "ETH-USDT", any -> true);
            assertThat(number(trade, "price")).isEqualByComparingTo("106.5");
            assertThat(number(trade, "volume")).isEqualByComparingTo("0.25");
            assertThat(trade.getString("direction")).isEqualTo("sell");
            assertThat(trade.getString("trade_id")).isEqualTo("8");

            subscribe(client, "ETH-USDT", "\"data_type\":\"quote\",\"client_id\":\"again\"");
            trade("ETHUSDT", 9, "107");
            var quote = data(
                    client,
                    "market_data",
                    "ETH-USDT",
                    q -> number(q, "last_price").intValue() == 107);
            assertThat(number(quote, "volume")).isEqualByComparingTo("50.5");
            assertThat(number(quote, "bid_price")).isEqualByComparingTo("105.5");
            assertThat(number(quote, "ask_price")).isEqualByComparingTo("106.5");
            assertThat(quote.getString("source")).isEqualTo("binance");

            venue.send("ethusdt@depth@100ms", FakeAnswers.diff("ETHUSDT", 100, 101, "99", "3", now));
            subscribe(client, "ETH-USDT", "\"data_type\":\"depth\",\"levels\":10");
            var depth = data(
                    client, "depth_data", "ETH-USDT", d -> number(d, "sequence").intValue() == 101);
            assertThat(depth.getJsonArray("bids").toString()).startsWith("[[99,3],[98,1.5]");
            assertThat(depth.getJsonArray("asks").toString()).isEqualTo("[[102,2.5]]");
        }
        try (var client = TestClient.open(server.socket("/"))) {
            subscribe(client, "ETH-USDT", "\"data_type\":\"kline\",\"frequency\":\"1d\"");
            var bar = data(client, "kline_data", "ETH-USDT", any -> true);
            assertThat(number(bar, "high")).isPositive();
            var rest = server.get("/api/v1/klines/ETH-USDT?period=1d&limit=10").body();
            assertThat(rest).contains("\"close\":104").contains("\"close\":101");
        }
    }

    @Test
    void theRecordedTickerReachesAClientWithItsValues() throws Exception {
        assumeThat(TICKER).as("skipped: the recorded ticker is not here").exists();
        String ticker;
        try (var reader = Json.createReader(new StringReader(Files.readString(TICKER)))) {
            ticker = reader.readObject().getJsonObject("data").toString();
        }
        try (var client = TestClient.open(server.socket("/"))) {
            subscribe(client, "ETH-BTC", "\"data_type\":\"quote\"");
            untilSubscribed("ethbtc@ticker");
            venue.send("ethbtc@ticker", ticker);
            var quote = data(client, "market_data", "ETH-BTC", q -> q.containsKey("bid_price"));
            assertThat(number(quote, "last_price")).isEqualByComparingTo("0.091772");
            assertThat(number(quote, "bid_price")).isEqualByComparingTo("0.091553");
            assertThat(number(quote, "bid_volume")).isEqualByComparingTo("1.753");
            assertThat(number(quote, "ask_price")).isEqualByComparingTo("0.091772");
            assertThat(number(quote, "ask_volume")).isEqualByComparingTo("1.839");
        }
    }

    @Test
    void aRecordedSessionReachesAClientAndItsBookHasTheBestPricesTold() throws Exception {
        assumeThat(CAPTURE).as("skipped: the recorded session is not here").exists();
        Map<Long, JsonObject> tickers = new HashMap<>();
        var snapshot = new String[1];
        var frames = new ArrayList<JsonObject>();
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(CAPTURE)), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); frames.size() < CAPTURED_FRAMES; line = lines.readLine()) {
                var text = line.substring(line.indexOf(' ') + 1);
                if (text.startsWith("{\"lastUpdateId\"")) {
                    snapshot[0] = text;
                    continue;
                }
                try (var reader = Json.createReader(new StringReader(text))) {
                    frames.add(reader.readObject());
                }
            }
        }
        var usual = Answer.ok(FakeAnswers.depth(100));
        venue.answer("/api/v3/depth", query -> query.contains("BTCUSDT") ? Answer.ok(snapshot[0]) : usual);
        try (var client = TestClient.open(server.socket("/"))) {
            subscribe(client, "BTC-USDT", "\"data_types\":[\"depth\",\"trade\"],\"delivery\":\"all\"");
            untilSubscribed("btcusdt@depth@100ms");
            long snapshotUpdate;
            try (var reader = Json.createReader(new StringReader(snapshot[0]))) {
                snapshotUpdate =
                        reader.readObject().getJsonNumber("lastUpdateId").longValue();
            }
            long lastTrade = 0;
            boolean joined = false;
            for (var frame : frames) {
                var data = frame.getJsonObject("data");
                if (data.containsKey("t")) lastTrade = data.getJsonNumber("t").longValue();
                if (!data.containsKey("e")) tickers.put(data.getJsonNumber("u").longValue(), data);
                venue.send(frame.getString("stream"), data.toString());
                if (!joined
                        && data.getString("e", "").equals("depthUpdate")
                        && data.getString("s").equals("BTCUSDT")
                        && data.getJsonNumber("u").longValue() > snapshotUpdate) {
                    // else all changes may be there before the snapshot they belong to, and one book is all that is
                    // told
                    data(client, "depth_data", "BTC-USDT", any -> true);
                    joined = true;
                }
            }
            var last = Long.toString(lastTrade);
            data(client, "trade_data", "BTC-USDT", trade -> trade.getString("trade_id")
                    .equals(last));
            long lastUpdate = frames.stream()
                    .map(frame -> frame.getJsonObject("data"))
                    .filter(data -> data.getString("e", "").equals("depthUpdate"))
                    .mapToLong(data -> data.getJsonNumber("u").longValue())
                    .max()
                    .orElseThrow();
            until(() -> client.messages().stream()
                    .filter(message -> "depth_data".equals(message.getString("type")))
                    .anyMatch(message -> message.getJsonObject("data")
                                    .getJsonNumber("sequence")
                                    .longValue()
                            > lastUpdate - 1_000));
            int compared = 0;
            for (var message : client.messages()) {
                if (!"depth_data".equals(message.getString("type"))) continue;
                var depth = message.getJsonObject("data");
                var ticker = tickers.get(depth.getJsonNumber("sequence").longValue());
                if (ticker == null) continue;
                assertThat(number(depth, "max_bid")).isEqualByComparingTo(ticker.getString("b"));
                assertThat(number(depth, "min_ask")).isEqualByComparingTo(ticker.getString("a"));
                compared++;
            }
            assertThat(compared).as("books with a ticker of the same update").isPositive();
        } finally {
            venue.answer("/api/v3/depth", query -> usual);
        }
    }

    @Test
    void clientsAreToldOfEveryTroubleAndDataResumes() throws Exception {
        var ids = new AtomicLong();
        try (var client = TestClient.open(server.socket("/"))) {
            subscribe(client, "XRP-USDT", "\"data_type\":\"trade\"");
            untilSubscribed("xrpusdt@trade");
            resumes(client, ids);

            venue.cut();
            status(client, "source_down", "connection");
            status(client, "source_up", "pairs");
            resumes(client, ids);

            for (int n = 0; n < 20; n++) {
                venue.peers().forEach(peer -> peer.text("<html>busy</html>"));
            }
            status(client, "source_down", "cannot be read");
            status(client, "source_up", "pairs");
            resumes(client, ids);

            venue.mute(true);
            status(client, "source_down", "silent");
            venue.mute(false);
            status(client, "source_up", "pairs");
            resumes(client, ids);

            var snapshots = new AtomicInteger();
            venue.answer(
                    "/api/v3/depth",
                    query -> snapshots.incrementAndGet() == 1
                            ? new Answer(429, "{\"code\":-1003,\"msg\":\"Too many requests.\"}", "Retry-After: 1\r\n")
                            : Answer.ok(FakeAnswers.depth(100)));
            subscribe(client, "SOL-USDT", "\"data_type\":\"depth\"");
            untilSubscribed("solusdt@depth@100ms");
            venue.send("solusdt@depth@100ms", FakeAnswers.diff("SOLUSDT", 100, 101, "99", "3", CLOCK.instant()));
            status(client, "source_up", "Too many requests");
            data(client, "depth_data", "SOL-USDT", depth -> true);
            resumes(client, ids);
        }
    }

    private static void resumes(TestClient client, AtomicLong ids) throws InterruptedException {
        untilSubscribed("xrpusdt@trade");
        var id = ids.incrementAndGet();
        trade("XRPUSDT", id, "100");
        data(client, "trade_data", "XRP-USDT", trade -> trade.getString("trade_id")
                .equals(Long.toString(id)));
    }

    @Test
    void theProbeRunsFromTheArchiveWithoutAContainer() throws Exception {
        var update = new AtomicLong(100);
        var sender = Executors.newSingleThreadScheduledExecutor();
        try (var other = FakeAnswers.market("BTC")) {
            other.answer("/api/v3/depth", query -> Answer.ok(FakeAnswers.depth(update.get())));
            sender.scheduleWithFixedDelay(
                    () -> FakeAnswers.everything(other, "BTCUSDT", update.incrementAndGet(), CLOCK.instant()),
                    20,
                    20,
                    TimeUnit.MILLISECONDS);
            var command = new ProcessBuilder("sh", "deploy/argus", "source", "probe", "binance", "BTC-USDT")
                    .redirectErrorStream(true);
            command.environment().put("WAR", Container.property("argus.war"));
            command.environment()
                    .put("ARGUS_DATASOURCE_BINANCE_STREAM_URL", other.socket().toString());
            command.environment()
                    .put("ARGUS_DATASOURCE_BINANCE_REST_URL", other.http().toString());
            var process = command.start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            assertThat(said).contains("frame   DepthDiff[", "event   Quote[", "OK      everything was answered");
        } finally {
            sender.shutdownNow();
        }
    }

    @Test
    void gapsInABookAreMendedByASnapshot() throws Exception {
        try (var client = TestClient.open(server.socket("/"))) {
            subscribe(client, "LTC-USDT", "\"data_type\":\"depth\"");
            untilSubscribed("ltcusdt@depth@100ms");
            venue.send("ltcusdt@depth@100ms", FakeAnswers.diff("LTCUSDT", 100, 101, "99", "3", CLOCK.instant()));
            data(
                    client,
                    "depth_data",
                    "LTC-USDT",
                    depth -> number(depth, "sequence").intValue() == 101);
            var usual = Answer.ok(FakeAnswers.depth(100));
            venue.answer(
                    "/api/v3/depth", query -> query.contains("LTCUSDT") ? Answer.ok(FakeAnswers.depth(200)) : usual);
            venue.send("ltcusdt@depth@100ms", FakeAnswers.diff("LTCUSDT", 199, 201, "99", "4", CLOCK.instant()));
            var depth = data(
                    client, "depth_data", "LTC-USDT", d -> number(d, "sequence").intValue() == 201);
            assertThat(depth.getJsonArray("bids").toString()).isEqualTo("[[99,4],[98,1.5],[97,2]]");
            venue.answer("/api/v3/depth", query -> usual);
        }
    }
}
