package argus.source;

import java.time.Duration;

/** A venue says that it was asked too often, as HTTP does with 429. */
public final class ThrottledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration rest;

    /** @param rest for how long the venue is to be left alone */
    public ThrottledException(String message, Duration rest) {
        super(message);
        this.rest = rest;
    }

    /** For how long the venue is to be left alone. */
    public Duration rest() {
        return rest;
    }
}
