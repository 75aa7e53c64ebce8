package argus.rest.schema;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** Who a node is and how, for the OpenAPI document. */
@Schema(
        name = "Status",
        description = "Who a node is and how",
        type = SchemaType.OBJECT,
        properties = {
            @SchemaProperty(name = "node", type = SchemaType.STRING, description = "Its name"),
            @SchemaProperty(name = "version", type = SchemaType.STRING, description = "Of the software"),
            @SchemaProperty(name = "epoch", type = SchemaType.STRING, description = "New with every start"),
            @SchemaProperty(name = "started_at", type = SchemaType.STRING, description = "Time of the start"),
            @SchemaProperty(name = "uptime", type = SchemaType.NUMBER, description = "Seconds since then"),
            @SchemaProperty(name = "draining", type = SchemaType.BOOLEAN, description = "Whether it is shutting down"),
            @SchemaProperty(
                    name = "ready",
                    type = SchemaType.BOOLEAN,
                    description = "Whether clients should be sent here"),
            @SchemaProperty(
                    name = "obstacles",
                    implementation = String[].class,
                    description = "What speaks against it"),
            @SchemaProperty(
                    name = "warnings",
                    implementation = String[].class,
                    description = "What should be thought over about the configuration")
        })
public interface StatusSchema {}
