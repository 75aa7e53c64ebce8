package argus.source.qmt.link;

import argus.source.DecodeException;
import argus.source.ThrottledException;
import argus.source.qmt.codec.QmtDecoder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** A bridge over HTTP and WebSocket. Thread-safe. */
public final class HttpBridgeLink implements BridgeLink {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration DEFAULT_REST = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int SHOWN = 120;

    private final HttpClient http;
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
        http = HttpClient.newBuilder()
                .executor(executor)
                .version(HttpClient.Version.HTTP_1_1) // simple servers do not know the upgrade to 2
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    @Override
    public CompletionStage<String> get(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://" + authority + path))
                .timeout(TIMEOUT)
                .header("Accept", "application/json");
        headers.forEach(request::header);
        return http.sendAsync(request.build(), LimitedBody.handler()).thenApply(HttpBridgeLink::body);
    }

    @Override
    public CompletionStage<Line> open(String path, String request, Listener listener) {
        var builder = http.newWebSocketBuilder().connectTimeout(CONNECT_TIMEOUT);
        headers.forEach(builder::header);
        return builder.buildAsync(URI.create("ws://" + authority + path), new FrameReader(listener))
                .thenCompose(socket -> socket.sendText(request, true).thenApply(HttpBridgeLink::line));
    }

    private static Line line(WebSocket socket) {
        // Waiting for the bridge's goodbye would keep a connection that may be dead.
        return () -> socket.sendClose(WebSocket.NORMAL_CLOSURE, "").whenComplete((sent, failure) -> socket.abort());
    }

    private static String body(HttpResponse<String> answer) {
        if (answer.statusCode() == OK) {
            return answer.body();
        }
        var detail = detail(answer.body());
        if (answer.statusCode() == TOO_MANY) {
            var rest = answer.headers()
                    .firstValue("Retry-After")
                    .filter(seconds -> seconds.matches("[0-9]{1,5}"))
                    .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                    .orElse(DEFAULT_REST);
            throw new ThrottledException("the bridge is asked too often: " + detail, rest);
        }
        throw new BridgeRefusal(answer.statusCode(), detail);
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
