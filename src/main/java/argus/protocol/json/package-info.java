/**
 * JSON as text: a bounded tree for what comes in, a writer for what goes out. Knows no message. Writers belong to one
 * thread, everything else may be shared.
 */
@NullMarked
package argus.protocol.json;

import org.jspecify.annotations.NullMarked;
