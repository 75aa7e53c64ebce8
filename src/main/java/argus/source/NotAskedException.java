package argus.source;

/** A request was not made, because the venue is left alone for a while after failures. */
public final class NotAskedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotAskedException(String message) {
        super(message);
    }
}
