/** What the service counts and times, in one place. Ground floor: knows no other room; every thread may count. */
@NullMarked
package argus.metrics;

import org.jspecify.annotations.NullMarked;
