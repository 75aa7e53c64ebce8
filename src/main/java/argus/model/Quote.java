package argus.model;

import java.math.BigDecimal;
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
        implements MarketEvent {}
