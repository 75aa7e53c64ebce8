package argus.check;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Names of topics, as the protocol makes them of symbols and data types. */
final class Topics {
    private Topics() {}

    /** The topics a subscribe request names; its symbols are canonical. */
    static List<String> of(JsonObject data) {
        var topics = new ArrayList<String>();
        for (var symbol : Objects.requireNonNull(JsonValues.texts(data, "symbols"))) {
            for (var type : Objects.requireNonNull(JsonValues.texts(data, "data_types"))) {
                topics.add((type.equals("depth") ? "depth.5" : type) + ":" + symbol);
            }
        }
        return topics;
    }

    /** The data type of a topic, without period or levels. */
    static String type(String topic) {
        return topic.split("[.:]", 2)[0];
    }
}
