package argus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import argus.source.qmt.BridgeScript;
import argus.source.qmt.StubBridge;
import argus.source.qmt.StubBridge.Peer;
import argus.source.qmt.StubBridge.Reply;
import argus.source.qmt.StubBridge.Request;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** QMT through the bridge that is shipped, and through bridges that do everything wrong, up to a client of the service. */
class QmtIT {
    private static final Path SAMPLES = Path.of("../shared/sources/qmt-samples");
    private static final String SYMBOL = "000001.SZ";
    private static final String KEY = "secret";
    /** The wait between two attempts may have grown before a test begins. */
    private static final Duration LATER = Duration.ofSeconds(120);

    private static int port;
    private static ArgusServer server;

    @BeforeAll
    static void startWithABridge() throws Exception {
        assumeTrue(BridgeScript.python().isPresent(), "there is no python3 from 3.8 on");
        try (var free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        try (var bridge = fake("0")) {
            server = ArgusServer.with()
                    .yaml(
                            """
                            argus:
                              datasource:
                                source-type: qmt
                                qmt-host: 127.0.0.1
                                qmt-port: %d
                                qmt-password: %s
                                qmt-poll-interval: 300ms
                                qmt-silence: 2s
                                retry-delay: 200ms
                              calendar:
                                always-open: true
                            """
                                    .formatted(bridge.port(), KEY))
                    .start();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) server.close();
    }

    @Test
    void whatTheBridgeHasIsWhatAClientSees() throws Exception {
        try (var bridge = fake("0");
                var client = subscribed("\"600519.SH\",\"000300.SH\"")) {
            assertThat(bridge.port()).isEqualTo(port);
            var quote = value(client, "quote:600519.SH");
            assertThat(quote.getString("timestamp")).isEqualTo("2025-03-03T09:30:05+08:00");
            assertThat(quote.getString("source")).isEqualTo("qmt");
            assertNumbers(quote, "last_price", "1450.5", "prev_close", "1449", "open", "1448", "high", "1451");
            assertNumbers(quote, "low", "1447.28", "volume", "60000", "amount", "87030000");
            assertNumbers(quote, "bid_price", "1450.5", "bid_volume", "100", "ask_price", "1450.6");
            assertThat(bars("1d")).contains("2025-02-28").contains("1449.04");
            assertThat(bars("1m")).contains("2025-02-28T09:30:00");
        }
        try (var bridge = fake("0");
                var client = subscribed("\"510300.SH\",\"113050.SH\"")) {
            assertThat(bridge.port()).isEqualTo(port);
            var fund = value(client, "depth.5:510300.SH");
            assertThat(fund.getJsonArray("bids").toString()).startsWith("[[4.012,40000],[4.011,310000]");
            var bond = value(client, "depth.5:113050.SH");
            assertThat(bond.getJsonArray("asks")).hasToString("[[121.36,200],[121.4,300]]");
        }
    }

    @Test
    void recordedTicksAreWhatAClientSees() throws Exception {
        assumeTrue(Files.exists(SAMPLES), () -> "skipped: " + SAMPLES + " is not here");
        try (var bridge = BridgeScript.start(
                        port, "--fake", SAMPLES.toAbsolutePath().toString(), "--fake-ms", "0", "--api-key", KEY);
                var client = subscribed("\"603077.SH\",\"600000.SH\"")) {
            assertThat(bridge.port()).isEqualTo(port);
            var quote = value(client, "quote:603077.SH");
            assertThat(quote.getString("timestamp")).isEqualTo("2025-07-22T14:33:24+08:00");
            assertNumbers(quote, "last_price", "1.9", "prev_close", "1.88", "volume", "166347027");
            assertNumbers(quote, "amount", "311544182", "bid_price", "1.89", "bid_volume", "3266400");
        }
        try (var bridge = BridgeScript.start(
                        port, "--fake", SAMPLES.toAbsolutePath().toString(), "--fake-ms", "0", "--api-key", KEY);
                var client = subscribed("\"603077.SH\",\"600000.SH\"")) {
            assertThat(bridge.port()).isEqualTo(port);
            var depth = value(client, "depth.5:600000.SH");
            assertThat(depth.getJsonArray("bids")).hasToString("[[10.43,599500]]");
            assertThat(depth.getJsonArray("asks")).hasToString("[[10.44,84600]]");
        }
    }

    @Test
    void aBridgeThatIsCutAndRestartedIsToldAndResumes() throws Exception {
        try (var client = subscribed('"' + SYMBOL + '"')) {
            try (var bridge = fake("100")) {
                moves(client);
                bridge.close();
                told(client, "source_down");
            }
            resumes(client);
        }
    }

    @Test
    void aRefusedKeyIsToldAndDataResumes() throws Exception {
        badly(request -> Reply.of(401, "{\"detail\":\"Invalid or missing API key\"}"), peer -> {}, "source_down");
    }

    @Test
    void garbageIsToldAndDataResumes() throws Exception {
        badly(
                request ->
                        request.headers().containsKey("upgrade") ? Reply.of(101, "") : Reply.of(200, "\u0000garbage"),
                peer -> peer.text("{\"000001.SZ\":"),
                "source_down");
    }

    @Test
    void aBridgeWithoutItsClientIsToldAndDataResumes() throws Exception {
        badly(
                request -> request.path().endsWith("connection_status")
                        ? Reply.of(200, "{\"connected\":false}")
                        : Reply.of(503, "{\"detail\":\"no client\"}"),
                peer -> {},
                "source_down");
    }

    @Test
    void silenceIsToldAndDataResumes() throws Exception {
        badly(
                request -> request.headers().containsKey("upgrade")
                        ? Reply.of(101, "")
                        : Reply.of(200, request.path().contains("tick") ? "{\"data\":{}}" : "{\"connected\":true}"),
                peer -> {},
                "source_stale");
    }

    /** A good bridge, then one that is not, until it is told; then a good one again. */
    private static void badly(Function<Request, Reply> answers, Consumer<Peer> talk, String state) throws Exception {
        try (var client = subscribed('"' + SYMBOL + '"')) {
            try (var bridge = fake("100")) {
                assertThat(bridge.port()).isEqualTo(port);
                moves(client);
            }
            try (var stub = new StubBridge(port, answers, talk)) {
                assertThat(stub.port()).isEqualTo(port);
                told(client, state);
            }
            resumes(client);
        }
    }

    private static BridgeScript fake(String millis) throws Exception {
        return BridgeScript.start(port, "--fake", "--fake-ms", millis, "--api-key", KEY);
    }

    private static TestClient subscribed(String symbols) {
        return TestClient.open(server.socket("/"))
                .send("{\"type\":\"subscribe\",\"symbols\":[" + symbols + "],\"data_types\":[\"quote\",\"depth\"]}");
    }

    private static void resumes(TestClient client) throws Exception {
        try (var bridge = fake("100")) {
            assertThat(bridge.port()).isEqualTo(port);
            told(client, "source_up");
            moves(client);
        }
    }

    /** Waits for two prices that differ. */
    private static void moves(TestClient client) throws InterruptedException {
        var first = number(value(client, "quote:" + SYMBOL), "last_price");
        client.await(
                message -> message.getString("topic", "").equals("quote:" + SYMBOL)
                        && number(message.getJsonObject("data"), "last_price").compareTo(first) != 0,
                LATER);
    }

    private static void told(TestClient client, String state) throws InterruptedException {
        client.await(
                message -> message.getString("type", "").equals("status")
                        && message.getJsonObject("data").getString("type").equals(state),
                LATER);
    }

    private static JsonObject value(TestClient client, String topic) throws InterruptedException {
        return client.await(message -> message.getString("topic", "").equals(topic), LATER)
                .getJsonObject("data");
    }

    /** The bars of the symbol, once there are any that are closed. */
    private static String bars(String period) throws Exception {
        var deadline = System.nanoTime() + LATER.toNanos();
        var text = "";
        while (!text.contains("\"closed\":true")) {
            assertThat(System.nanoTime()).as("no bars: " + text).isLessThan(deadline);
            LockSupport.parkNanos(100_000_000); // between two looks
            text = server.get("/api/v1/klines/600519.SH?period=" + period).body();
        }
        return text;
    }

    private static void assertNumbers(JsonObject data, String... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            assertThat(number(data, namesAndValues[i]))
                    .as(namesAndValues[i])
                    .isEqualByComparingTo(new BigDecimal(namesAndValues[i + 1]));
        }
    }

    private static BigDecimal number(JsonObject data, String name) {
        return data.getJsonNumber(name).bigDecimalValue();
    }
}
