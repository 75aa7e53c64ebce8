package argus.protocol.json;

import java.util.List;
import java.util.Map;

/** One value of a JSON text that was read. Numbers stay text until somebody says what they mean. */
public sealed interface JsonNode {

    /** A string. */
    record Text(String value) implements JsonNode {}

    /** A number, spelled as it was. */
    record Numeral(String literal) implements JsonNode {}

    /** True or false. */
    record Flag(boolean value) implements JsonNode {}

    /** Null. */
    record Nothing() implements JsonNode {}

    /** An array. */
    record Items(List<JsonNode> items) implements JsonNode {}

    /** An object; no two members have the same name. */
    record Members(Map<String, JsonNode> members) implements JsonNode {}
}
