package argus.calendar;

import java.util.Locale;

/** What a market is doing at an instant. */
public enum Phase {
    OPENING_AUCTION("opening auction", "pre-opening auction"),
    REGULAR("regular"),
    CLOSING_AUCTION("closing auction"),
    /** Trading at the closing price after the close. */
    AFTER_HOURS("after-hours"),
    /** Extended trading before the regular session. */
    PRE_MARKET("pre"),
    /** Extended trading after the regular session. */
    POST_MARKET("post"),
    /** Between two sessions of one day, for instance at lunch. */
    BREAK,
    CLOSED,
    /** The table says nothing about that day. */
    UNKNOWN;

    private final String[] labels;
    private final String wire = name().toLowerCase(Locale.ROOT);

    Phase(String... labels) {
        this.labels = labels;
    }

    /** Whether orders or trades are possible in it. */
    public boolean isOpen() {
        return labels.length > 0;
    }

    /** Whether prices of a usual instrument keep changing in it: regular trading and the auctions around it. */
    public boolean isBusy() {
        return this == OPENING_AUCTION || this == REGULAR || this == CLOSING_AUCTION;
    }

    /** The name used in messages. */
    public String wire() {
        return wire;
    }

    /** The phase a session's label in a table means: the text equals the label, or goes on after a blank. */
    static Phase ofLabel(String text) {
        for (var phase : values()) {
            for (var label : phase.labels) {
                if (text.equals(label) || text.startsWith(label + " ")) {
                    return phase;
                }
            }
        }
        throw new IllegalArgumentException("unknown session label: " + text);
    }
}
