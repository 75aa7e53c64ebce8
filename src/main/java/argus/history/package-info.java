/**
 * What was: the last updates of topics, for clients that come back. Knows no session and no message. Each ring belongs to
 * the feed shard that numbers its topics; its figures may be read by any thread.
 */
@NullMarked
package argus.history;

import org.jspecify.annotations.NullMarked;
