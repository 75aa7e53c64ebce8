/**
 * What clients may say: turns the text of a frame into a {@link argus.protocol.request.ClientMessage} or a typed fault
 * with its place. Knows nothing of how a request is carried out. Everything here is immutable but what serves one read, so
 * any thread may enter.
 */
@NullMarked
package argus.protocol.request;

import org.jspecify.annotations.NullMarked;
