/**
 * The state of the market: the last value of every topic, the bars, the recent trades. Written by the feed shard that
 * owns the symbol; the last-value cache may be read by any thread.
 */
@NullMarked
package argus.market;

import org.jspecify.annotations.NullMarked;
