/**
 * A market made up from a seed: prices that wander by the rules of their market, for trying the service without a venue
 * and for load tests. Knows the source port and the trading rules of {@code calendar}; its events are made on the
 * executor it is given.
 */
@NullMarked
package argus.source.simulated;

import org.jspecify.annotations.NullMarked;
