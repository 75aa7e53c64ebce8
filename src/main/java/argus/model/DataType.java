package argus.model;

import java.util.Locale;

/** What a client can subscribe to. */
public enum DataType {
    QUOTE,
    TICK,
    TRADE,
    KLINE,
    DEPTH;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The lower-case name used in messages and topics. */
    public String wire() {
        return wire;
    }

    /** Whether each value replaces the one before, so that a slow reader may skip some. */
    public boolean isState() {
        return this == QUOTE || this == KLINE || this == DEPTH;
    }
}
