package argus.config.key;

/** A text that is not to be seen in a log, an answer or a message; only {@link #value} gives it away. */
public record Secret(String value) {
    /** What stands in its place. */
    public static final String MASK = "********";

    @Override
    public String toString() {
        return MASK;
    }
}
