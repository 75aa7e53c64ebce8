package argus.rest.schema;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** A rule that events are held to, for the OpenAPI document. */
@Schema(
        name = "Rule",
        description = "A rule that events are held to",
        type = SchemaType.OBJECT,
        properties = {
            @SchemaProperty(name = "rule", type = SchemaType.STRING, description = "Its name"),
            @SchemaProperty(name = "meaning", type = SchemaType.STRING, description = "For people"),
            @SchemaProperty(
                    name = "refused",
                    type = SchemaType.BOOLEAN,
                    description = "Whether an event that breaks it is dropped")
        })
public interface RuleSchema {}
