/**
 * What can be listened to: topics, the numbered updates of a topic, and the index of who listens. Knows no session and
 * no message; one feed shard owns the index entries of its topics.
 */
@NullMarked
package argus.topic;

import org.jspecify.annotations.NullMarked;
