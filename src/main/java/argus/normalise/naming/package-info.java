/**
 * How instruments are called: every usual spelling of a symbol, codes that exchanges have replaced, and the letters by which
 * traders type Chinese names. Knows only {@code model}. Everything here is immutable, so that any thread may enter.
 */
@NullMarked
package argus.normalise.naming;

import org.jspecify.annotations.NullMarked;
