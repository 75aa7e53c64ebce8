package argus.rest.schema;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** A source of market data, for the OpenAPI document. */
@Schema(
        name = "Source",
        description = "A source of market data",
        type = SchemaType.OBJECT,
        properties = {
            @SchemaProperty(name = "name", type = SchemaType.STRING, description = "As in routes"),
            @SchemaProperty(
                    name = "state",
                    type = SchemaType.STRING,
                    description = "connecting, up, stale, down or stopped"),
            @SchemaProperty(name = "reason", type = SchemaType.STRING, description = "For people"),
            @SchemaProperty(name = "since", type = SchemaType.STRING, description = "When the state began"),
            @SchemaProperty(
                    name = "last_event",
                    type = SchemaType.STRING,
                    description = "When its last event came in; absent before"),
            @SchemaProperty(name = "age_ms", type = SchemaType.INTEGER, description = "Since then"),
            @SchemaProperty(name = "events", type = SchemaType.INTEGER, description = "How many came in"),
            @SchemaProperty(name = "wanted", type = SchemaType.INTEGER, description = "Symbols wanted of it")
        })
public interface SourceSchema {}
