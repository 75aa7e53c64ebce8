package argus.rest.schema;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** Recent bars, for the OpenAPI document. */
@Schema(
        name = "Bars",
        description = "Recent bars",
        type = SchemaType.OBJECT,
        properties = {
            @SchemaProperty(name = "symbol", type = SchemaType.STRING, description = "In canonical form"),
            @SchemaProperty(
                    name = "epoch",
                    type = SchemaType.STRING,
                    description = "Sequence numbers of different epochs cannot be compared"),
            @SchemaProperty(name = "topic", type = SchemaType.STRING, description = "kline.1m:000001.SZ"),
            @SchemaProperty(name = "period", type = SchemaType.STRING, description = "As in the topic"),
            @SchemaProperty(
                    name = "seq",
                    type = SchemaType.INTEGER,
                    description = "Of the newest bar; absent while nobody has subscribed to the topic"),
            @SchemaProperty(
                    name = "ts",
                    type = SchemaType.INTEGER,
                    description = "When it was accepted, epoch milliseconds"),
            @SchemaProperty(
                    name = "bars",
                    implementation = java.util.Map[].class,
                    description = "Data as in kline_data, oldest first")
        })
public interface BarsSchema {}
