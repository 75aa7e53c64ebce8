package argus.rest.schema;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** What a watch-list is to have, for the OpenAPI document. */
@Schema(
        name = "ListBody",
        description = "What a watch-list is to have; other members mean nothing",
        type = SchemaType.OBJECT,
        requiredProperties = "symbols",
        properties = {
            @SchemaProperty(
                    name = "symbols",
                    implementation = String[].class,
                    description = "In any usual spelling, at most 5000")
        })
public interface ListBodySchema {}
