package argus.rest.schema;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** Why a symbol has no value, for the OpenAPI document. */
@Schema(
        name = "Fault",
        description = "Why a symbol has no value",
        type = SchemaType.OBJECT,
        properties = {
            @SchemaProperty(name = "symbol", type = SchemaType.STRING, description = "As it was spelled"),
            @SchemaProperty(name = "code", type = SchemaType.INTEGER, description = "Of the registry"),
            @SchemaProperty(name = "name", type = SchemaType.STRING, description = "Of the registry"),
            @SchemaProperty(name = "message", type = SchemaType.STRING, description = "In English"),
            @SchemaProperty(
                    name = "suggestions",
                    implementation = String[].class,
                    description = "Symbols that may have been meant")
        })
public interface FaultSchema {}
