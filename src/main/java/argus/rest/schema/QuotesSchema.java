package argus.rest.schema;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** Quotes, for the OpenAPI document. */
@Schema(
        name = "Quotes",
        description = "Quotes",
        type = SchemaType.OBJECT,
        properties = {
            @SchemaProperty(
                    name = "epoch",
                    type = SchemaType.STRING,
                    description = "Sequence numbers of different epochs cannot be compared"),
            @SchemaProperty(
                    name = "quotes",
                    implementation = UpdateSchema[].class,
                    description = "In the order asked for; data as in market_data"),
            @SchemaProperty(
                    name = "errors",
                    implementation = FaultSchema[].class,
                    description = "For the other symbols")
        })
public interface QuotesSchema {}
