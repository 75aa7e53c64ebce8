package argus.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * An order book, best level first on both sides.
 *
 * @param sequence the source's own number of this state, or a count where the source has none
 */
public record Depth(Symbol symbol, Instant time, String source, List<Level> bids, List<Level> asks, long sequence)
        implements MarketEvent {

    public Depth {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
    }

    /** One price with the volume that waits there, in shares. */
    public record Level(BigDecimal price, BigDecimal volume) {}

    /** The same book cut to its best levels; this one where it has no more than that. */
    public Depth best(int levels) {
        if (bids.size() <= levels && asks.size() <= levels) {
            return this;
        }
        return new Depth(
                symbol,
                time,
                source,
                bids.subList(0, Math.min(levels, bids.size())),
                asks.subList(0, Math.min(levels, asks.size())),
                sequence);
    }
}
