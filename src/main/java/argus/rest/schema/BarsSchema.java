package argus.rest.schema;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** Recent bars, for the OpenAPI document. */
@Schema(
        name = "Bars",
        description = "Recent bars",
        type = SchemaType.OBJECT,
        properties = {
            @SchemaProperty(name = "topic", type = SchemaType.STRING, description = "kline.1m:000001.SZ"),
            @SchemaProperty(name = "period", type = SchemaType.STRING, description = "As in the topic"),
            @SchemaProperty(
                    name = "seq",
                    type = SchemaType.INTEGER,
                    description = "Of the newest bar; absent while nobody has subscribed to the topic"),
            @SchemaProperty(
                    name = "bars",
                    implementation = Map[].class,
                    description = "Data as in kline_data, oldest first")
        })
public interface BarsSchema extends StreamSchema {}
