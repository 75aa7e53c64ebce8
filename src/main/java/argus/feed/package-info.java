/**
 * The corridor: every event goes through {@link argus.feed.MarketPipeline} from its source to the sessions, and demand
 * goes the other way. Sources and requests hand in from any thread; a shard, one thread, handles all that concerns its
 * symbols, in order.
 */
@NullMarked
package argus.feed;

import org.jspecify.annotations.NullMarked;
