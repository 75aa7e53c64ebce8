package argus.rest.schema;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** What was found wrong with the events of one source, for the OpenAPI document. */
@Schema(
        name = "SourceQuality",
        description = "What was found wrong with the events of one source",
        type = SchemaType.OBJECT,
        properties = {
            @SchemaProperty(name = "name", type = SchemaType.STRING, description = "As in routes"),
            @SchemaProperty(
                    name = "counts",
                    type = SchemaType.OBJECT,
                    description = "How often each rule was broken, by its name"),
            @SchemaProperty(
                    name = "examples",
                    implementation = FindingSchema[].class,
                    description = "The last twenty, the newest first")
        })
public interface SourceQualitySchema {}
