/**
 * QMT through a bridge on its Windows host: the contract of the qmt-bridge family over HTTP and WebSocket, and the HTTP of
 * the argus data agent. Must not know other venues. Its own work runs on the executor it is given, one task at a time.
 */
@NullMarked
package argus.source.qmt;

import org.jspecify.annotations.NullMarked;
