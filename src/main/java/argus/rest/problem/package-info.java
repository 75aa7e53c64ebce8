/** Problem details of RFC 9457 for everything that is not answered. Any request thread may enter. */
@NullMarked
package argus.rest.problem;

import org.jspecify.annotations.NullMarked;
