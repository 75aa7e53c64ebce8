/**
 * What a market is made of: symbols, instruments and the events that happen to them. The ground floor: knows no other
 * room, and every value is immutable, so any thread may read it.
 */
@NullMarked
package argus.model;

import org.jspecify.annotations.NullMarked;
