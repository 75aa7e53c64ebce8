package argus.check;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON as the check looks at it. */
final class JsonValues {
    /** Found once: to look for it with each value, as {@code Json} does, takes longer than the rest. */
    static final JsonProvider JSON = JsonProvider.provider();

    private JsonValues() {}

    /** A whole number that has to be there. */
    static long number(JsonObject object, String name) {
        var number = object.getJsonNumber(name);
        if (number == null) throw new IllegalArgumentException("no " + name + " in " + object);
        return number.longValueExact();
    }

    /** A member that is a text or a list of texts; null where it is absent or null. */
    static @Nullable List<String> texts(JsonObject object, String name) {
        var value = object.get(name);
        if (value == null || value == JsonValue.NULL) return null;
        if (value instanceof JsonString text) return List.of(text.getString());
        return ((JsonArray) value)
                .getValuesAs(JsonString.class).stream()
                        .map(JsonString::getString)
                        .toList();
    }

    /** The value with some of its members only. */
    static JsonObject project(JsonObject data, Collection<String> names) {
        var projected = JSON.createObjectBuilder();
        data.forEach((name, value) -> {
            if (names.contains(name)) projected.add(name, value);
        });
        return projected.build();
    }

    /** The value that a merge patch makes of another. */
    static JsonObject patched(JsonObject data, JsonObject patch) {
        return JSON.createMergePatch(patch).apply(data).asJsonObject();
    }
}
