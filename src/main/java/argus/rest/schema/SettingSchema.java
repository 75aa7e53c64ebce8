package argus.rest.schema;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** One setting, for the OpenAPI document. */
@Schema(
        name = "Setting",
        description = "One setting",
        type = SchemaType.OBJECT,
        properties = {
            @SchemaProperty(name = "key", type = SchemaType.STRING, description = "As in the documentation"),
            @SchemaProperty(
                    name = "value",
                    type = SchemaType.STRING,
                    description = "As it was set, secrets masked; absent where it is not set"),
            @SchemaProperty(name = "source", type = SchemaType.STRING, description = "What set it"),
            @SchemaProperty(
                    name = "reloadable",
                    type = SchemaType.BOOLEAN,
                    description = "Whether it can change while running")
        })
public interface SettingSchema {}
