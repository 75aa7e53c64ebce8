package argus.history;

import argus.model.Bar;
import argus.model.Depth;
import argus.model.Quote;
import argus.topic.Update;

/** About how much heap things take, in bytes: known without looking at each decimal. */
final class Footprint {
    private static final int DECIMAL = 40;
    /** The update itself, its place in the ring, the event with its time and its texts. */
    private static final int BASE = 240;

    private static final int LEVEL = 24 + 2 * DECIMAL;
    private static final int QUOTE = BASE + 11 * DECIMAL;
    private static final int BAR = BASE + 6 * DECIMAL;
    private static final int TRADE = BASE + 2 * DECIMAL;

    private Footprint() {}

    static int of(Update update) {
        var value = update.value();
        if (value instanceof Depth depth) {
            return BASE + LEVEL * (depth.bids().size() + depth.asks().size());
        }
        return value instanceof Quote ? QUOTE : value instanceof Bar ? BAR : TRADE;
    }
}
