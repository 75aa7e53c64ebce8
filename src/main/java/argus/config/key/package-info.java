/**
 * Every setting there is: name, type, range, default, meaning. Knows nothing of where values come from. Immutable, so any
 * thread may enter.
 */
@NullMarked
package argus.config.key;

import org.jspecify.annotations.NullMarked;
