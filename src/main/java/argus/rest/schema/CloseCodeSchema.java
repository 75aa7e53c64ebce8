package argus.rest.schema;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** Why a connection is closed, for the OpenAPI document. */
@Schema(
        name = "CloseCode",
        description = "Why a connection is closed",
        type = SchemaType.OBJECT,
        properties = {
            @SchemaProperty(name = "code", type = SchemaType.INTEGER, description = "In the close frame"),
            @SchemaProperty(name = "name", type = SchemaType.STRING, description = "In metrics"),
            @SchemaProperty(name = "reason", type = SchemaType.STRING, description = "In the close frame"),
            @SchemaProperty(
                    name = "come_back",
                    type = SchemaType.BOOLEAN,
                    description = "Whether the client may come back unchanged")
        })
public interface CloseCodeSchema {}
