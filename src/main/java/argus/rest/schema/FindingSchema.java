package argus.rest.schema;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** An event that something is wrong with, for the OpenAPI document. */
@Schema(
        name = "Finding",
        description = "An event that something is wrong with",
        type = SchemaType.OBJECT,
        properties = {
            @SchemaProperty(name = "at", type = SchemaType.STRING, description = "When it came in"),
            @SchemaProperty(name = "rule", type = SchemaType.STRING, description = "Which rule it breaks"),
            @SchemaProperty(name = "data", type = SchemaType.OBJECT, description = "As in messages")
        })
public interface FindingSchema {}
