package argus.source.tdx.wire;

/** The lengths of bars. The second name of a minute and of a day, 7 or 8 and 4 or 9, tell volumes in other units. */
public enum BarCategory {
    M5(0),
    M15(1),
    M30(2),
    H1(3),
    /** Volume in shares. */
    DAY(4),
    WEEK(5),
    MONTH(6),
    M1(7),
    M1_EXTENDED(8),
    /** Volume in lots. */
    DAY_IN_LOTS(9),
    QUARTER(10),
    YEAR(11);

    private final int wire;

    BarCategory(int wire) {
        this.wire = wire;
    }

    /** The number on the wire. */
    public int wire() {
        return wire;
    }

    /** Whether its bars carry the minute at which they end. */
    public boolean isIntraday() {
        return wire <= H1.wire || this == M1 || this == M1_EXTENDED;
    }

    public static BarCategory ofWire(int wire) {
        return values()[wire];
    }
}
