/** What the answers look like, for the OpenAPI document alone: they are written as text, not from these types. */
@NullMarked
package argus.rest.schema;

import org.jspecify.annotations.NullMarked;
