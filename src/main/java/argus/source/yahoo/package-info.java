/**
 * Yahoo Finance: prices from its stream, what the stream leaves out and the days before from its HTTP services. No account,
 * no contract; it knows no other venue. Everything happens on the executor it is given.
 */
@NullMarked
package argus.source.yahoo;

import org.jspecify.annotations.NullMarked;
