package argus.normalise;

/** What is wrong with an event, if anything. */
public enum Verdict {
    /** Nothing: the market may have it. */
    GOOD("nothing is wrong", false),
    /** A price of zero or less. */
    PRICE_NOT_POSITIVE("a price of zero or less", true),
    /** A volume below zero. */
    VOLUME_NEGATIVE("a volume below zero", true),
    /** The best bid is above the best ask. (Equal ones are seen in auctions.) */
    BOOK_CROSSED("the best bid of a book is above its best ask", true),
    /** Levels are not in the order of their prices. */
    BOOK_UNSORTED("levels are not in the order of their prices", true),
    /** Less volume than earlier on the same day. */
    VOLUME_BACKWARDS("less volume than earlier on the same day", true),
    /** A trade id that was there a moment ago. */
    TRADE_REPEATED("a trade that was told already", true),
    /** Older than the event of its kind before, by more than the tolerance. */
    TIME_BACKWARDS("older than what was told before", true),
    /** The low of a bar is above one of its other prices, or its high below. */
    BAR_IMPOSSIBLE("the prices of a bar contradict each other", true),
    /** The bid of a quote is above its ask: seen where the two are of different moments. */
    QUOTE_CROSSED("the bid of a quote is above its ask", false),
    /** More than the day's limit away from the previous close: allowed for new listings, which are not known here. */
    PRICE_OUTSIDE_LIMITS("a price beyond the limit of the day", false),
    /** Trades were numbered one by one until now, and some are missing. */
    TRADES_MISSING("numbers of trades are missing", false);

    private final String meaning;
    private final boolean refuses;

    Verdict(String meaning, boolean refuses) {
        this.meaning = meaning;
        this.refuses = refuses;
    }

    /** One line for people. */
    public String meaning() {
        return meaning;
    }

    /** Whether the event is dropped; otherwise it is only counted. */
    public boolean refuses() {
        return refuses;
    }

    /** Whether it speaks against the source that said so. A trade told twice is usual after a connection was made anew. */
    boolean speaksAgainstSource() {
        return refuses && this != TRADE_REPEATED;
    }
}
