package argus.source.qmt.link;

import java.util.concurrent.CompletionStage;

/** The way to one bridge. Thread-safe; nothing here waits. */
public interface BridgeLink {

    /**
     * Asks for a path with its query. Fails with {@link BridgeRefusal} for an answer other than 200, with
     * {@link argus.source.ThrottledException} for 429, and with an {@link java.io.IOException} where there is none.
     */
    CompletionStage<String> get(String path);

    /** Opens a socket; done when the request is out. Frames may come before that is known. */
    CompletionStage<Line> open(String path, String request, Listener listener);

    /** An open socket. */
    interface Line {

        /** Ends it; its listener hears no more that counts. */
        void close();
    }

    /** Hears one socket, on any one thread at a time. The next frame comes when the call for the one before has returned. */
    interface Listener {
        void text(String frame);

        /** The bridge, or the way to it, ended the socket. */
        void ended(String reason);
    }
}
