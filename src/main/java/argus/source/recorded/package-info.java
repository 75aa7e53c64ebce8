/**
 * Market data played again from recordings: the packaged BTC-USD trades, or CSV files of a directory. What is played is a
 * function of the clock; only what is wanted is kept in memory and emitted. Knows the source port and {@code model}, and
 * works on the executor it is given.
 */
@NullMarked
package argus.source.recorded;

import org.jspecify.annotations.NullMarked;
