package argus.rest.schema;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** The present value of a topic, for the OpenAPI document. */
@Schema(
        name = "Update",
        description = "The present value of a topic",
        type = SchemaType.OBJECT,
        properties = {
            @SchemaProperty(name = "topic", type = SchemaType.STRING, description = "For instance quote:000001.SZ"),
            @SchemaProperty(
                    name = "seq",
                    type = SchemaType.INTEGER,
                    description = "The sequence number of the value in its topic, as in messages"),
            @SchemaProperty(
                    name = "ts",
                    type = SchemaType.INTEGER,
                    description = "When it was accepted, epoch milliseconds"),
            @SchemaProperty(
                    name = "stale",
                    type = SchemaType.BOOLEAN,
                    description =
                            "True where it is older than argus.cache.ttl while its market is open, otherwise absent"),
            @SchemaProperty(
                    name = "market",
                    type = SchemaType.OBJECT,
                    description = "The phase of its market, and next_open where it is closed"),
            @SchemaProperty(
                    name = "data",
                    type = SchemaType.OBJECT,
                    description = "The data object of the message with this seq")
        })
public interface UpdateSchema {}
