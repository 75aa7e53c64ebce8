/**
 * Chinese quotes over the binary protocol of TDX: connections to several servers, what is asked of them, and what their
 * answers are in the words of the house. Entered by the supervisor; works on the executor it is given.
 */
@NullMarked
package argus.source.tdx;

import org.jspecify.annotations.NullMarked;
