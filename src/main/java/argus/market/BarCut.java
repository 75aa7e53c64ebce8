package argus.market;

import argus.model.BarPeriod;
import argus.model.Symbol;

/** Where the bars of a market begin and end. All times in epoch milliseconds. */
public interface BarCut {

    /** The open time of the bar to which a trade at that time belongs. */
    long start(Symbol symbol, BarPeriod period, long time);

    /** The first moment after the bar that begins at {@code start}. */
    long end(Symbol symbol, BarPeriod period, long start);
}
