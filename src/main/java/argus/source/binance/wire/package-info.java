/**
 * What Binance sends, as text and as values: frames of its streams and answers of its REST interface. Stateless; any thread
 * may call. It knows neither connections nor the rest of the service.
 */
@NullMarked
package argus.source.binance.wire;

import org.jspecify.annotations.NullMarked;
