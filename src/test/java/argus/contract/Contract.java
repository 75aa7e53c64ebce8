package argus.contract;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published schemas, each compiled once. Thread-safe. */
public final class Contract {
    /** What clients send, by type; the schema has the same name but for the heartbeat. */
    public static final Map<String, String> REQUESTS = Map.of(
            "hello", "hello",
            "subscribe", "subscribe",
            "unsubscribe", "unsubscribe",
            "reconfigure", "reconfigure",
            "ready", "ready",
            "get_subscriptions", "get_subscriptions",
            "get_stats", "get_stats",
            "heartbeat", "heartbeat_request",
            "ping", "ping");

    /** The types of updates. */
    public static final Set<String> UPDATES =
            Set.of("market_data", "kline_data", "trade_data", "tick_data", "depth_data");

    /** The types of what the server sends otherwise. */
    public static final Set<String> ANSWERS = Set.of(
            "welcome",
            "subscription_response",
            "unsubscribe_response",
            "reconfigure_response",
            "subscription_list",
            "heartbeat",
            "pong",
            "stats",
            "status",
            "error",
            "gap",
            "batch");

    private static final String FOLDER = "classpath:argus/contract/schemas/";

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .formatAssertionsEnabled(true)
                    .locale(Locale.ROOT)
                    .build()));

    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Contract() {}

    /** The names of the schemas of all messages. */
    public static Set<String> messages() {
        var names = new TreeSet<>(REQUESTS.values());
        names.addAll(UPDATES);
        names.addAll(ANSWERS);
        return names;
    }

    /** What is wrong with a message of the server; empty if nothing is. */
    public static List<String> faultsOfServer(String message) {
        return faults(message, false);
    }

    /** The same for a server that was never asked for fields, so that every value is complete. */
    public static List<String> faultsOfCompleteServer(String message) {
        return faults(message, true);
    }

    /** What is wrong with a message of a client; empty if nothing is. */
    public static List<String> faultsOfClient(String message) {
        try {
            var root = JSON.readTree(message);
            var schema = REQUESTS.get(root.path("type").asString("").toLowerCase(Locale.ROOT));
            return schema == null ? List.of("the type is not known") : faults(schema, root);
        } catch (JacksonException e) {
            return List.of("not JSON: " + e.getOriginalMessage());
        }
    }

    /** What a schema, perhaps with a place in it, says against a value; empty if nothing. */
    public static List<String> faults(String schema, JsonNode value) {
        return faults(schema(schema), value);
    }

    /** What a schema of somebody else says against a value; empty if nothing. */
    static List<String> faults(InputStream schema, JsonNode value) {
        return faults(REGISTRY.getSchema(schema), value);
    }

    static Schema schema(String name) {
        return SCHEMAS.computeIfAbsent(name, Contract::compiled);
    }

    private static List<String> faults(Schema schema, JsonNode value) {
        return schema.validate(value).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    /** Reads JSON; what names a member twice is not JSON. */
    public static JsonNode read(String text) {
        return JSON.readTree(text);
    }

    private static List<String> faults(String message, boolean complete) {
        try {
            var root = JSON.readTree(message);
            var type = root.path("type").asString("");
            if (!UPDATES.contains(type) && !ANSWERS.contains(type)) {
                return List.of("the type is not known");
            }
            var faults = new ArrayList<>(faults(type, root));
            if (complete) {
                for (var part : type.equals("batch") ? root.path("items") : List.of(root)) {
                    incomplete(part, faults);
                }
            }
            return faults;
        } catch (JacksonException e) {
            return List.of("not JSON: " + e.getOriginalMessage());
        }
    }

    private static void incomplete(JsonNode message, List<String> faults) {
        var type = message.path("type").asString("");
        if (UPDATES.contains(type)) {
            var schema = type + ".json#/$defs/complete";
            if (message.has("data")) faults.addAll(faults(schema, message.path("data")));
            message.path("rows").forEach(row -> faults.addAll(faults(schema, row)));
        }
    }

    private static Schema compiled(String name) {
        var file = name.contains(".json") ? name : name + ".json";
        var schema = REGISTRY.getSchema(SchemaLocation.of(FOLDER + file));
        schema.initializeValidators();
        return schema;
    }
}
