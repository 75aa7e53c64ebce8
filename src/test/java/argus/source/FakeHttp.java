package argus.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A venue's HTTP service on a free port of this machine, which a test can make misbehave. Thread-safe. */
public final class FakeHttp implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Function<Request, Reply> usual;
    private volatile Function<Request, Reply> now;

    /** A request as it came; header names in lower case. */
    public record Request(URI uri, Map<String, String> headers, long nanos) {
        public String path() {
            return uri.getRawPath();
        }

        public String query() {
            return uri.getRawQuery() == null ? "" : uri.getRawQuery();
        }
    }

    /** @param status 0 cuts the connection, below 0 nothing is ever answered */
    public record Reply(int status, byte[] body, Map<String, String> headers) {
        public static final Reply CUT = new Reply(0, new byte[0], Map.of());
        public static final Reply SILENCE = new Reply(-1, new byte[0], Map.of());

        public static Reply of(int status, String body) {
            return new Reply(status, body.getBytes(StandardCharsets.UTF_8), Map.of());
        }

        public static Reply of(byte[] body) {
            return new Reply(200, body, Map.of());
        }

        public Reply with(String header, String value) {
            return new Reply(status, body, Map.of(header, value));
        }
    }

    public FakeHttp(Function<Request, Reply> usual) {
        this.usual = usual;
        now = usual;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers everything like this until {@link #behave}. */
    public void misbehave(Reply reply) {
        now = request -> reply;
    }

    public void behave() {
        now = usual;
    }

    /** All requests so far, oldest first. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        ended.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = new TreeMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join("; ", values)));
        var request = new Request(exchange.getRequestURI(), headers, System.nanoTime());
        requests.add(request);
        var reply = now.apply(request);
        if (reply.status() < 0) {
            try {
                ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        } else if (reply.status() > 0) {
            reply.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
            if (reply.body().length > 0) {
                exchange.getResponseBody().write(reply.body());
            }
        }
        exchange.close();
    }
}
