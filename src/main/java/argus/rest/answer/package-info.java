/**
 * What REST answers, as JSON text, made by the same writer and from the same cache as the messages. Plain objects that
 * know nothing of HTTP; any thread may enter.
 */
@NullMarked
package argus.rest.answer;

import org.jspecify.annotations.NullMarked;
