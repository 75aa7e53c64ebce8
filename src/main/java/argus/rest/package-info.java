/**
 * The door for those who ask once: REST under {@code /api/v1}, from the same cache and the same writer as the messages.
 * Knows HTTP and hands everything else to the plain objects of {@code argus.rest.answer}. Request threads of the
 * container enter; none waits.
 */
@NullMarked
package argus.rest;

import org.jspecify.annotations.NullMarked;
