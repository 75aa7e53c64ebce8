/**
 * Turns texts into checked values and gathers everything that is wrong before anyone is told. Knows keys and sources, not
 * who uses the values. Settings are immutable, so any thread may enter.
 */
@NullMarked
package argus.config.check;

import org.jspecify.annotations.NullMarked;
