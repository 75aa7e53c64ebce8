package argus.check;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a client asked for a topic, read from its request.
 *
 * @param intervalMs shortest time between two updates
 * @param snapshot whether a snapshot was asked for
 * @param fields columns besides the symbol; null for all
 * @param times which other times stand beside {@code ts}
 */
record Terms(
        boolean all,
        long intervalMs,
        boolean snapshot,
        @Nullable Set<String> fields,
        Set<String> times,
        @Nullable JsonObject where,
        @Nullable JsonObject minChange,
        boolean paused) {

    private static final BigDecimal SECOND = BigDecimal.valueOf(1000);

    /** What a subscribe request asks for a topic of this type. */
    static Terms of(JsonObject data, String type) {
        long interval = interval(data);
        boolean byDefault = (type.equals("trade") || type.equals("tick")) && interval == 0;
        return new Terms(
                data.containsKey("delivery") ? data.getString("delivery").equals("all") : byDefault,
                interval,
                !JsonValue.FALSE.equals(data.get("snapshot")),
                fields(data),
                times(data),
                data.containsKey("where") ? data.getJsonObject("where") : null,
                data.containsKey("min_change") ? data.getJsonObject("min_change") : null,
                false);
    }

    /** These after a reconfiguration: what is absent from it stays, what is null is cleared. */
    Terms with(JsonObject change) {
        return new Terms(
                all,
                change.containsKey("max_rate") ? interval(change) : intervalMs,
                snapshot,
                change.containsKey("fields") ? fields(change) : fields,
                change.containsKey("timestamps") ? times(change) : times,
                change.containsKey("where") ? object(change, "where") : where,
                change.containsKey("min_change") ? object(change, "min_change") : minChange,
                change.getBoolean("paused", paused));
    }

    /** These, paused or not. */
    Terms paused(boolean pause) {
        return new Terms(all, intervalMs, snapshot, fields, times, where, minChange, pause);
    }

    /** What a subscriber sees of a value. */
    JsonObject project(JsonObject data) {
        return fields == null ? data : JsonValues.project(data, fields);
    }

    private static long interval(JsonObject data) {
        return data.get("max_rate") instanceof JsonNumber rate
                ? SECOND.divide(rate.bigDecimalValue(), RoundingMode.CEILING).longValueExact()
                : 0;
    }

    private static @Nullable Set<String> fields(JsonObject data) {
        var names = JsonValues.texts(data, "fields");
        if (names == null) return null;
        var fields = new TreeSet<>(names);
        fields.add("symbol");
        return fields;
    }

    private static Set<String> times(JsonObject data) {
        var given = data.get("timestamps");
        if (JsonValue.TRUE.equals(given)) return Set.of("src_ts", "in_ts");
        var names = JsonValue.FALSE.equals(given) ? null : JsonValues.texts(data, "timestamps");
        return Set.copyOf(names == null ? List.of() : names);
    }

    private static @Nullable JsonObject object(JsonObject data, String name) {
        return data.get(name) instanceof JsonObject object ? object : null;
    }
}
