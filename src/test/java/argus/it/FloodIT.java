package argus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Nobody can fill the memory of a node with a message that never ends. The server has 512 MiB beside the heap; all floods
 * together, if only a part of them stayed there, would take more.
 */
class FloodIT {
    private static final long TOO_MUCH = 512L << 20;

    private static final Duration LATER = Duration.ofSeconds(30);

    private static ArgusServer server;
    private static final List<RawClient> STILL_THERE = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        server = ArgusServer.with()
                .yaml(
                        """
                        argus:
                          server:
                            ping-timeout: 5m # a flood answers no pings, and may take its time
                            send-timeout: 5m
                          datasource:
                            source-type: simulated
                        """)
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        for (var client : STILL_THERE) {
            client.close();
        }
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "1048576, 1",
        "1048576, 2",
        "1000, 1",
        "1, 1",
        "1048576, 1",
        "1000, 2",
        "1048576, 1",
        "1000, 1",
        "1048576, 1",
        "1000, 2"
    })
    void messageInEndlessPiecesEndsItsOwnConnectionOnly(int size, int opcode) throws Exception {
        assumeTrue(
                Container.current() == Container.LIBERTY || size > 1,
                "Payara counts the message, and takes minutes for millions of frames of one byte");
        try (var other = TestClient.open(server.socket("/"))) {
            other.await("welcome");
            var flood = RawClient.to(server.socket("/")).open();
            STILL_THERE.add(flood);
            flood.send(new WireFrame(false, opcode, new byte[size]));
            var piece = new WireFrame(false, WireFrame.CONTINUATION, new byte[size]).fromClient();
            var pieces = ByteBuffer.allocate(Math.max(1, (1 << 20) / piece.length) * piece.length);
            while (pieces.hasRemaining()) {
                pieces.put(piece);
            }
            if (Container.current() == Container.LIBERTY) {
                assertThat(sentUntilTheEnd(flood, pieces.array(), TOO_MUCH)).isLessThan(TOO_MUCH);
            } else {
                sentUntilTheEnd(flood, pieces.array(), 16L << 20);
                flood.send(
                        new WireFrame(true, WireFrame.CONTINUATION, new byte[0])); // it throws away what comes before
                assertThat(closeCode(flood)).isEqualTo(1009);
            }
            other.send("{\"type\":\"ping\"}");
            other.await("pong");
        }
        assertSomebodyNewIsServed();
    }

    private static int closeCode(RawClient flood) throws IOException {
        var frame = flood.read(LATER);
        while (frame.opcode() != WireFrame.CLOSE) {
            frame = flood.read(LATER);
        }
        return frame.closeCode();
    }

    private static long sentUntilTheEnd(RawClient flood, byte[] bytes, long most) {
        long sent = 0;
        try {
            while (sent < most) {
                flood.send(bytes);
                sent += bytes.length;
            }
        } catch (IOException ended) {
            return sent;
        }
        return sent;
    }

    @Test
    void frameInTinyPacketsEndsItsOwnConnectionOnly() throws Exception {
        assumeTrue(Container.current() == Container.LIBERTY, "Payara keeps no more than what was sent");
        try (var drip = RawClient.to(server.socket("/")).open()) {
            var frame = WireFrame.text("A".repeat(1 << 20)).fromClient();
            int sent = 0;
            try {
                while (sent < frame.length - 1) {
                    drip.send(new byte[] {frame[sent++]});
                    if (sent % 16 == 0) {
                        Thread.sleep(0, 100_000); // or the packets come together
                    }
                }
            } catch (IOException ended) {
                assertThat(sent).isLessThan(frame.length - 1);
            }
            assertThat(sent).as("ended before the frame was").isLessThan(frame.length - 1);
        }
        assertSomebodyNewIsServed();
    }

    private static void assertSomebodyNewIsServed() throws Exception {
        try (var third = TestClient.open(server.socket("/"))) {
            third.await("welcome");
            third.send("{\"type\":\"ping\"}");
            third.await("pong");
        }
        assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
    }
}
