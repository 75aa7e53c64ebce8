package argus.model;

import java.util.Locale;

/** The aggressor of a trade; neutral for an auction, or where the source does not say. */
public enum Side {
    BUY,
    SELL,
    NEUTRAL;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The lower-case name used in messages. */
    public String wire() {
        return wire;
    }
}
