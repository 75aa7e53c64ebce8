package argus.protocol.request;

import argus.protocol.Echo;
import argus.protocol.ErrorCode;
import argus.protocol.ProtocolException;
import argus.protocol.json.JsonNode;
import argus.protocol.json.JsonPath;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of a message that was read, whether they stand in {@code data} or at the top level. Every accessor throws
 * {@link ProtocolException} with the place of a member that is not what it should be.
 */
final class Request {
    /** The longest text accepted where the text is to be a name: a symbol, an id. */
    static final int MAX_NAME = 64;

    private final Map<String, JsonNode> envelope;
    private final Map<String, JsonNode> data;

    /** One value of a list with its place. */
    record Item(String text, String path) {}

    private record Place(JsonNode value, String path) {}

    private Request(Map<String, JsonNode> envelope, Map<String, JsonNode> data) {
        this.envelope = envelope;
        this.data = data;
    }

    static Request of(Map<String, JsonNode> envelope) {
        var data = envelope.get("data");
        if (data instanceof JsonNode.Members object) {
            return new Request(envelope, object.members());
        }
        if (data == null || data instanceof JsonNode.Nothing) {
            return new Request(envelope, Map.of());
        }
        throw bad("data is to be an object", JsonPath.member(JsonPath.ROOT, "data"));
    }

    /** A string, or null where it is absent. */
    @Nullable
    String text(String name) {
        var place = find(name);
        return place == null ? null : name(place.value, place.path);
    }

    /** A string or number to give back, or null where it is absent. */
    @Nullable
    Echo echo(String name) {
        var place = find(name);
        return place == null ? null : echo(place.value, place.path);
    }

    /** A decimal number, or null where it is absent. */
    @Nullable
    BigDecimal number(String name) {
        var place = find(name);
        return place == null ? null : number(place.value, place.path);
    }

    /** A whole number, true as 1 and false as 0, or null where it is absent. */
    @Nullable
    Integer count(String name) {
        var place = find(name);
        if (place == null) {
            return null;
        }
        if (place.value instanceof JsonNode.Flag flag) {
            return flag.value() ? 1 : 0;
        }
        try {
            return number(place.value, place.path).intValueExact();
        } catch (ArithmeticException e) {
            throw bad("not a whole number in range", place.path);
        }
    }

    /** Every string under these names, each of which may hold one string or a list of them. */
    List<Item> texts(String... names) {
        List<Item> texts = new ArrayList<>();
        for (var name : names) {
            var place = find(name);
            if (place == null) {
                continue;
            }
            if (place.value instanceof JsonNode.Items list) {
                for (int i = 0; i < list.items().size(); i++) {
                    var path = JsonPath.item(place.path, i);
                    texts.add(new Item(name(list.items().get(i), path), path));
                }
            } else {
                texts.add(new Item(name(place.value, place.path), place.path));
            }
        }
        return texts;
    }

    /** Where a member is, or would be. */
    String path(String name) {
        var place = find(name);
        if (place != null) {
            return place.path;
        }
        var parent = envelope.get("data") instanceof JsonNode.Members ? "$.data" : JsonPath.ROOT;
        return JsonPath.member(parent, name);
    }

    /** A string or number to give back. */
    static Echo echo(JsonNode value, String path) {
        if (value instanceof JsonNode.Numeral number) {
            return new Echo(number.literal());
        }
        if (value instanceof JsonNode.Text text && text.value().length() <= Echo.MAX_LENGTH) {
            return Echo.of(text.value());
        }
        throw bad("is to be a number, or a string of at most " + Echo.MAX_LENGTH + " characters", path);
    }

    static ProtocolException bad(String text, String path) {
        return new ProtocolException(ErrorCode.BAD_REQUEST, text, path);
    }

    private @Nullable Place find(String name) {
        var value = data.get(name);
        if (value != null && !(value instanceof JsonNode.Nothing)) {
            return new Place(value, JsonPath.member("$.data", name));
        }
        value = envelope.get(name);
        if (value != null && !(value instanceof JsonNode.Nothing)) {
            return new Place(value, JsonPath.member(JsonPath.ROOT, name));
        }
        return null;
    }

    private static String name(JsonNode value, String path) {
        if (!(value instanceof JsonNode.Text text)) {
            throw bad("is to be a string", path);
        }
        if (text.value().isBlank() || text.value().length() > MAX_NAME) {
            throw bad("is to have 1 to " + MAX_NAME + " characters", path);
        }
        return text.value().strip();
    }

    private static BigDecimal number(JsonNode value, String path) {
        if (!(value instanceof JsonNode.Numeral number)) {
            throw bad("is to be a number", path);
        }
        try {
            return new BigDecimal(number.literal());
        } catch (NumberFormatException e) {
            throw bad("not a number in range", path);
        }
    }
}
