package argus.feed;

import argus.history.Retention;
import argus.market.LastValueCache;
import argus.market.SymbolMarket;
import argus.metrics.ServiceMetrics;
import argus.model.Symbol;
import argus.normalise.Quality;
import argus.protocol.ImageWriter;
import argus.protocol.MessageWriter;
import argus.source.MarketHours;
import java.time.Clock;
import java.time.Duration;

/**
 * What all shards share.
 *
 * @param hours when symbols are traded, which is also how their bars are cut
 * @param keepBars closed bars kept of each topic
 * @param keepTrades recent trades kept of each symbol
 * @param ttl age at which a value is stale
 * @param retention of the updates of all shards together
 * @param quality takes note of what is wrong with events
 */
public record FeedContext(
        LastValueCache cache,
        Demand demand,
        MessageWriter writer,
        ImageWriter images,
        MarketHours hours,
        int keepBars,
        int keepTrades,
        Duration ttl,
        Retention retention,
        ServiceMetrics metrics,
        Quality quality,
        Clock clock) {

    SymbolMarket market(Symbol symbol) {
        return new SymbolMarket(symbol, hours.barClock(symbol), keepBars, keepTrades);
    }
}
