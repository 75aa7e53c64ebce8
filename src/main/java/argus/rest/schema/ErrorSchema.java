package argus.rest.schema;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** An error of the registry, for the OpenAPI document. */
@Schema(
        name = "Error",
        description = "An error of the registry",
        type = SchemaType.OBJECT,
        properties = {
            @SchemaProperty(name = "code", type = SchemaType.INTEGER, description = "In messages and problems"),
            @SchemaProperty(name = "name", type = SchemaType.STRING, description = "Never changes"),
            @SchemaProperty(name = "message", type = SchemaType.STRING, description = "In English"),
            @SchemaProperty(name = "retry", type = SchemaType.STRING, description = "no, yes or after_auth")
        })
public interface ErrorSchema {}
