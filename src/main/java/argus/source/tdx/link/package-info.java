/**
 * Connections to TDX servers: which server, whether it works, one request in flight for each connection, and another
 * connection where one broke. It knows requests and bodies and nothing of what they mean. Tasks of the executor enter; an answer is
 * taken by one task at a time for each connection.
 */
@NullMarked
package argus.source.tdx.link;

import org.jspecify.annotations.NullMarked;
