package argus.market;

import argus.model.MarketEvent;
import argus.model.Quote;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds when a symbol comes from another source than before: the day's volume and amount do not fall below what
 * clients were told, and no trade and no bar is made of a time that the source before has told. Not thread-safe.
 */
final class Handover {
    private final Set<String> traders = new HashSet<>(2);
    private @Nullable String source;
    private @Nullable Quote before;
    private @Nullable Quote floor;
    private long newest = Long.MIN_VALUE;
    private long barFloor = Long.MIN_VALUE;

    /**
     * Takes note of an event.
     *
     * @param now epoch milliseconds
     * @return whether it is the first of another source than before
     */
    boolean takes(MarketEvent event, long now) {
        boolean other = source != null && !source.equals(event.source());
        if (other) {
            floor = before;
            barFloor = Math.min(newest, now); // the clock of the source before may have been ahead
        }
        source = event.source();
        newest = Math.max(newest, event.time().toEpochMilli());
        return other;
    }

    /** Remembers that the present source tells trades. */
    void trades() {
        if (source != null) {
            traders.add(source);
        }
    }

    /** Whether the present source is known to tell trades. */
    boolean hasTrades() {
        return traders.contains(source);
    }

    /** Whether the source before cannot have told what happened then. */
    boolean isNews(long time) {
        return time > barFloor;
    }

    /** The quote as clients may be told it. */
    Quote told(Quote quote) {
        var least = floor;
        if (least != null && !day(least).equals(day(quote))) {
            floor = null;
            least = null;
        }
        var told = least == null ? quote : raised(quote, least);
        before = told;
        return told;
    }

    private static Quote raised(Quote quote, Quote least) {
        var volume = max(quote.volume(), least.volume());
        var amount = max(quote.amount(), least.amount());
        if (volume == quote.volume() && amount == quote.amount()) {
            return quote;
        }
        return new Quote(
                quote.symbol(),
                quote.time(),
                quote.source(),
                quote.last(),
                quote.prevClose(),
                quote.open(),
                quote.high(),
                quote.low(),
                volume,
                amount,
                quote.bidPrice(),
                quote.bidVolume(),
                quote.askPrice(),
                quote.askVolume());
    }

    private static @Nullable BigDecimal max(@Nullable BigDecimal value, @Nullable BigDecimal least) {
        return value != null && least != null && value.compareTo(least) < 0 ? least : value;
    }

    private static LocalDate day(Quote quote) {
        return LocalDate.ofInstant(quote.time(), quote.symbol().market().zone());
    }
}
