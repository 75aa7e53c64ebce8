package argus.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a symbol: last price, day figures and the best bid and ask. A member the source does not know is null.
 *
 * @param volume cumulative over the trading day, in shares
 * @param amount cumulative over the trading day, in the instrument's currency
 */
public record Quote(
        Symbol symbol,
        Instant time,
        String source,
        BigDecimal last,
        @Nullable BigDecimal prevClose,
        @Nullable BigDecimal open,
        @Nullable BigDecimal high,
        @Nullable BigDecimal low,
        @Nullable BigDecimal volume,
        @Nullable BigDecimal amount,
        @Nullable BigDecimal bidPrice,
        @Nullable BigDecimal bidVolume,
        @Nullable BigDecimal askPrice,
        @Nullable BigDecimal askVolume)
        implements MarketEvent {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int PERCENT_SCALE = 4;

    /** The last price less the previous close, exact; null without one. */
    public @Nullable BigDecimal change() {
        return prevClose == null ? null : last.subtract(prevClose);
    }

    /** {@link #change} in percent of the previous close, rounded half up to four places; null without one or if it is zero. */
    public @Nullable BigDecimal changePercent() {
        if (prevClose == null || prevClose.signum() == 0) {
            return null;
        }
        var percent = last.subtract(prevClose).multiply(HUNDRED);
        return Decimals.plain(percent.divide(prevClose, PERCENT_SCALE, RoundingMode.HALF_UP));
    }
}
