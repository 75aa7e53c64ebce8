/**
 * Connections to Binance's streams: which streams are on which connection, how they are asked for, and what happens when one
 * ends. Everything here runs under the lock of the source, which is taken through {@code Turn}.
 */
@NullMarked
package argus.source.binance.stream;

import org.jspecify.annotations.NullMarked;
