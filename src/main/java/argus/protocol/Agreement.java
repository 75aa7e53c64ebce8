package argus.protocol;

import java.util.Arrays;
import java.util.List;

/**
 * How a connection is written to, as its client asked in {@code hello}.
 *
 * @param version of the contract, as the client named it
 * @param encoding of every frame after the welcome
 * @param batchDelayMs how long an update may wait for others to go with it, in milliseconds; 0 waits for none
 * @param batchItems most messages in one frame; 0 means each has a frame of its own
 * @param delta whether an update may be told as a patch of the one before
 * @param credit whether a frame is sent only when the client has asked for one
 * @param heartbeatMs time between two heartbeats of the server, in milliseconds; 0 means none
 */
public record Agreement(
        int version,
        Encoding encoding,
        int batchDelayMs,
        int batchItems,
        boolean delta,
        boolean credit,
        int heartbeatMs) {

    /** The versions of the contract that are spoken. */
    public static final List<Integer> VERSIONS = List.of(1, 2);

    /** The names of all encodings. */
    public static final List<String> ENCODINGS =
            Arrays.stream(Encoding.values()).map(Encoding::wire).toList();

    /** The version that is spoken if the client names none. */
    public static final int CURRENT_VERSION = 2;

    /** With a client that never says hello: each message in a text frame of its own, as soon as it can be sent. */
    public static final Agreement WITHOUT_HELLO = new Agreement(CURRENT_VERSION, Encoding.JSON, 0, 0, false, false, 0);

    public Agreement {
        if (batchDelayMs < 0 || batchItems < 0 || heartbeatMs < 0) {
            throw new IllegalArgumentException("negative: " + batchDelayMs + ", " + batchItems + ", " + heartbeatMs);
        }
    }

    /** Whether messages that wait together go together. */
    public boolean batches() {
        return batchItems > 0;
    }

    /** What a frame holds. */
    public enum Encoding {
        /** Text: one JSON text. */
        JSON("json"),
        /** Binary: the gzip of one JSON text. */
        GZIP("json+gzip"),
        /** Binary: one JSON text in UTF-8. */
        BINARY("json+binary");

        private final String wire;

        Encoding(String wire) {
            this.wire = wire;
        }

        /** The name used in messages. */
        public String wire() {
            return wire;
        }
    }
}
