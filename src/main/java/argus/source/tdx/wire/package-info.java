/**
 * The binary quote protocol of TDX (port 7709): requests as bytes, bytes as answers. It knows the layouts and nothing of
 * connections, instruments or events; numbers stay as the wire has them, in lots and in units of a price. Everything here is
 * a value or a pure function, for any thread. Layouts are from docs/sources-tdx.md.
 */
@NullMarked
package argus.source.tdx.wire;

import org.jspecify.annotations.NullMarked;
