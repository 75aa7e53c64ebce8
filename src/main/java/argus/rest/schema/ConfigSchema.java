package argus.rest.schema;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** All settings, for the OpenAPI document. */
@Schema(
        name = "Config",
        description = "All settings",
        type = SchemaType.OBJECT,
        properties = {
            @SchemaProperty(
                    name = "settings",
                    implementation = SettingSchema[].class,
                    description = "In the order of the documentation")
        })
public interface ConfigSchema {}
