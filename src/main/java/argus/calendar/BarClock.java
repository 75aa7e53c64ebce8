package argus.calendar;

import argus.model.BarPeriod;
import argus.model.Market;
import java.time.Instant;

/**
 * Says in which bar an instant lies. Bars of a day, week or month open at local midnight of the trading day, the Monday
 * or the first of the month. Thread-safe.
 */
public interface BarClock {

    /** The open time of the bar that an event of that instant belongs to. */
    Instant barStart(Market market, BarPeriod period, Instant time);

    /**
     * When the bar with that open time is over: no event of this instant or later belongs to it, except late ones.
     *
     * @param start an answer of {@link #barStart}
     */
    Instant barEnd(Market market, BarPeriod period, Instant start);

    /** Cuts every market as if it never closed, at the hours of its own zone. */
    static BarClock alwaysOpen() {
        return new ZoneBarClock();
    }
}
