/**
 * The wire contract: what a client may say, what the server answers, and how both look as JSON. Turns text into
 * {@link argus.protocol.ClientMessage} and {@link argus.protocol.ServerMessage} or updates into text; knows no session,
 * no connection and no container. Everything here is immutable, so any thread may enter.
 */
@NullMarked
package argus.protocol;

import org.jspecify.annotations.NullMarked;
