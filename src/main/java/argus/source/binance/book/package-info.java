/** The order book of one pair, put together from a snapshot and the changes since. Not thread-safe; it knows no connection. */
@NullMarked
package argus.source.binance.book;

import org.jspecify.annotations.NullMarked;
