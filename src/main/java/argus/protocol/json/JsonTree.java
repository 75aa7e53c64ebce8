package argus.protocol.json;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON from strangers: the depth, the number of values and the length of numbers are bounded, members may not be
 * repeated, and no number is computed. Thread-safe.
 */
public final class JsonTree {
    /** How deep objects and arrays may be nested. */
    public static final int MAX_DEPTH = 20;
    /** How many values a text may have. */
    public static final int MAX_VALUES = 10_000;
    /** The longest number, in characters. */
    public static final int MAX_NUMERAL = 64;

    // looking the provider up for each text would cost more than the parsing
    private final JsonParserFactory parsers = Json.createParserFactory(Map.of());

    /**
     * @return the outermost value
     * @throws JsonFault if the text is not JSON or out of bounds
     */
    public JsonNode read(String text) {
        try (var parser = parsers.createParser(new StringReader(text))) {
            return new Reading(parser).document();
        }
    }

    /** One text being read. */
    private static final class Reading {
        private final JsonParser parser;
        private int values;
        private JsonNode.@Nullable Members root;

        Reading(JsonParser parser) {
            this.parser = parser;
        }

        JsonNode document() {
            try {
                var value = value(parser.next(), JsonPath.ROOT, 1);
                if (parser.hasNext()) {
                    throw fault("something follows the value", null);
                }
                return value;
            } catch (JsonParsingException e) {
                var at = e.getLocation();
                throw fault("not JSON at line " + at.getLineNumber() + ", column " + at.getColumnNumber(), null);
            } catch (JsonException | NoSuchElementException e) {
                throw fault("not JSON", null);
            }
        }

        private JsonNode value(JsonParser.Event event, String path, int depth) {
            if (++values > MAX_VALUES) {
                throw fault("more than " + MAX_VALUES + " values", path);
            }
            return switch (event) {
                case START_OBJECT -> members(path, depth);
                case START_ARRAY -> items(path, depth);
                case VALUE_STRING -> new JsonNode.Text(parser.getString());
                case VALUE_NUMBER -> numeral(path);
                case VALUE_TRUE -> new JsonNode.Flag(true);
                case VALUE_FALSE -> new JsonNode.Flag(false);
                case VALUE_NULL -> new JsonNode.Nothing();
                case KEY_NAME, END_OBJECT, END_ARRAY -> throw fault("not JSON", path);
            };
        }

        private JsonNode numeral(String path) {
            var literal = parser.getString();
            if (literal.length() > MAX_NUMERAL) {
                throw fault("a number of more than " + MAX_NUMERAL + " characters", path);
            }
            return new JsonNode.Numeral(literal);
        }

        private JsonNode members(String path, int depth) {
            checkDepth(path, depth);
            Map<String, JsonNode> members = new LinkedHashMap<>();
            var object = new JsonNode.Members(members);
            if (depth == 1) {
                root = object;
            }
            for (var event = parser.next(); event != JsonParser.Event.END_OBJECT; event = parser.next()) {
                var name = parser.getString();
                var memberPath = JsonPath.member(path, name);
                if (members.containsKey(name)) {
                    throw fault("the member is given twice", memberPath);
                }
                members.put(name, value(parser.next(), memberPath, depth + 1));
            }
            return object;
        }

        private JsonNode items(String path, int depth) {
            checkDepth(path, depth);
            List<JsonNode> items = new ArrayList<>();
            for (var event = parser.next(); event != JsonParser.Event.END_ARRAY; event = parser.next()) {
                items.add(value(event, JsonPath.item(path, items.size()), depth + 1));
            }
            return new JsonNode.Items(items);
        }

        private void checkDepth(String path, int depth) {
            if (depth > MAX_DEPTH) {
                throw fault("nested deeper than " + MAX_DEPTH, path);
            }
        }

        private JsonFault fault(String text, @Nullable String path) {
            return new JsonFault(text, path, root);
        }
    }
}
