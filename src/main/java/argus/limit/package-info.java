/** How often something may happen. Plain counting with a time handed in. */
@NullMarked
package argus.limit;

import org.jspecify.annotations.NullMarked;
