/**
 * The wire contract: what the server says, how its messages and updates look as JSON, and the errors it knows. What
 * clients say is read next door, in {@code argus.protocol.request}. Knows no session, no connection and no container.
 * Everything here is immutable, so any thread may enter.
 */
@NullMarked
package argus.protocol;

import org.jspecify.annotations.NullMarked;
