package argus.rest.schema;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** What was found wrong with the events of sources, for the OpenAPI document. */
@Schema(
        name = "Quality",
        description = "What was found wrong with the events of sources",
        type = SchemaType.OBJECT,
        properties = {
            @SchemaProperty(name = "rules", implementation = RuleSchema[].class, description = "What is looked for"),
            @SchemaProperty(
                    name = "sources",
                    implementation = SourceQualitySchema[].class,
                    description = "Of which something was found")
        })
public interface QualitySchema {}
