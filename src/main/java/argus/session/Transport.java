package argus.session;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The way of bytes to one client, as the container gives it. One flusher at a time sends; {@link #close} may come from any
 * other thread. Sends and pings of one client never overlap.
 */
public interface Transport {

    /** Whether {@link #send} returns only when the container has taken everything. */
    boolean blocking();

    /**
     * Sends text.
     *
     * @param last whether it ends the message; parts are only used with a blocking transport
     * @return true if it is written; false if {@code completion} will be told
     * @throws IOException if the connection is gone
     */
    boolean send(String text, boolean last, Completion completion) throws IOException;

    /** Sends a whole text that other clients may be sent too, as {@link #send(String, boolean, Completion)} sends one. */
    default boolean send(Shared text, Completion completion) throws IOException {
        return send(text.text(), true, completion);
    }

    /** Sends bytes, as {@link #send(String, boolean, Completion)} sends text. They are not to be changed afterwards. */
    boolean send(ByteBuffer bytes, boolean last, Completion completion) throws IOException;

    /** Sends a ping with a payload of at most 125 bytes. */
    void ping(ByteBuffer payload) throws IOException;

    /** Closes the connection. May wait for seconds while a write is stuck. */
    void close(Disconnect reason) throws IOException;

    /** A text that may be sent to many, in both forms that a container can take. */
    interface Shared {

        String text();

        /** In UTF-8; made once, and not to be changed. */
        ByteBuffer bytes();
    }

    /** Learns when a send that was not written at once has ended; called by any thread, the sender's own included. */
    @FunctionalInterface
    interface Completion {

        /** @param failed whether the connection is gone */
        void completed(boolean failed);
    }
}
