package argus.history;

import java.time.Duration;

/**
 * How much of the past is kept for clients that come back.
 *
 * @param bytes about as much heap; zero keeps nothing
 * @param window no update that is older
 */
public record Retention(long bytes, Duration window) {

    public Retention {
        if (bytes < 0 || window.isNegative()) {
            throw new IllegalArgumentException("bytes " + bytes + ", window " + window);
        }
    }

    /** The same for each of several that share it. */
    public Retention share(int of) {
        return new Retention(bytes / of, window);
    }
}
