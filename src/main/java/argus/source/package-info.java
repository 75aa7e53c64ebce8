/**
 * Where market data comes from: the port every venue implements, the router that says which source serves which symbol,
 * and the supervisor that keeps sources running. Venue packages below this one do not know each other, and this room
 * knows none of them. Sources call the sink from their own threads.
 */
@NullMarked
package argus.source;

import org.jspecify.annotations.NullMarked;
