/**
 * Binance's public market data: quotes, trades, books and bars of the spot market, without an account. Each connection's
 * thread brings its frames in under the one lock of the source; timers do the rest. It knows no other venue.
 */
@NullMarked
package argus.source.binance;

import org.jspecify.annotations.NullMarked;
