/**
 * The composition root: the only room that knows all others. It makes the plain objects, hands them to the doors through
 * CDI, starts the service and ends it. Imported by nobody.
 */
@NullMarked
package argus.boot;

import org.jspecify.annotations.NullMarked;
