package argus.check;

import jakarta.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * One line of a history: what one client said, saw or came to know.
 *
 * @param line of the log, the first is 1
 * @param client who; connections of one client follow each other
 * @param at epoch milliseconds
 * @param body the message sent or received, or the details of the rest
 */
record Entry(long line, String client, long at, Kind kind, JsonObject body) {
    /** The client whose log tells what was accepted. */
    static final String WITNESS = "witness";

    /** What the line tells. */
    enum Kind {
        /** How the history was made: the seed. */
        MADE,
        /** A connection was opened. */
        OPEN,
        /** A message is about to be sent. */
        SENT,
        /** A text frame came. */
        TEXT,
        /** A binary frame came, with the plain text. */
        BINARY,
        /** A binary frame came, with gzip. */
        GZIP,
        /** The connection ended. */
        CLOSED,
        /** Everything that was accepted until the time {@code since} should have come to this client. */
        QUIET;

        /** Whether the body is a frame of the server. */
        boolean received() {
            return this == TEXT || this == BINARY || this == GZIP;
        }
    }

    boolean byWitness() {
        return client.startsWith(WITNESS);
    }

    /** A member of a message's data, or of the message. */
    @Nullable
    JsonObject data() {
        return body.containsKey("data") ? body.getJsonObject("data") : null;
    }
}
