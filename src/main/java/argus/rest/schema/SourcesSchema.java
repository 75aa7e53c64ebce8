package argus.rest.schema;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** All sources, for the OpenAPI document. */
@Schema(
        name = "Sources",
        description = "All sources",
        type = SchemaType.OBJECT,
        properties = {
            @SchemaProperty(
                    name = "sources",
                    implementation = SourceSchema[].class,
                    description = "In the order of the configuration")
        })
public interface SourcesSchema {}
