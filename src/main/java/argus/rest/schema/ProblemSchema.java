package argus.rest.schema;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** A problem of RFC 9457, for the OpenAPI document. */
@Schema(
        name = "Problem",
        description = "A problem of RFC 9457",
        type = SchemaType.OBJECT,
        properties = {
            @SchemaProperty(
                    name = "type",
                    type = SchemaType.STRING,
                    description = "A reference to the registry, or about:blank"),
            @SchemaProperty(name = "title", type = SchemaType.STRING, description = "The same for all of the kind"),
            @SchemaProperty(name = "status", type = SchemaType.INTEGER, description = "Of HTTP"),
            @SchemaProperty(name = "detail", type = SchemaType.STRING, description = "What it is this time"),
            @SchemaProperty(name = "instance", type = SchemaType.STRING, description = "What was asked for"),
            @SchemaProperty(name = "code", type = SchemaType.INTEGER, description = "Of the registry"),
            @SchemaProperty(name = "name", type = SchemaType.STRING, description = "Of the registry"),
            @SchemaProperty(
                    name = "retryable",
                    type = SchemaType.BOOLEAN,
                    description = "Whether the same request can succeed later"),
            @SchemaProperty(name = "parameter", type = SchemaType.STRING, description = "Which one is at fault"),
            @SchemaProperty(
                    name = "suggestions",
                    implementation = String[].class,
                    description = "Symbols that may have been meant")
        })
public interface ProblemSchema {}
