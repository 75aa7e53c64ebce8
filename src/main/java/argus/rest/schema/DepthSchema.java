package argus.rest.schema;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** An order book, for the OpenAPI document. */
@Schema(
        name = "Depth",
        description = "An order book",
        type = SchemaType.OBJECT,
        properties = {
            @SchemaProperty(name = "topic", type = SchemaType.STRING, description = "depth.5:000001.SZ"),
            @SchemaProperty(name = "seq", type = SchemaType.INTEGER, description = "Of the value in its topic"),
            @SchemaProperty(
                    name = "stale",
                    type = SchemaType.BOOLEAN,
                    description =
                            "True where it is older than argus.cache.ttl while its market is open, otherwise absent"),
            @SchemaProperty(
                    name = "market",
                    type = SchemaType.OBJECT,
                    description = "The phase of its market, and next_open where it is closed"),
            @SchemaProperty(name = "data", type = SchemaType.OBJECT, description = "As in depth_data")
        })
public interface DepthSchema extends StreamSchema {}
