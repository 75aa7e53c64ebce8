package argus.topic;

import java.util.Locale;

/** What a subscriber is owed of a topic. */
public enum Delivery {
    /** The newest state, never a stale one; states in between may be skipped. */
    CONFLATED,
    /** Every update in order, or a statement of exactly which are missing. */
    ALL;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The lower-case name used in messages. */
    public String wire() {
        return wire;
    }
}
