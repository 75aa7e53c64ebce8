/**
 * What is the same for every venue: how symbols are spelled and found, and which events cannot be true. Knows no source
 * and no session. The directory may be read by any thread; a guard belongs to the thread that feeds it.
 */
@NullMarked
package argus.normalise;

import org.jspecify.annotations.NullMarked;
