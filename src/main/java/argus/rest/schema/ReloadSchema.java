package argus.rest.schema;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** What has changed, for the OpenAPI document. */
@Schema(
        name = "Reload",
        description = "What has changed",
        type = SchemaType.OBJECT,
        properties = {@SchemaProperty(name = "changed", implementation = String[].class, description = "Names of keys")
        })
public interface ReloadSchema {}
