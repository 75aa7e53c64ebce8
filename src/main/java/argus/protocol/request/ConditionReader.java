package argus.protocol.request;

import static argus.protocol.request.Request.bad;
import static argus.protocol.request.Request.unsupported;

import argus.protocol.Echo;
import argus.protocol.json.JsonNode;
import argus.protocol.request.Condition.Field;
import argus.protocol.request.Request.Place;
import argus.topic.Filter.Operator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a client wants to be owed: {@code where}, and the older {@code filters}. For one request. */
final class ConditionReader {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_NODES = 64;
    private static final int MAX_OPERANDS = 1000;

    private static final List<String> OPS = List.of("and", "or", "not");
    private static final List<String> COMPARISONS =
            List.of("eq", "ne", "gt", "gte", "lt", "lte", "in", "crosses_up", "crosses_down");
    private static final List<String> PRICES = List.of("last_price", "price", "close");

    private int nodes;

    /** Everything of a request that says which values are wanted; null if nothing does. */
    static @Nullable Condition of(Request request) {
        var parts = new ArrayList<Condition>();
        var where = request.find("where");
        if (where != null) {
            parts.add(new ConditionReader().node(where, 1));
        }
        var filters = request.object("filters");
        if (filters != null) {
            filters(filters, parts);
        }
        return switch (parts.size()) {
            case 0 -> null;
            case 1 -> parts.get(0);
            default -> new Condition.Every(parts);
        };
    }

    private Condition node(Place place, int depth) {
        var node = Request.of(place);
        if (depth > MAX_DEPTH) {
            throw bad("nested deeper than " + MAX_DEPTH, place.path());
        }
        if (++nodes > MAX_NODES) {
            throw bad("more than " + MAX_NODES + " nodes", place.path());
        }
        var op = node.text("op");
        if (op == null) {
            return comparison(node);
        }
        if (node.find("field") != null) {
            throw bad("has an op and a field", place.path());
        }
        return group(op.toLowerCase(Locale.ROOT), node, depth);
    }

    private Condition group(String op, Request node, int depth) {
        if (!OPS.contains(op)) {
            throw unsupported("is to be and, or or not", node.path("op"), OPS);
        }
        var place = node.find("nodes");
        if (place == null) {
            throw bad("names no node", node.path("nodes"));
        }
        var parts =
                Values.items(place).stream().map(part -> node(part, depth + 1)).toList();
        if (parts.isEmpty() || (op.equals("not") && parts.size() > 1)) {
            throw bad(op.equals("not") ? "is to have one node" : "names no node", place.path());
        }
        return switch (op) {
            case "and" -> new Condition.Every(parts);
            case "or" -> new Condition.Any(parts);
            default -> new Condition.Inverse(parts.get(0));
        };
    }

    private static Condition comparison(Request node) {
        var name = node.text("field");
        if (name == null) {
            throw bad("names no column", node.path("field"));
        }
        var cmp = node.text("cmp");
        var value = node.find("val");
        var field = new Field(List.of(name), node.path("field"), node.path("val"));
        if (cmp == null || !COMPARISONS.contains(cmp.toLowerCase(Locale.ROOT))) {
            throw unsupported("is to be one of " + String.join(", ", COMPARISONS), node.path("cmp"), COMPARISONS);
        }
        if (value == null) {
            throw bad("names no value", node.path("val"));
        }
        return switch (cmp.toLowerCase(Locale.ROOT)) {
            case "in" -> new Condition.Listed(field, operands(value));
            case "crosses_up" -> new Condition.Crossed(field, true, Values.number(value));
            case "crosses_down" -> new Condition.Crossed(field, false, Values.number(value));
            default -> {
                var operator = Operator.valueOf(cmp.toUpperCase(Locale.ROOT));
                yield new Condition.Compared(
                        field, operator, operator.ordering() ? Values.number(value) : operand(value));
            }
        };
    }

    private static Object operand(Place place) {
        if (place.value() instanceof JsonNode.Flag flag) {
            return flag.value();
        }
        return place.value() instanceof JsonNode.Text ? Values.text(place, Echo.MAX_LENGTH) : Values.number(place);
    }

    private static Set<Object> operands(Place place) {
        var items = Values.items(place);
        if (items.isEmpty() || items.size() > MAX_OPERANDS) {
            throw bad("is to have 1 to " + MAX_OPERANDS + " values", place.path());
        }
        boolean texts = items.get(0).value() instanceof JsonNode.Text;
        Set<Object> operands = new LinkedHashSet<>();
        for (var item : items) {
            operands.add(texts ? Values.text(item, Echo.MAX_LENGTH) : Values.number(item));
        }
        return operands;
    }

    /** The older way to filter: every limit that is given has to be kept. */
    private static void filters(Request filters, List<Condition> into) {
        limit(filters, "min_price", PRICES, Operator.GTE, into);
        limit(filters, "max_price", PRICES, Operator.LTE, into);
        limit(filters, "min_volume", List.of("volume"), Operator.GTE, into);
        var threshold = filters.number("change_percent_threshold");
        if (threshold != null) {
            var path = filters.path("change_percent_threshold");
            var field = new Field(List.of("change_percent"), path, path);
            into.add(new Condition.Any(List.of(
                    new Condition.Compared(field, Operator.GTE, threshold),
                    new Condition.Compared(field, Operator.LTE, threshold.negate()))));
        }
    }

    private static void limit(
            Request filters, String name, List<String> columns, Operator operator, List<Condition> into) {
        BigDecimal limit = filters.number(name);
        if (limit != null) {
            var path = filters.path(name);
            into.add(new Condition.Compared(new Field(columns, path, path), operator, limit));
        }
    }
}
