/** Who may ask for what: administrators, pages of other origins, callers of the second port. Any request thread may enter. */
@NullMarked
package argus.rest.access;

import org.jspecify.annotations.NullMarked;
