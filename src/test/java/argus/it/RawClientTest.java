package argus.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawClientTest {
    private static final Duration LATER = Duration.ofSeconds(10);

    @AutoClose
    private final SocketPeer server = new SocketPeer();

    @AutoClose
    private final RawClient client =
            RawClient.to(server.address()).receiveBuffer(4096).anywhere().open();

    RawClientTest() throws IOException {}

    @Test
    void tellsTheAnswerToTheHandshake() {
        assertThat(client.status()).isEqualTo(101);
        assertThat(client.handshake()).contains("Sec-WebSocket-Accept: ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 100_000})
    void framesOfAnyLengthGoBothWays(int length) throws IOException {
        var text = "x".repeat(length);
        var request = sending(() -> client.send(text));
        assertThat(server.read().text()).isEqualTo(text);
        request.join();
        var answer = sending(() -> server.send(WireFrame.text(text)));
        assertThat(client.read(LATER).text()).isEqualTo(text);
        answer.join();
    }

    private static CompletableFuture<Void> sending(Executable send) {
        return CompletableFuture.runAsync(() -> assertDoesNotThrow(send));
    }

    @Test
    void sendsFragmentsAndBytesThatNoRuleAllows() throws IOException {
        client.send(new WireFrame(false, WireFrame.TEXT, new byte[] {(byte) 0xc3}));
        assertThat(server.read()).satisfies(frame -> {
            assertThat(frame.last()).isFalse();
            assertThat(frame.payload()).containsExactly(0xc3);
        });
        client.send(new WireFrame(true, 15, new byte[0]).fromServer()); // without a mask, unknown kind
        assertThat(server.read().opcode()).isEqualTo(15);
    }

    @Test
    void leavesPingsToTheTestUnlessAskedToAnswer() throws IOException {
        server.send(new WireFrame(true, WireFrame.PING, new byte[] {1}));
        assertThat(client.read(LATER).opcode()).isEqualTo(WireFrame.PING);
        server.send(new WireFrame(true, WireFrame.PING, new byte[] {2}));
        server.send(WireFrame.text("after"));
        assertThat(client.readAnswering(LATER).text()).isEqualTo("after");
        assertThat(server.read().payload()).containsExactly(2);
    }

    @Test
    void readsCloseFramesAndTheEnd() throws IOException {
        server.send(WireFrame.close(1012, "restart"));
        assertThat(client.read(LATER).closeCode()).isEqualTo(1012);
        assertThatThrownBy(() -> client.read(Duration.ofMillis(50))).isInstanceOf(SocketTimeoutException.class);
        server.close();
        assertThatThrownBy(() -> client.read(LATER)).isInstanceOf(EOFException.class);
    }

    @Test
    void resetsTheConnection() throws IOException {
        client.send("{}");
        server.read();
        client.reset();
        assertThatThrownBy(server::read).isInstanceOf(SocketException.class).hasMessageContaining("reset");
    }

    @Test
    void whatIsAgainstTheContractFails() throws IOException {
        try (var other = new SocketPeer();
                var strict = RawClient.to(other.address()).open()) {
            assertThatThrownBy(() -> strict.send("{}")).hasMessageContaining("against the contract");
            strict.send(WireFrame.text("{}"));
            assertThat(other.read().text()).isEqualTo("{}");
            other.send(new WireFrame(false, WireFrame.TEXT, "{\"type\":".getBytes(UTF_8)));
            other.send(new WireFrame(true, WireFrame.CONTINUATION, "\"news\"}".getBytes(UTF_8)));
            assertThat(strict.read(LATER).last()).isFalse();
            assertThatThrownBy(() -> strict.read(LATER)).hasMessageContaining("against the contract");
        }
    }
}
