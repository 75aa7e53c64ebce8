package argus.rest.schema;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** Recent trades, for the OpenAPI document. */
@Schema(
        name = "Trades",
        description = "Recent trades",
        type = SchemaType.OBJECT,
        properties = {
            @SchemaProperty(name = "topic", type = SchemaType.STRING, description = "trade:000001.SZ"),
            @SchemaProperty(
                    name = "seq",
                    type = SchemaType.INTEGER,
                    description = "Of the newest trade; absent where there is none"),
            @SchemaProperty(
                    name = "trades",
                    implementation = Map[].class,
                    description = "Data as in trade_data, oldest first")
        })
public interface TradesSchema extends StreamSchema {}
