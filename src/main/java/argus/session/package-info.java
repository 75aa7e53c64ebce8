/**
 * The connections: a session for each client, the registry of all, and the flushers that do all writing. Knows nothing
 * of the container but the {@link argus.session.Transport}. Container threads hand in messages, shards offer updates, one
 * flusher writes, one sweeper watches.
 */
@NullMarked
package argus.session;

import org.jspecify.annotations.NullMarked;
