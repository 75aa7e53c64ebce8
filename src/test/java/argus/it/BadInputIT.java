package argus.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is answered, and neither the connection nor anybody else's is touched. */
@ExtendWith(SharedServer.class)
class BadInputIT {
    private static final Duration LATER = Duration.ofSeconds(30);
    /** The longest frame that is answered; beyond it the container ends the connection. */
    private static final int HARD_LIMIT = 4 * 1024 * 1024;

    private final ArgusServer server;
    private TestClient other;
    private TestClient client;

    BadInputIT(ArgusServer server) {
        this.server = server;
    }

    @BeforeEach
    void somebodyElseIsThere() throws Exception {
        other = TestClient.open(server.socket("/"));
        other.send(
                """
                {"type":"subscribe","data_type":"quote","delivery":"all","symbols":["000001.SZ","600519.SH","600000.SH","601318.SH","600036.SH","601398.SH",
                 "600900.SH","000858.SZ","000333.SZ","002594.SZ","300750.SZ","300059.SZ"]}""");
        other.await("market_data");
        client = TestClient.open(server.socket("/"));
        client.await("welcome");
    }

    @AfterEach
    void theOtherHasAnUnbrokenChain() throws Exception {
        try (var first = client;
                var second = other) {
            var before = Chain.of(second.messages());
            second.await(message -> before.isBefore(message), LATER);
            assertThat(Chain.of(second.messages()).missing()).isZero();
            assertThat(second.isClosed()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            ``                                                           | 4000 |
            nonsense                                                     | 4000 |
            {"type":"ping"                                               | 4000 |
            {"type":"ping"} {"type":"ping"}                              | 4000 |
            {"type":"ping","type":"ping"}                                | 4000 |
            {"type":"ping","a":NaN}                                      | 4000 |
            {"type":"ping","a":01}                                       | 4000 |
            {"type":"ping","a":"\\ud800x"}                               |      |
            []                                                           | 4006 | $
            null                                                         | 4006 | $
            17                                                           | 4006 | $
            "ping"                                                       | 4006 | $
            {}                                                           | 4006 | $.type
            {"type":7}                                                   | 4006 | $.type
            {"type":"fly"}                                               | 4003 | $.type
            {"type":"subscribe"}                                         | 4006 |
            {"type":"subscribe","data":[]}                               | 4006 | $.data
            {"type":"subscribe","data":{"symbols":[]}}                   | 4006 | $.data.symbols
            {"type":"subscribe","data":{"symbols":[7],"data_types":["quote"]}}                         | 4006 | $.data.symbols[0]
            {"type":"subscribe","data":{"symbols":{"a":1},"data_types":["quote"]}}                     | 4006 | $.data.symbols
            {"type":"subscribe","data":{"symbols":["AAPL"],"data_types":["quote","smell"]}}            | 4042 | $.data.data_types[1]
            {"type":"subscribe","symbol":"AAPL","data_type":"kline","frequency":"7m"}                  | 4006 | $.frequency
            {"type":"subscribe","symbol":"AAPL","data_type":"quote","max_rate":1e999999999}            | 4006 | $.max_rate
            {"type":"subscribe","symbol":"AAPL","data_type":"quote","max_rate":1e-999999999}           | 4006 | $.max_rate
            {"type":"subscribe","symbol":"AAPL","data_type":"quote","max_rate":"fast"}                 | 4006 | $.max_rate
            {"type":"subscribe","symbol":"AAPL","data_type":"depth","depth":99999999999999999999}      | 4006 | $.depth
            {"type":"subscribe","symbol":"AAPL","data_type":"quote","snapshot":-1}                     | 4006 | $.snapshot
            {"type":"subscribe","symbol":"AAPL","data_type":"quote","delivery":"some"}                 | 4006 | $.delivery
            {"type":"unsubscribe"}                                       | 4006 |
            {"type":"ping","id":{"a":1}}                                 | 4006 | $.id
            """)
    void aFaultIsNamedWithItsPlace(String request, Integer code, String path) throws Exception {
        client.send(request);
        if (code == null) { // allowed or not: what matters is that there is an answer
            client.await(message -> !"welcome".equals(message.getString("type")), LATER);
        } else {
            var error = client.await("error").getJsonObject("data");
            assertThat(error.getInt("code")).isEqualTo(code);
            assertThat(error.getString("name")).isNotBlank();
            assertThat(error.getString("error")).isNotBlank().isEqualTo(error.getString("message"));
            assertThat(error.getBoolean("retryable")).isFalse();
            if (path != null) assertThat(path(error)).isEqualTo(path);
        }
        assertAlive();
    }

    @Test
    void theIdOfAFaultyRequestIsEchoed() throws Exception {
        client.send("{\"type\":\"subscribe\",\"id\":\"q\",\"data\":{\"symbols\":7}}");
        assertThat(client.await("error").getString("id")).isEqualTo("q");
        assertAlive();
    }

    @Test
    void deepNestingIsRefused() throws Exception {
        client.send("{\"type\":\"ping\",\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
        assertThat(client.await("error").getJsonObject("data").getInt("code")).isEqualTo(4000);
        client.send("{\"a\":".repeat(100_000));
        assertThat(client.await("error").getJsonObject("data").getInt("code")).isEqualTo(4000);
        assertAlive();
    }

    @Test
    void hugeNumbersAreRefused() throws Exception {
        client.send("{\"type\":\"ping\",\"client_time\":" + "9".repeat(100_000) + "}");
        assertThat(client.await("error").getJsonObject("data").getInt("code")).isEqualTo(4000);
        assertAlive();
    }

    @Test
    void aStringOfAMillionCharactersIsAnsweredShortly() throws Exception {
        client.send("{\"type\":\"subscribe\",\"data_type\":\"quote\",\"symbol\":\"" + "A".repeat(1_000_000) + "\"}");
        var answer = client.await(message -> !"welcome".equals(message.getString("type")), LATER);
        assertThat(answer.getJsonObject("data").getInt("code")).isIn(4006, 4041);
        assertThat(answer.toString().length()).isLessThan(2_000);
        client.send("{\"type\":\"" + "A".repeat(1_000_000) + "\"}");
        assertThat(client.await("error").toString().length()).isLessThan(2_000);
        client.send("{\"type\":\"ping\",\"x\":\"" + "A".repeat(1_000_000) + "\"}"); // a member nobody knows
        client.await("pong");
        assertAlive();
    }

    @Test
    void manySymbolsThatNobodyKnowsAreAnsweredOneByOne() throws Exception {
        client.send("{\"type\":\"subscribe\",\"data_type\":\"quote\",\"symbols\":[\"" + "?\",\"".repeat(500) + "!\"]}");
        var answer = client.await("subscription_response").getJsonObject("data");
        assertThat(answer.getInt("code")).isEqualTo(4041);
        assertAlive();
    }

    @Test
    void aMessageOverTheLimitIsAnswered() throws Exception {
        client.send("{\"type\":\"ping\",\"x\":\"" + "A".repeat(1_200_000) + "\"}");
        var error = client.await("error").getJsonObject("data");
        assertThat(error.getInt("code")).isEqualTo(4130);
        assertThat(error.getString("name")).isEqualTo("FRAME_TOO_LARGE");
        assertAlive();
    }

    @Test
    void aMessageOverTheHardLimitEndsItsOwnConnectionOnly() throws Exception {
        try (var giant = RawClient.to(server.socket("/")).open()) {
            var frame = WireFrame.text("A".repeat(HARD_LIMIT + 1)).fromClient();
            // Liberty refuses by the length alone; bytes it leaves unread would tear the connection down too early
            giant.send(Container.current() == Container.LIBERTY ? Arrays.copyOf(frame, 1000) : frame);
            assertThat(closeCode(giant)).isEqualTo(1009);
        }
        assertAlive();
    }

    @Test
    void invalidUtf8EndsItsOwnConnectionOnly() throws Exception {
        try (var broken = RawClient.to(server.socket("/")).open()) {
            broken.send(new WireFrame(true, WireFrame.TEXT, new byte[] {'"', (byte) 0xc3, (byte) 0x28, '"'}));
            assertThat(closeCode(broken)).isEqualTo(1007);
        }
        assertAlive();
    }

    @Test
    void aBinaryFrameIsAnswered() throws Exception {
        client.send("{\"type\":\"ping\"}".getBytes(UTF_8));
        assertThat(client.await("error").getJsonObject("data").getInt("code")).isEqualTo(4006);
        client.send(new byte[0]);
        assertThat(client.await("error").getJsonObject("data").getInt("code")).isEqualTo(4006);
        assertAlive();
    }

    @Test
    void aMessageInPiecesWithAPingBetweenIsOneMessage() throws Exception {
        try (var pieces = RawClient.to(server.socket("/")).open()) {
            pieces.send(new WireFrame(false, WireFrame.TEXT, "{\"type\":".getBytes(UTF_8)));
            pieces.send(new WireFrame(true, WireFrame.PING, new byte[] {1}));
            pieces.send(new WireFrame(false, WireFrame.CONTINUATION, new byte[0]));
            pieces.send(new WireFrame(true, WireFrame.CONTINUATION, "\"ping\",\"id\":9}".getBytes(UTF_8)));
            assertThat(await(pieces, "pong").getInt("id")).isEqualTo(9);
        }
        assertAlive();
    }

    @Test
    void aPongThatNobodyAskedForIsIgnored() throws Exception {
        try (var chatty = RawClient.to(server.socket("/")).open()) {
            chatty.send(new WireFrame(true, WireFrame.PONG, new byte[0]));
            chatty.send(new WireFrame(true, WireFrame.PONG, new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
            chatty.send("{\"type\":\"ping\"}");
            await(chatty, "pong");
        }
        assertAlive();
    }

    @Test
    void aFrameWithoutMaskEndsItsOwnConnectionOnly() throws Exception {
        assumeTrue(Container.current() == Container.LIBERTY, "Payara takes frames without a mask");
        try (var broken = RawClient.to(server.socket("/")).open()) {
            broken.send(WireFrame.text("{\"type\":\"ping\"}").fromServer());
            assertThat(closeCode(broken)).isIn(1002, 1006);
        }
        assertAlive();
    }

    private void assertAlive() throws InterruptedException {
        client.send("{\"type\":\"ping\",\"id\":\"alive\"}");
        client.await(message -> "alive".equals(id(message)), LATER);
    }

    private static String id(JsonObject message) {
        return message.containsKey("id") ? message.get("id").toString().replace("\"", "") : "";
    }

    private static String path(JsonObject error) {
        return error.containsKey("details") ? error.getJsonObject("details").getString("path", null) : null;
    }

    private static JsonObject await(RawClient from, String type) throws IOException {
        while (true) {
            var frame = from.readAnswering(LATER);
            if (frame.opcode() != WireFrame.TEXT) continue;
            try (var reader = Json.createReader(new StringReader(frame.text()))) {
                var message = reader.readObject();
                if (type.equals(message.getString("type"))) return message;
            }
        }
    }

    /** 1006 where the connection ends without a word. */
    private static int closeCode(RawClient from) {
        var deadline = System.nanoTime() + LATER.toNanos();
        try {
            while (System.nanoTime() < deadline) {
                var frame = from.readAnswering(LATER);
                if (frame.opcode() == WireFrame.CLOSE) return frame.closeCode();
                if (frame.opcode() == WireFrame.TEXT) {
                    assertThat(frame.text()).as("the only message").startsWith("{\"type\":\"welcome\"");
                }
            }
            throw new AssertionError("the connection is still open");
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection is still open", e);
        } catch (IOException e) {
            return 1006;
        }
    }
}
