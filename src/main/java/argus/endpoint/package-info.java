/**
 * The WebSocket door: the one room that knows {@code jakarta.websocket}. Container threads come in here; nothing is kept
 * but the tie between a container session and ours.
 */
@NullMarked
package argus.endpoint;

import org.jspecify.annotations.NullMarked;
