package argus.protocol.request;

import argus.model.DataType;
import argus.model.Glob;
import argus.protocol.Echo;
import argus.protocol.ErrorCode;
import argus.protocol.ProtocolException;
import argus.protocol.json.JsonFault;
import argus.protocol.json.JsonNode;
import argus.protocol.json.JsonPath;
import argus.protocol.json.JsonTree;
import argus.protocol.request.ClientMessage.Selection;
import argus.protocol.request.ClientMessage.Target;
import argus.protocol.request.Request.Place;
import argus.topic.SubscribeOptions;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of clients. Members may stand in {@code data} or at the top level; {@code type} is matched without
 * regard to case; unknown members are ignored. Thread-safe.
 */
public final class MessageReader {
    private static final List<String> TYPES = List.of(
            "hello",
            "ready",
            "subscribe",
            "reconfigure",
            "unsubscribe",
            "get_subscriptions",
            "get_stats",
            "heartbeat",
            "ping");

    // each topic has its own answer, and answers are never dropped
    private static final int MAX_TOPICS = 10_000;
    /** Each is compared with every symbol there is. */
    private static final int MAX_PATTERNS = 100;

    private final JsonTree json = new JsonTree();
    private final int maxChars;

    /** @param maxChars the longest message accepted, in characters */
    public MessageReader(int maxChars) {
        this.maxChars = maxChars;
    }

    /**
     * @param text one text frame, as received
     * @throws ProtocolException if it is no request of the contract; with the id of the message where it could be read
     */
    public ClientMessage read(String text) {
        if (text.length() > maxChars) {
            throw new ProtocolException(
                    ErrorCode.FRAME_TOO_LARGE,
                    "The message has " + text.length() + " characters, at most " + maxChars + " are accepted",
                    null,
                    null,
                    Map.of("length", text.length(), "max_length", maxChars));
        }
        JsonNode root;
        try {
            root = json.read(text);
        } catch (JsonFault e) {
            throw new ProtocolException(ErrorCode.BAD_JSON, e.text(), e.path()).of(readableId(e.known()));
        }
        if (!(root instanceof JsonNode.Members envelope)) {
            throw Request.bad("a message is to be a JSON object", JsonPath.ROOT);
        }
        try {
            return message(envelope.members());
        } catch (ProtocolException e) {
            throw e.of(readableId(envelope));
        }
    }

    private static ClientMessage message(Map<String, JsonNode> envelope) {
        var type = type(envelope);
        var request = Request.of(envelope);
        var id = id(envelope);
        return switch (type) {
            case "hello" -> new ClientMessage.Hello(id, request.text("client"), HelloTerms.of(request));
            case "ready" -> new ClientMessage.Ready(
                    id, (int) request.whole("credit", 1, ClientMessage.Ready.MAX_CREDIT, 1));
            case "subscribe" -> subscribe(id, request);
            case "reconfigure" -> new ClientMessage.Reconfigure(id, target(request), Revision.of(request));
            case "unsubscribe" -> new ClientMessage.Unsubscribe(id, target(request));
            case "get_subscriptions" -> new ClientMessage.GetSubscriptions(id);
            case "get_stats" -> new ClientMessage.GetStats(id);
            case "heartbeat" -> new ClientMessage.Heartbeat(id, request.echo("client_time"));
            default -> new ClientMessage.Ping(id, request.echo("client_time"));
        };
    }

    private static String type(Map<String, JsonNode> envelope) {
        var path = JsonPath.member(JsonPath.ROOT, "type");
        if (!(envelope.get("type") instanceof JsonNode.Text text)) {
            throw Request.bad("a message is to have a type, which is a string", path);
        }
        var type = text.value().toLowerCase(Locale.ROOT);
        if (!TYPES.contains(type)) {
            throw new ProtocolException(
                    ErrorCode.UNKNOWN_TYPE, ErrorCode.UNKNOWN_TYPE.text(), path, null, Map.of("supported", TYPES));
        }
        return type;
    }

    private static ClientMessage subscribe(@Nullable Echo id, Request request) {
        var symbols = symbols(request);
        if (symbols.isEmpty()) {
            throw Request.bad("names no symbol", request.path("symbols"));
        }
        var wanted = wanted(request);
        if (wanted.isEmpty()) {
            throw Request.bad("names no data type", request.path("data_types"));
        }
        if (symbols.size() * wanted.size() > MAX_TOPICS) {
            throw Request.bad("names more than " + MAX_TOPICS + " topics", request.path("symbols"));
        }
        return new ClientMessage.Subscribe(
                id, request.text("sub"), symbols, wanted, ResumeTerms.of(request), request.text("client_id"));
    }

    private static Map<Selection, SubscribeOptions> wanted(Request request) {
        var selections = Selections.of(request).stream().map(Selections::closed).toList();
        var types = selections.stream().map(Selection::type).collect(Collectors.toCollection(LinkedHashSet::new));
        Map<Selection, SubscribeOptions> wanted = new LinkedHashMap<>();
        if (!types.isEmpty()) {
            var terms = new OptionTerms(request, types);
            Map<DataType, SubscribeOptions> options = new EnumMap<>(DataType.class);
            selections.forEach(
                    selection -> wanted.put(selection, options.computeIfAbsent(selection.type(), terms::of)));
        }
        return wanted;
    }

    private static Target target(Request request) {
        var set = request.text("sub");
        var ids = texts(request, "subscription_ids", "subscription_id");
        var symbols = symbols(request);
        if (set == null && ids.isEmpty() && symbols.isEmpty()) {
            throw Request.bad("names no sub, no subscription_id and no symbol", request.path("symbols"));
        }
        return new Target(set, ids, symbols, Selections.of(request));
    }

    private static List<String> symbols(Request request) {
        var symbols = texts(request, "symbols", "symbol");
        if (symbols.stream().filter(MessageReader::standsForMany).count() > MAX_PATTERNS) {
            throw Request.bad("names more than " + MAX_PATTERNS + " globs, lists and sectors", request.path("symbols"));
        }
        return symbols;
    }

    private static boolean standsForMany(String symbol) {
        return Glob.isGlob(symbol) || symbol.startsWith("@") || symbol.startsWith("#");
    }

    private static List<String> texts(Request request, String... names) {
        return request.texts(names).stream().map(Request.Item::text).distinct().toList();
    }

    private static @Nullable Echo id(Map<String, JsonNode> envelope) {
        var id = envelope.get("id");
        return id == null || id instanceof JsonNode.Nothing ? null : Values.echo(new Place(id, "$.id"));
    }

    private static @Nullable Echo readableId(JsonNode.@Nullable Members known) {
        try {
            return known == null ? null : id(known.members());
        } catch (ProtocolException e) {
            return null; // what is wrong with the message is being said already
        }
    }
}
