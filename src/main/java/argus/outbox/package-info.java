/**
 * What waits for one client: merging, the byte budget, gaps and the slow-consumer ladder. Knows topics and updates, but
 * no session and no message. Offered to by feed shards, emptied by one flusher.
 */
@NullMarked
package argus.outbox;

import org.jspecify.annotations.NullMarked;
