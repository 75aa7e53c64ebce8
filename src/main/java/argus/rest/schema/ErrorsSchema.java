package argus.rest.schema;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** The registry, for the OpenAPI document. */
@Schema(
        name = "Errors",
        description = "The registry",
        type = SchemaType.OBJECT,
        properties = {
            @SchemaProperty(
                    name = "errors",
                    implementation = ErrorSchema[].class,
                    description = "In messages and problems"),
            @SchemaProperty(
                    name = "close_codes",
                    implementation = CloseCodeSchema[].class,
                    description = "In close frames")
        })
public interface ErrorsSchema {}
