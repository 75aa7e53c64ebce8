/**
 * Where settings come from, as MicroProfile Config sources: the YAML file, the short environment variables, the defaults.
 * Knows the keys, not what is done with the values. The container makes the sources; any thread may enter.
 */
@NullMarked
package argus.config.source;

import org.jspecify.annotations.NullMarked;
