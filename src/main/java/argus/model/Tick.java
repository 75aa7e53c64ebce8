package argus.model;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One row for each change of the last price or of the volume.
 *
 * @param volume traded since the row before, in shares
 * @param id unique for its symbol and source
 */
public record Tick(
        Symbol symbol, Instant time, String source, BigDecimal price, BigDecimal volume, Side side, String id)
        implements MarketEvent {}
