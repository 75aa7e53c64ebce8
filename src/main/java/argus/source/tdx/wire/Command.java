package argus.source.tdx.wire;

/** What can be asked of a server. */
public enum Command {
    HEARTBEAT(0x0004),
    LOGIN(0x000D),
    /** Capital changes and ex-rights. */
    CAPITAL_CHANGES(0x000F),
    FINANCE(0x0010),
    /** How many securities a market has. */
    COUNT(0x044E),
    /** A page of securities. */
    LIST(0x0450),
    PRICE_LIMITS(0x0452),
    /** The minute line of today behind a quote with three levels; from old servers without the quote. */
    MINUTES_TODAY(0x051D),
    /** Bars with absolute prices. */
    BARS_ABSOLUTE(0x0523),
    BARS(0x052D),
    /** One quote without a book. */
    QUOTE_SINGLE(0x0530),
    /** The minute line of today, as offsets from its first point. */
    MINUTES_SHORT(0x0537),
    /** Quotes with five levels. */
    QUOTES(0x053E),
    /** Quotes with five levels, veiled. */
    QUOTES_VEILED(0x0547),
    /** Quotes with one level. */
    QUOTES_TOP(0x054C),
    /** The virtual prices of the auctions. */
    AUCTION(0x056A),
    /** The minute line of a past day. */
    MINUTES_PAST(0x0FB4),
    /** Trades of a past day. */
    TRADES_PAST(0x0FB5),
    TRADES_TODAY(0x0FC5);

    private final int code;

    Command(int code) {
        this.code = code;
    }

    /** The 16 bits on the wire. */
    public int code() {
        return code;
    }
}
