package argus.normalise;

/** What is wrong with an event, if anything. */
public enum Verdict {
    /** Nothing: the market may have it. */
    GOOD,
    /** A price of zero or less. */
    PRICE_NOT_POSITIVE,
    /** A volume below zero. */
    VOLUME_NEGATIVE,
    /** The best bid is above the best ask. (Equal ones are seen in auctions.) */
    BOOK_CROSSED,
    /** Levels are not in the order of their prices. */
    BOOK_UNSORTED,
    /** Less volume than earlier on the same day. */
    VOLUME_BACKWARDS,
    /** A trade id that was there a moment ago. */
    TRADE_REPEATED,
    /** Older than the event of its kind before, by more than the tolerance. */
    TIME_BACKWARDS
}
