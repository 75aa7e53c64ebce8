/**
 * The door for those who watch the node: health checks and the export of metrics. Imported by nobody; threads of the
 * container and one timer enter.
 */
@NullMarked
package argus.health;

import org.jspecify.annotations.NullMarked;
