package argus.source.binance.wire;

import argus.model.Depth.Level;
import java.util.List;

/**
 * The order book as the REST interface tells it, best level first.
 *
 * @param updateId the last update it holds
 */
public record BookSnapshot(long updateId, List<Level> bids, List<Level> asks) {

    public BookSnapshot {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
    }
}
