package argus.protocol.request;

import argus.protocol.Golden;
import argus.protocol.json.JsonNode;
import argus.protocol.json.JsonText;
import argus.protocol.json.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Damages the published requests: first their structure, so that the damage is past the parser, and of some then their
 * characters. The message of a seed is always the same. For one thread.
 */
public final class MessageMutator {
    /** Every request that is published: together they have every member that there is. */
    public static final List<String> VALID = Golden.names("requests").stream()
            .map(name -> Golden.wire("requests/" + name))
            .toList();

    private static final JsonTree JSON = new JsonTree();
    private static final List<String> SCALARS = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0",
            "1",
            "-1",
            "5",
            "5.0",
            "2.5",
            "1e3",
            "64",
            "65",
            "500",
            "600001",
            "1000",
            "1001",
            "10001",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "1e400",
            "1e-400",
            "1e2147483647",
            "1e-2147483648",
            "1E99999999999999999999",
            "0.1e-99",
            "123456789012345678901234567890123456789012345678901234567890.1",
            "1".repeat(65),
            "\"\"",
            "\" \"",
            "\"*\"",
            "\"@\"",
            "\"#\"",
            "\"6*.SH\"",
            "\"quote\"",
            "\"kline.1h\"",
            "\"depth.10\"",
            "\"depth.11\"",
            "\"1m\"",
            "\"1M\"",
            "\"500ms\"",
            "\"9999999h\"",
            "\"all\"",
            "\"and\"",
            "\"not\"",
            "\"in\"",
            "\"crosses_up\"",
            "\"last_price\"",
            "\"timestamp\"",
            "\"bids\"",
            "\"closed\"",
            "\"json+gzip\"",
            "\"credit\"",
            "\"src_ts\"",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "\"\\u2028\"",
            "\"" + "x".repeat(64) + "\"",
            "\"" + "x".repeat(65) + "\"",
            "\"" + "€".repeat(257) + "\"",
            "{}",
            "[]",
            "[[]]",
            "[{}]",
            "{\"\":null}");
    private static final List<String> TYPES = List.of(
            "hello",
            "ready",
            "subscribe",
            "reconfigure",
            "unsubscribe",
            "get_subscriptions",
            "get_stats",
            "heartbeat",
            "ping",
            "PING",
            "Subscribe",
            "welcome",
            "");
    private static final String STRANGE =
            "\"\\{}[]:,.-+eE0 9truefalsn\u0000\u001f\u007fé€\ud83d\udcc8\ud800\udc00\ufeff\u2028";
    private static final int MAX_LENGTH = 100_000;

    /** Every member's name, and every value, that occurs in a valid request; a value that is no node is JSON text. */
    private static final List<String> NAMES;

    private static final List<Object> VALUES;

    static {
        var names = new LinkedHashSet<>(List.of("__proto__", "", "a b", "x".repeat(300)));
        var values = new LinkedHashSet<Object>(SCALARS);
        VALID.forEach(text -> collect(JSON.read(text), names, values));
        NAMES = List.copyOf(names);
        VALUES = List.copyOf(values);
    }

    private final SplittableRandom random;

    private MessageMutator(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A damaged request. */
    public static String message(long seed) {
        return new MessageMutator(seed).next();
    }

    private String next() {
        var root = asMap(mutable(JSON.read(one(VALID))));
        for (int i = random.nextInt(4); i >= 0; i--) {
            change(root);
        }
        var text = new StringBuilder();
        write(text, root);
        if (random.nextInt(3) == 0) {
            for (int i = random.nextInt(3); i >= 0 && text.length() > 0; i--) {
                scratch(text);
            }
        }
        return text.length() <= MAX_LENGTH ? text.toString() : text.substring(0, MAX_LENGTH);
    }

    /** Changes one place of the structure. A node is a map, a list, or the text of a scalar. */
    private void change(Map<String, Object> root) {
        var nodes = new ArrayList<Object>();
        nodes(root, nodes);
        var node = one(nodes);
        if (node instanceof List<?>) {
            change(asList(node));
        } else {
            change(asMap(node), node == root);
        }
    }

    private void change(Map<String, Object> members, boolean outermost) {
        var name = members.isEmpty() ? one(NAMES) : one(List.copyOf(members.keySet()));
        switch (random.nextInt(outermost ? 9 : 7)) {
            case 0, 1 -> members.put(name, value());
            case 2 -> members.put(one(NAMES), value());
            case 3 -> members.remove(name);
            case 4 -> members.put(one(NAMES), members.containsKey(name) ? members.remove(name) : "1");
            case 5 -> members.put(name, nested(members.get(name)));
            case 6 -> members.put(name, repeated(members.get(name)));
            case 7 -> members.put("type", '"' + one(TYPES) + '"');
            default -> { // what stands in data stands beside it as well
                if (members.get("data") instanceof Map<?, ?> data) {
                    members.putAll(asMap(data));
                }
            }
        }
    }

    private void change(List<Object> items) {
        int at = random.nextInt(items.size() + 1);
        switch (random.nextInt(4)) {
            case 0 -> items.add(at, value());
            case 1 -> items.subList(0, at).clear();
            case 2 -> items.addAll(copies(value(), many()));
            default -> items.replaceAll(item -> random.nextInt(3) == 0 ? value() : item);
        }
    }

    private Object value() {
        return one(VALUES) instanceof JsonNode node ? mutable(node) : one(SCALARS);
    }

    private Object nested(Object inner) {
        var node = inner == null ? "null" : inner;
        for (int i = random.nextInt(4) == 0 ? random.nextInt(25) : 1; i > 0; i--) {
            node = switch (random.nextInt(3)) {
                case 0 -> list(node);
                case 1 -> group("not", list(node));
                default -> group("and", copies(node, 1 + random.nextInt(3)));
            };
        }
        return node;
    }

    private Object repeated(Object item) {
        return copies(item == null ? "null" : item, many());
    }

    private int many() {
        return random.nextInt(20) == 0 ? random.nextInt(1200) : random.nextInt(4);
    }

    /** Changes characters. */
    private void scratch(StringBuilder text) {
        int at = random.nextInt(text.length());
        int to = Math.min(text.length(), at + 1 + random.nextInt(8));
        switch (random.nextInt(6)) {
            case 0 -> text.setLength(at);
            case 1 -> text.delete(at, to);
            case 2 -> text.insert(random.nextInt(text.length()), text.substring(at, to));
            case 3 -> text.setCharAt(at, STRANGE.charAt(random.nextInt(STRANGE.length())));
            case 4 -> text.insert(at, STRANGE.charAt(random.nextInt(STRANGE.length())));
            default -> text.setCharAt(at, (char) (text.charAt(at) ^ 1 << random.nextInt(8)));
        }
    }

    private <T> T one(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    private static List<Object> list(Object item) {
        return new ArrayList<>(List.of(item));
    }

    /** The same node several times: what happens to one of them happens to all. */
    private static List<Object> copies(Object item, int count) {
        var copies = new ArrayList<Object>();
        for (int i = 0; i < count; i++) {
            copies.add(item);
        }
        return copies;
    }

    private static Map<String, Object> group(String op, List<Object> nodes) {
        var group = new LinkedHashMap<String, Object>();
        group.put("op", '"' + op + '"');
        group.put("nodes", nodes);
        return group;
    }

    private static void collect(JsonNode node, Set<String> names, Set<Object> values) {
        values.add(node);
        if (node instanceof JsonNode.Members object) {
            object.members().forEach((name, member) -> {
                names.add(name);
                collect(member, names, values);
            });
        } else if (node instanceof JsonNode.Items list) {
            list.items().forEach(item -> collect(item, names, values));
        }
    }

    /** A node as a map, a list, or the text of a scalar. */
    private static Object mutable(JsonNode node) {
        if (node instanceof JsonNode.Members object) {
            var members = new LinkedHashMap<String, Object>();
            object.members().forEach((name, member) -> members.put(name, mutable(member)));
            return members;
        }
        if (node instanceof JsonNode.Items list) {
            var items = new ArrayList<Object>();
            list.items().forEach(item -> items.add(mutable(item)));
            return items;
        }
        if (node instanceof JsonNode.Text text) {
            return quoted(text.value());
        }
        if (node instanceof JsonNode.Numeral number) {
            return number.literal();
        }
        return node instanceof JsonNode.Flag flag ? String.valueOf(flag.value()) : "null";
    }

    private static String quoted(String text) {
        var out = new StringBuilder();
        JsonText.string(out, text);
        return out.toString();
    }

    private static void write(StringBuilder out, Object node) {
        if (out.length() > MAX_LENGTH) {
            return; // copies of copies of copies
        }
        if (node instanceof Map<?, ?> members) {
            char separator = '{';
            for (var member : members.entrySet()) {
                out.append(separator).append(quoted((String) member.getKey())).append(':');
                write(out, member.getValue());
                separator = ',';
            }
            out.append(members.isEmpty() ? "{}" : "}");
        } else if (node instanceof List<?> items) {
            char separator = '[';
            for (var item : items) {
                write(out.append(separator), item);
                separator = ',';
            }
            out.append(items.isEmpty() ? "[]" : "]");
        } else {
            out.append(node);
        }
    }

    @SuppressWarnings("unchecked") // every map in the tree is one
    private static Map<String, Object> asMap(Object node) {
        return (Map<String, Object>) node;
    }

    @SuppressWarnings("unchecked") // every list in the tree is one
    private static List<Object> asList(Object node) {
        return (List<Object>) node;
    }

    private static void nodes(Object node, List<Object> into) {
        if (into.size() > 2000) {
            return;
        }
        if (node instanceof Map<?, ?> members) {
            into.add(node);
            members.values().forEach(member -> nodes(member, into));
        } else if (node instanceof List<?> items) {
            into.add(node);
            items.forEach(item -> nodes(item, into));
        }
    }
}
