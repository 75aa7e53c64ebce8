/**
 * When markets trade and by which rules: trading days, sessions and auctions from tables, the cutting of bars, tick
 * sizes and price limits. Knows only {@code model}. Everything here is immutable or keeps a private cache that any
 * thread may read.
 */
@NullMarked
package argus.calendar;

import org.jspecify.annotations.NullMarked;
