/** Holds what is said on the wire to the published JSON Schemas. For tests of every room; knows no room itself. Thread-safe. */
@NullMarked
package argus.contract;

import org.jspecify.annotations.NullMarked;
