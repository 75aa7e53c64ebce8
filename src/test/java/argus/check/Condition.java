package argus.check;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A filter as the protocol defines it, applied to values as they are sent. Written without a look at the service's own. */
final class Condition {
    private Condition() {}

    /** @param before the value of the topic before this one, or null if it is the first */
    static boolean passes(JsonObject where, JsonObject data, @Nullable JsonObject before) {
        if (where.containsKey("op")) {
            var nodes = where.getJsonArray("nodes").getValuesAs(JsonObject.class);
            return switch (where.getString("op")) {
                case "and" -> nodes.stream().allMatch(node -> passes(node, data, before));
                case "or" -> nodes.stream().anyMatch(node -> passes(node, data, before));
                default -> !passes(nodes.get(0), data, before);
            };
        }
        var value = data.get(where.getString("field"));
        if (value == null) return false;
        var wanted = where.get("val");
        return switch (where.getString("cmp")) {
            case "eq" -> equal(value, wanted);
            case "ne" -> !equal(value, wanted);
            case "in" -> ((JsonArray) wanted).stream().anyMatch(one -> equal(value, one));
            case "gt" -> compare(value, wanted) > 0;
            case "gte" -> compare(value, wanted) >= 0;
            case "lt" -> compare(value, wanted) < 0;
            case "lte" -> compare(value, wanted) <= 0;
            case "crosses_up" -> {
                var then = before == null ? null : before.get(where.getString("field"));
                yield then != null && compare(then, wanted) <= 0 && compare(value, wanted) > 0;
            }
            case "crosses_down" -> {
                var then = before == null ? null : before.get(where.getString("field"));
                yield then != null && compare(then, wanted) >= 0 && compare(value, wanted) < 0;
            }
            default -> throw new IllegalArgumentException("no comparison: " + where);
        };
    }

    /** Whether a value is at least so far from the one sent last; a number that comes or goes is a change. */
    static boolean changed(JsonObject minChange, JsonObject data, JsonObject last) {
        var now = data.get(minChange.getString("field"));
        var then = last.get(minChange.getString("field"));
        if (now == null || then == null) return now != then;
        var distance = decimal(now).subtract(decimal(then)).abs();
        if (minChange.containsKey("abs")) return distance.compareTo(decimal(minChange.get("abs"))) >= 0;
        var least = decimal(then).abs().multiply(decimal(minChange.get("pct"))).movePointLeft(2);
        return distance.signum() > 0 && distance.compareTo(least) >= 0;
    }

    private static boolean equal(JsonValue one, JsonValue other) {
        return one instanceof JsonNumber && other instanceof JsonNumber ? compare(one, other) == 0 : one.equals(other);
    }

    private static int compare(JsonValue one, JsonValue other) {
        return decimal(one).compareTo(decimal(other));
    }

    private static BigDecimal decimal(JsonValue number) {
        return ((JsonNumber) number).bigDecimalValue();
    }
}
