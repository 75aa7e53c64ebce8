package argus.source.qmt.link;

import argus.source.DecodeException;
import argus.source.HttpVenue;
import argus.source.qmt.codec.QmtDecoder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** A bridge over HTTP and WebSocket. Thread-safe. */
public final class HttpBridgeLink implements BridgeLink {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** The ticks of a whole market take a tenth of it. */
    private static final int LONGEST_ANSWER = 64 * 1024 * 1024;

    private static final Duration REST = Duration.ofSeconds(5);
    private static final Duration LONGEST_REST = Duration.ofMinutes(2);
    private static final int OK = 200;
    private static final int SHOWN = 120;

    private final HttpVenue venue;
    private final HttpClient sockets;
    private final String authority;
    private final Map<String, String> headers;

    /**
     * @param headers sent with every request
     * @param executor what is heard is told on it
     */
    public HttpBridgeLink(String host, int port, Map<String, String> headers, Executor executor) {
        this.headers = Map.copyOf(headers);
        boolean bareIpv6 = host.indexOf(':') >= 0 && !host.startsWith("[");
        authority = (bareIpv6 ? '[' + host + ']' : host) + ':' + port;
        venue = new HttpVenue(new HttpVenue.Terms(headers, TIMEOUT, LONGEST_ANSWER, REST, LONGEST_REST), executor);
        sockets = HttpClient.newBuilder().executor(executor).build();
    }

    @Override
    public CompletionStage<String> get(String path) {
        return venue.get(URI.create("http://" + authority + path)).thenApply(HttpBridgeLink::body);
    }

    @Override
    public CompletionStage<Line> open(String path, String request, Listener listener) {
        var builder = sockets.newWebSocketBuilder().connectTimeout(TIMEOUT);
        headers.forEach(builder::header);
        return builder.buildAsync(URI.create("ws://" + authority + path), new FrameReader(listener))
                .thenCompose(socket -> socket.sendText(request, true).thenApply(HttpBridgeLink::line));
    }

    private static Line line(WebSocket socket) {
        // Waiting for the bridge's goodbye would keep a connection that may be dead.
        return () -> socket.sendClose(WebSocket.NORMAL_CLOSURE, "").whenComplete((sent, failure) -> socket.abort());
    }

    private static String body(HttpResponse<byte[]> answer) {
        var text = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.statusCode() != OK) {
            throw new BridgeRefusal(answer.statusCode(), detail(text));
        }
        return text;
    }

    private static String detail(String body) {
        try {
            var remarks = QmtDecoder.remarks(body);
            return remarks.getOrDefault("detail", remarks.getOrDefault("message", "no detail"));
        } catch (DecodeException e) {
            return body.substring(0, Math.min(SHOWN, body.length())).replaceAll("\\s+", " ");
        }
    }
}
