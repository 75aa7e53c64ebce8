package argus.protocol.request;

import static org.assertj.core.api.Assertions.assertThat;

import argus.TestClock;
import argus.protocol.ErrorCode;
import argus.protocol.MessageWriter;
import argus.protocol.ProtocolException;
import argus.protocol.Samples;
import argus.protocol.ServerMessage;
import jakarta.json.Json;
import java.io.StringReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whatever is sent is a request or a typed fault with its place: tried with 50,000 damaged messages, or with as many as
 * {@code -Dargus.fuzz=…} says. A failure names the seed of its message.
 */
class MessageFuzzTest {
    private static final int MESSAGES = Integer.getInteger("argus.fuzz", 50_000);
    private static final int LONGEST_MESSAGE = 20_000;
    /** A fault says what is wrong, not what was sent. */
    private static final int LONGEST_ANSWER = 4_000;

    private static final Logger LOG = System.getLogger(MessageFuzzTest.class.getName());

    private final MessageReader reader = new MessageReader(LONGEST_MESSAGE);
    private final MessageWriter writer = new MessageWriter(new TestClock(Samples.NOW));
    private final Map<String, Integer> read = new TreeMap<>();
    private final Map<ErrorCode, Integer> refused = new EnumMap<>(ErrorCode.class);

    @Test
    void everyDamagedMessageIsReadOrRefused() {
        for (int seed = 0; seed < MESSAGES; seed++) {
            readOrRefuse(seed);
        }
        LOG.log(Level.INFO, "{0} damaged messages: read {1}, refused {2}", MESSAGES, read, refused);
        assertThat(read.keySet())
                .as("some of each kind are still right")
                .contains("Hello", "Ready", "Subscribe", "Reconfigure", "Unsubscribe", "Heartbeat", "Ping");
        assertThat(refused.keySet())
                .as("each kind of fault occurs")
                .containsExactly(
                        ErrorCode.BAD_JSON,
                        ErrorCode.UNKNOWN_TYPE,
                        ErrorCode.BAD_REQUEST,
                        ErrorCode.UNKNOWN_DATA_TYPE,
                        ErrorCode.FRAME_TOO_LARGE);
        assertThat(read.values().stream().mapToInt(Integer::intValue).sum())
                .as("damage goes neither too deep nor too flat")
                .isBetween(MESSAGES / 10, MESSAGES * 9 / 10);
    }

    private void readOrRefuse(int seed) {
        var text = MessageMutator.message(seed);
        try {
            var message = reader.read(text);
            read.merge(message.getClass().getSimpleName(), 1, Integer::sum);
        } catch (ProtocolException fault) {
            refused.merge(fault.code(), 1, Integer::sum);
            check(fault, seed);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("message of seed " + seed + ": " + text, e);
        }
    }

    private void check(ProtocolException fault, int seed) {
        boolean placed = fault.path() != null && fault.path().startsWith("$");
        boolean placeless = fault.code() == ErrorCode.BAD_JSON || fault.code() == ErrorCode.FRAME_TOO_LARGE;
        var answer = writer.write(new ServerMessage.ErrorReply(fault, null, "c"));
        if (!(placed || placeless) || fault.text().isBlank() || answer.length() > LONGEST_ANSWER) {
            throw new AssertionError("fault of seed " + seed + ": " + answer);
        }
        if (seed % 100 == 0) { // parsing all of them would take longer than everything else
            try (var parsed = Json.createReader(new StringReader(answer))) {
                assertThat(parsed.readObject()).containsKey("data");
            }
        }
    }

    @Test
    void messageOfASeedIsAlwaysTheSame() {
        assertThat(MessageMutator.message(4711)).isEqualTo(MessageMutator.message(4711));
        assertThat(MessageMutator.message(4711)).isNotEqualTo(MessageMutator.message(4712));
    }
}
