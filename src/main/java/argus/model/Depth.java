package argus.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** The best bid, or null if nobody bids. */
    public @Nullable BigDecimal maxBid() {
        return best(bids);
    }

    /** The best ask, or null if nobody asks. */
    public @Nullable BigDecimal minAsk() {
        return best(asks);
    }

    /** The volume of all bids of this book. */
    public BigDecimal bidVolumeTotal() {
        return total(bids);
    }

    /** The volume of all asks of this book. */
    public BigDecimal askVolumeTotal() {
        return total(asks);
    }

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

    private static @Nullable BigDecimal best(List<Level> levels) {
        return levels.isEmpty() ? null : levels.get(0).price();
    }

    private static BigDecimal total(List<Level> levels) {
        var total = BigDecimal.ZERO;
        for (var level : levels) {
            total = total.add(level.volume());
        }
        return total;
    }
}
