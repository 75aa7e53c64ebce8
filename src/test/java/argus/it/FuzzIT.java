package argus.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import argus.protocol.ProtocolException;
import argus.protocol.request.ClientMessage.Hello;
import argus.protocol.request.MessageMutator;
import argus.protocol.request.MessageReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Damaged messages over sockets hurt no connection but their own: that of somebody else goes on without a break. Some
 * thousands, or as many as {@code -Dargus.fuzz.socket=…} says.
 */
@ExtendWith(SharedServer.class)
class FuzzIT {
    private static final int MESSAGES = Integer.getInteger("argus.fuzz.socket", 4_000);
    private static final int OF_A_CONNECTION = 20;
    private static final int CONNECTIONS_BETWEEN_LOOKS = 20;
    private static final Duration LATER = Duration.ofSeconds(30);
    private static final String WITNESS =
            """
            {"type":"subscribe","data_type":"quote","delivery":"all","symbols":["000001.SZ","600519.SH","600000.SH","601318.SH",
             "600036.SH","601398.SH","600900.SH","000858.SZ","000333.SZ","002594.SZ","300750.SZ","300059.SZ"]}""";

    private final MessageReader reader = new MessageReader(1_048_576);
    private final ArgusServer server;
    private int alive;

    FuzzIT(ArgusServer server) {
        this.server = server;
    }

    @Test
    void damagedMessagesHurtNoConnectionButTheirOwn() throws Exception {
        int logged = server.log().length();
        try (var witness = TestClient.open(server.socket("/"));
                var watcher = new Watcher(server)) {
            long faults = watcher.figure("publisher.errors.BAD_JSON");
            long bugs = watcher.figure("publisher.errors.INTERNAL");
            witness.send(WITNESS).await("market_data");
            for (int seed = 0; seed < MESSAGES; seed += OF_A_CONNECTION) {
                connection(seed);
                if (seed / OF_A_CONNECTION % CONNECTIONS_BETWEEN_LOOKS == 0) {
                    var before = Chain.of(witness.messages());
                    witness.await(before::isBefore, LATER);
                }
            }
            assertThat(Chain.of(witness.messages()).missing()).isZero();
            assertThat(witness.isClosed()).isFalse();
            assertThat(alive).as("connections that were checked").isGreaterThan(MESSAGES / OF_A_CONNECTION / 3);
            assertThat(watcher.figure("publisher.errors.BAD_JSON")).isGreaterThan(faults + MESSAGES / 10);
            assertThat(watcher.figure("publisher.errors.INTERNAL")).isEqualTo(bugs);
            assertThat(server.log().substring(logged)).doesNotContain("not carried out", "failed", "ERROR");
        }
    }

    /** Sends a few messages on a connection of their own, which has to live as long as they are text. */
    private void connection(int from) throws IOException {
        try (var client = RawClient.to(server.socket("/")).anywhere().open()) {
            boolean plain = true;
            for (int seed = from; seed < from + OF_A_CONNECTION; seed++) {
                var text = MessageMutator.message(seed);
                plain &= !isHello(text);
                send(client, text.getBytes(UTF_8), seed);
            }
            if (plain) {
                client.send("{\"type\":\"ping\",\"id\":\"alive\"}");
                awaitPong(client);
                alive++;
            }
            if (from % 200 == 0) {
                breakUtf8(client, from);
            }
        }
    }

    private static void send(RawClient client, byte[] bytes, int seed) throws IOException {
        if (seed % 7 > 0 || bytes.length < 2) {
            client.send(new WireFrame(true, WireFrame.TEXT, bytes));
            return;
        }
        int cut = 1 + seed % (bytes.length - 1); // within a character, too
        client.send(new WireFrame(false, WireFrame.TEXT, Arrays.copyOf(bytes, cut)));
        client.send(new WireFrame(true, WireFrame.CONTINUATION, Arrays.copyOfRange(bytes, cut, bytes.length)));
    }

    /** Ends the connection by a message that is no text. */
    private static void breakUtf8(RawClient client, int seed) throws IOException {
        var bytes = ("\u00e9" + MessageMutator.message(seed)).getBytes(UTF_8);
        bytes[1] = '{';
        client.send(new WireFrame(true, WireFrame.TEXT, bytes));
    }

    private static void awaitPong(RawClient client) throws IOException {
        while (true) {
            var frame = client.readAnswering(LATER);
            assertThat(frame.opcode()).as(frame.text()).isEqualTo(WireFrame.TEXT);
            if (frame.text().startsWith("{\"type\":\"pong\",\"id\":\"alive\"")) {
                return;
            }
        }
    }

    /** Whether the answers may come compressed, or only when they are asked for. */
    private boolean isHello(String text) {
        try {
            return reader.read(text) instanceof Hello;
        } catch (ProtocolException e) {
            return false;
        }
    }
}
