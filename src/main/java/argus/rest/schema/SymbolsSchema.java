package argus.rest.schema;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** Symbols, for the OpenAPI document. */
@Schema(
        name = "Symbols",
        description = "Symbols",
        type = SchemaType.OBJECT,
        properties = {
            @SchemaProperty(name = "symbols", implementation = SymbolSchema[].class, description = "Best first"),
            @SchemaProperty(
                    name = "suggestions",
                    implementation = String[].class,
                    description = "Symbols that may have been meant")
        })
public interface SymbolsSchema {}
