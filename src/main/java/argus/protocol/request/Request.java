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
 * The members of a message that was read, whether they stand in {@code data} or at the top level, or those of an object
 * within. Every accessor throws {@link ProtocolException} with the place of a member that is not what it should be.
 */
final class Request {
    private final Map<String, JsonNode> members;
    private final String path;
    private final Map<String, JsonNode> outer;

    /** One value of a list with its place. */
    record Item(String text, String path) {}

    /** A value with its place. */
    record Place(JsonNode value, String path) {}

    private Request(Map<String, JsonNode> members, String path, Map<String, JsonNode> outer) {
        this.members = members;
        this.path = path;
        this.outer = outer;
    }

    /** The members of a whole message. */
    static Request of(Map<String, JsonNode> envelope) {
        var data = envelope.get("data");
        var path = JsonPath.member(JsonPath.ROOT, "data");
        if (data instanceof JsonNode.Members object) {
            return new Request(object.members(), path, envelope);
        }
        if (data == null || data instanceof JsonNode.Nothing) {
            return new Request(Map.of(), JsonPath.ROOT, envelope);
        }
        throw bad("is to be an object", path);
    }

    /** The members of an object within a message. */
    static Request of(Place object) {
        if (object.value instanceof JsonNode.Members node) {
            return new Request(node.members(), object.path, Map.of());
        }
        throw bad("is to be an object", object.path);
    }

    /** An object, or null where it is absent. */
    @Nullable
    Request object(String name) {
        var place = find(name);
        return place == null ? null : of(place);
    }

    /** Every member with its name. */
    Map<String, JsonNode> members() {
        return members;
    }

    /** A short string, or null where it is absent. */
    @Nullable
    String text(String name) {
        var place = find(name);
        return place == null ? null : Values.name(place);
    }

    /** A string or number to give back, or null where it is absent. */
    @Nullable
    Echo echo(String name) {
        var place = find(name);
        return place == null ? null : Values.echo(place);
    }

    /** A decimal number, or null where it is absent. */
    @Nullable
    BigDecimal number(String name) {
        var place = find(name);
        return place == null ? null : Values.number(place);
    }

    /** True or false; false where it is absent. */
    boolean flag(String name) {
        var place = find(name);
        return place != null && Values.flag(place);
    }

    /** A whole number within bounds, or another one where it is absent. */
    long whole(String name, long least, long most, long absent) {
        var place = find(name);
        return place == null ? absent : Values.whole(place, least, most);
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
        return (int) Values.whole(place, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** Every string under these names, each of which may hold one string or a list of them. */
    List<Item> texts(String... names) {
        List<Item> texts = new ArrayList<>();
        for (var name : names) {
            var place = find(name);
            if (place != null) {
                texts.addAll(Values.names(place));
            }
        }
        return texts;
    }

    /** A member that is there and not null, or null. */
    @Nullable
    Place find(String name) {
        var value = members.get(name);
        if (value != null && !(value instanceof JsonNode.Nothing)) {
            return new Place(value, JsonPath.member(path, name));
        }
        value = outer.get(name);
        if (value != null && !(value instanceof JsonNode.Nothing)) {
            return new Place(value, JsonPath.member(JsonPath.ROOT, name));
        }
        return null;
    }

    /** Whether a member is there, be it null. */
    boolean names(String name) {
        return members.containsKey(name) || outer.containsKey(name);
    }

    /** Where a member is, or would be. */
    String path(String name) {
        var place = find(name);
        return place != null ? place.path : JsonPath.member(path, name);
    }

    /** Where the members stand. */
    String path() {
        return path;
    }

    static ProtocolException bad(String text, String path) {
        return new ProtocolException(ErrorCode.BAD_REQUEST, text, path);
    }

    /** A value that is none of those that are understood. */
    static ProtocolException unsupported(String text, String path, List<?> supported) {
        return new ProtocolException(ErrorCode.BAD_REQUEST, text, path, null, Map.of("supported", supported));
    }
}
