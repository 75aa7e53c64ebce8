package argus.source.recorded;

import argus.model.Decimals;
import argus.model.Quote;
import argus.model.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What the trades of a day add up to. Not thread-safe. */
final class DayFigures {
    private final @Nullable LocalDate day;
    private final @Nullable BigDecimal prevClose;
    private @Nullable BigDecimal open;
    private @Nullable BigDecimal high;
    private @Nullable BigDecimal low;
    private @Nullable BigDecimal last;
    private BigDecimal volume = BigDecimal.ZERO;
    private BigDecimal amount = BigDecimal.ZERO;

    DayFigures(@Nullable LocalDate day, @Nullable BigDecimal prevClose) {
        this.day = day;
        this.prevClose = prevClose;
        this.last = prevClose;
    }

    /** These, or where another day has begun, those of the new day. */
    DayFigures on(LocalDate date) {
        return date.equals(day) ? this : new DayFigures(date, last);
    }

    void add(BigDecimal price, BigDecimal size) {
        open = open == null ? price : open;
        high = high == null ? price : high.max(price);
        low = low == null ? price : low.min(price);
        last = price;
        volume = volume.add(size);
        amount = amount.add(price.multiply(size));
    }

    /** Adds the trades of other figures, so many times over. */
    void add(DayFigures other, long times) {
        if (other.open == null || other.high == null || other.low == null || times == 0) {
            return;
        }
        open = open == null ? other.open : open;
        high = high == null ? other.high : high.max(other.high);
        low = low == null ? other.low : low.min(other.low);
        last = other.last;
        volume = volume.add(other.volume.multiply(BigDecimal.valueOf(times)));
        amount = amount.add(other.amount.multiply(BigDecimal.valueOf(times)));
    }

    /** The quote that these figures make; null where there was never a trade. */
    @Nullable
    Quote quote(Symbol symbol, Instant time, String source) {
        return last == null
                ? null
                : new Quote(
                        symbol,
                        time,
                        source,
                        last,
                        prevClose,
                        open,
                        high,
                        low,
                        Decimals.plain(volume),
                        Decimals.plain(amount),
                        null,
                        null,
                        null,
                        null);
    }
}
