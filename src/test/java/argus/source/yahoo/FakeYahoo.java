package argus.source.yahoo;

import argus.source.FakeHttp;
import argus.source.FakeHttp.Reply;
import argus.source.FakeHttp.Request;
import argus.source.FakeSockets;
import jakarta.json.Json;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Yahoo's stream, chart, quote, cookie and crumb on free ports of this machine. Thread-safe. */
public final class FakeYahoo implements AutoCloseable {
    private static final int MOST_NAMES = 100;
    private static final String NOT_FOUND =
            "{\"chart\":{\"result\":null,\"error\":{\"code\":\"Not Found\",\"description\":\"No data found\"}}}";
    private static final String INVALID_CRUMB =
            "{\"finance\":{\"result\":null,\"error\":{\"code\":\"Unauthorized\",\"description\":\"Invalid Crumb\"}}}";

    private final Map<String, String> last = new ConcurrentHashMap<>();
    private final Map<String, String> charts = new ConcurrentHashMap<>();
    private final Map<String, String> quotes = new ConcurrentHashMap<>();
    private final Map<FakeSockets.Peer, Set<String>> names = new ConcurrentHashMap<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final AtomicInteger crumbs = new AtomicInteger();
    private volatile int refusals;
    private volatile boolean silent;
    private final FakeSockets sockets = new FakeSockets(this::received);
    private final FakeHttp http = new FakeHttp(this::answer);
    private final FakeHttp second = new FakeHttp(this::answer);

    public URI stream() {
        return sockets.address("/?version=2");
    }

    public List<URI> hosts() {
        return List.of(http.address(), second.address());
    }

    public URI cookie() {
        return http.address().resolve("/cookie");
    }

    public FakeSockets sockets() {
        return sockets;
    }

    public FakeHttp http() {
        return http;
    }

    public FakeHttp second() {
        return second;
    }

    /** What subscribers of a name are told at once, and those who have subscribed it now. */
    public FakeYahoo streams(String name, String frame) {
        last.put(name, frame);
        names.forEach((peer, wanted) -> {
            if (wanted.contains(name) && !silent) {
                peer.send(frame);
            }
        });
        return this;
    }

    /** The chart of a name, a whole answer. */
    public FakeYahoo charts(String name, String body) {
        charts.put(name, body);
        return this;
    }

    /** The row of a name in answers about quotes. */
    public FakeYahoo quotes(String name, String row) {
        quotes.put(name, row);
        return this;
    }

    /** The next quotes are refused, so many times. */
    public void refuseCrumbs(int times) {
        refusals = times;
    }

    /** Whether the stream tells nothing, not even to new subscribers. */
    public void silence(boolean on) {
        silent = on;
    }

    /** What clients of the stream have said so far. */
    public List<String> said() {
        return List.copyOf(said);
    }

    /** The names subscribed on each open connection. */
    public List<Set<String>> subscribed() {
        var open = sockets.peers();
        return names.entrySet().stream()
                .filter(entry -> open.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .map(Set::copyOf)
                .toList();
    }

    public int crumbsGiven() {
        return crumbs.get();
    }

    @Override
    public void close() throws IOException {
        sockets.close();
        http.close();
        second.close();
    }

    private void received(FakeSockets.Peer peer, String text) {
        said.add(text);
        var mine = names.computeIfAbsent(peer, p -> ConcurrentHashMap.newKeySet());
        try (var reader = Json.createReader(new StringReader(text))) {
            var message = reader.readObject();
            if (message.containsKey("subscribe")) {
                for (var name : message.getJsonArray("subscribe").getValuesAs(JsonString::getString)) {
                    if (mine.size() < MOST_NAMES || mine.contains(name)) {
                        mine.add(name);
                        if (last.containsKey(name) && !silent) {
                            peer.send(last.get(name));
                        }
                    }
                }
            } else {
                message.getJsonArray("unsubscribe")
                        .getValuesAs(JsonString::getString)
                        .forEach(mine::remove);
            }
        }
    }

    private Reply answer(Request request) {
        var path = request.path();
        if (path.equals("/cookie")) {
            return Reply.of(404, "none").with("Set-Cookie", "A3=d=abc; Path=/; Secure");
        }
        if (path.equals("/v1/test/getcrumb")) {
            return request.headers().getOrDefault("cookie", "").equals("A3=d=abc")
                    ? Reply.of(200, "crumb/" + crumbs.incrementAndGet())
                    : Reply.of(401, "");
        }
        if (path.equals("/v7/finance/quote")) {
            return quote(request);
        }
        var name = URLDecoder.decode(path.substring(path.lastIndexOf('/') + 1), StandardCharsets.UTF_8);
        var chart = charts.get(name);
        return chart == null ? Reply.of(404, NOT_FOUND) : Reply.of(200, chart);
    }

    private Reply quote(Request request) {
        var parameters = Stream.of(request.query().split("&"))
                .map(text -> text.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        boolean valid = parameters.get("crumb").equals("crumb/" + crumbs.get())
                && request.headers().getOrDefault("cookie", "").equals("A3=d=abc");
        if (refusals > 0 || !valid) {
            refusals--;
            return Reply.of(401, INVALID_CRUMB);
        }
        var asked = new LinkedHashSet<>(List.of(parameters.get("symbols").split(",")));
        asked.retainAll(quotes.keySet());
        return Reply.of(
                200,
                asked.stream()
                        .map(quotes::get)
                        .collect(Collectors.joining(",", "{\"quoteResponse\":{\"result\":[", "],\"error\":null}}")));
    }
}
