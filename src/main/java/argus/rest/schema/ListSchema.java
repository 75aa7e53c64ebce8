package argus.rest.schema;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** A watch-list, for the OpenAPI document. */
@Schema(
        name = "List",
        description = "A watch-list; without its symbols where all lists are told",
        type = SchemaType.OBJECT,
        properties = {
            @SchemaProperty(name = "name", type = SchemaType.STRING, description = "Subscribe to it as @name"),
            @SchemaProperty(name = "count", type = SchemaType.INTEGER, description = "How many symbols it has"),
            @SchemaProperty(
                    name = "changed_at",
                    type = SchemaType.STRING,
                    format = "date-time",
                    description = "When its symbols became these"),
            @SchemaProperty(
                    name = "symbols",
                    implementation = String[].class,
                    description = "In canonical form, in the order of the owner")
        })
public interface ListSchema {}
