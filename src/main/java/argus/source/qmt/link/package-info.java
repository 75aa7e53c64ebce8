/**
 * The way to a bridge: HTTP and WebSocket, and which words it understands. Knows nothing of what is wanted. Any thread may
 * enter; nothing here waits for the network.
 */
@NullMarked
package argus.source.qmt.link;

import org.jspecify.annotations.NullMarked;
