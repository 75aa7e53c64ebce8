package argus.model;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One execution.
 *
 * @param volume in shares; zero is possible where a venue reports it
 * @param side who took the liquidity
 * @param id unique for its symbol and source
 */
public record Trade(
        Symbol symbol, Instant time, String source, BigDecimal price, BigDecimal volume, Side side, String id)
        implements MarketEvent {

    /** Price times volume, exact, without trailing zeros after the point. */
    public BigDecimal amount() {
        return Decimals.plain(price.multiply(volume));
    }
}
