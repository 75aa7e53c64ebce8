package argus.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TestClientTest {
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LATER = Duration.ofSeconds(10);

    @AutoClose
    private final SocketPeer server = new SocketPeer();

    @AutoClose
    private final TestClient client = TestClient.openAnywhere(server.address());

    TestClientTest() throws IOException {}

    @Test
    void sendsTextAndBinary() throws IOException {
        client.send("{\"type\":\"ping\",\"text\":\"沪\"}").send(new byte[] {1, 2});
        assertThat(server.read().text()).isEqualTo("{\"type\":\"ping\",\"text\":\"沪\"}");
        assertThat(server.read()).satisfies(frame -> {
            assertThat(frame.opcode()).isEqualTo(WireFrame.BINARY);
            assertThat(frame.payload()).containsExactly(1, 2);
        });
    }

    @Test
    void awaitsInTheOrderOfArrivalAndKeepsEverything() throws Exception {
        for (int n = 1; n <= 3; n++) server.send(WireFrame.text("{\"type\":\"a\",\"n\":" + n + "}"));
        server.send(WireFrame.text("{\"type\":\"b\"}"));
        assertThat(client.await("a").getInt("n")).isEqualTo(1);
        assertThat(client.await(message -> message.getInt("n", 0) == 3, LATER)).isNotNull();
        client.await("b");
        assertThat(client.messages()).hasSize(4);
        assertThatThrownBy(() -> client.await(message -> true, SOON))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("open");
    }

    @Test
    void joinsFragmentsAndUnpacksBinaryAndGzip() throws Exception {
        server.send(new WireFrame(false, WireFrame.TEXT, "{\"type\":".getBytes(UTF_8)));
        server.send(new WireFrame(true, WireFrame.CONTINUATION, "\"cut\"}".getBytes(UTF_8)));
        client.await("cut");
        server.send(new WireFrame(true, WireFrame.BINARY, "{\"type\":\"plain\"}".getBytes(UTF_8)));
        client.await("plain");
        var gzip = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(gzip)) {
            out.write(("{\"type\":\"packed\",\"pad\":\"" + "x".repeat(70_000) + "\"}").getBytes(UTF_8));
        }
        server.send(new WireFrame(true, WireFrame.BINARY, gzip.toByteArray()));
        client.await("packed");
    }

    @Test
    void answersPings() throws Exception {
        server.send(new WireFrame(true, WireFrame.PING, new byte[] {7}));
        assertThat(server.read()).satisfies(frame -> {
            assertThat(frame.opcode()).isEqualTo(WireFrame.PONG);
            assertThat(frame.payload()).containsExactly(7);
        });
    }

    @Test
    void readsNothingWhilePaused() throws Exception {
        client.pause();
        for (int n = 0; n < 3; n++) server.send(WireFrame.text("{\"type\":\"n" + n + "\"}"));
        client.await("n0");
        assertThatThrownBy(() -> client.await(message -> true, SOON)).isInstanceOf(AssertionError.class);
        client.resume();
        client.await("n1");
        client.await("n2");
    }

    @Test
    void tellsTheCloseCodeAndStopsWaiting() throws Exception {
        server.send(WireFrame.close(4108, "slow"));
        assertThat(client.closeCode(LATER)).isEqualTo(4108);
        assertThatThrownBy(() -> client.await("anything")).hasMessageContaining("closed with 4108");
    }

    @Test
    void aLostConnectionIs1006() throws Exception {
        client.send("{}"); // the connection is accepted
        server.close();
        assertThat(client.closeCode(LATER)).isEqualTo(1006);
    }

    @Test
    void whatIsNotJsonIsAFault() throws Exception {
        server.send(WireFrame.text("nonsense"));
        assertThat(client.closeCode(LATER)).isEqualTo(1006);
        assertThatThrownBy(() -> client.await("anything")).cause().hasMessageContaining("nonsense");
    }

    @Test
    void whatIsAgainstTheContractFailsTheTest() throws Exception {
        try (var other = new SocketPeer()) {
            var strict = TestClient.open(other.address());
            other.send(WireFrame.text("{\"type\":\"pong\",\"data\":{}}"));
            assertThatThrownBy(() -> strict.await("anything")).hasMessageContaining("against the contract");
            assertThatThrownBy(strict::close).hasMessageContaining("against the contract");
        }
    }
}
