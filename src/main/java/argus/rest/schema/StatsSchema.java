package argus.rest.schema;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** Figures of a node; the members of each part may change from version to version, for the OpenAPI document. */
@Schema(
        name = "Stats",
        description = "Figures of a node; the members of each part may change from version to version",
        type = SchemaType.OBJECT,
        properties = {
            @SchemaProperty(name = "server", type = SchemaType.OBJECT, description = "The node"),
            @SchemaProperty(
                    name = "connections",
                    type = SchemaType.OBJECT,
                    description = "How many, and how they ended"),
            @SchemaProperty(name = "subscriptions", type = SchemaType.OBJECT, description = "How many"),
            @SchemaProperty(
                    name = "publisher",
                    type = SchemaType.OBJECT,
                    description = "What was received and sent, and how fast"),
            @SchemaProperty(name = "sources", type = SchemaType.OBJECT, description = "Each source by name")
        })
public interface StatsSchema {}
