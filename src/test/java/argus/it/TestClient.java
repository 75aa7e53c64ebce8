package argus.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import argus.contract.Referee;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A well-behaved WebSocket client: it collects what it is sent as JSON objects, from text, binary and gzipped frames,
 * and answers pings. What is against the published contract, in either direction, fails the test that waits for a
 * message or closes the client. Thread-safe.
 */
public final class TestClient implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    /** How long the refusal of a bad request may take. */
    private static final long REFUSAL_MILLIS = 5000;

    private final List<JsonObject> messages = new ArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final @Nullable Referee referee;
    private final WebSocket socket;
    private int awaited;
    private boolean paused;
    private boolean owed;
    private @Nullable Throwable fault;

    private TestClient(URI address, @Nullable Referee referee) {
        this.referee = referee;
        socket = HTTP.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .buildAsync(address, new Collector())
                .join();
    }

    /**
     * Connects.
     *
     * @throws java.util.concurrent.CompletionException if the handshake is refused
     */
    public static TestClient open(URI address) {
        return new TestClient(address, new Referee());
    }

    /** The same for another server than ours, whose messages nobody holds to the contract. */
    static TestClient openAnywhere(URI address) {
        return new TestClient(address, null);
    }

    /** Sends one text message and returns when it is out. */
    public TestClient send(String text) {
        if (referee != null) referee.sent(text);
        socket.sendText(text, true).join();
        return this;
    }

    /** Sends one binary message and returns when it is out. */
    public TestClient send(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
        return this;
    }

    /** Everything received so far, oldest first. */
    public synchronized List<JsonObject> messages() {
        return List.copyOf(messages);
    }

    /**
     * Gives the first message that matches among those after the one awaited last, received already or not.
     *
     * @throws AssertionError if none comes in time, or the connection ends first; tells what came instead
     */
    public JsonObject await(Predicate<JsonObject> wanted, Duration timeout) throws InterruptedException {
        var deadline = System.nanoTime() + timeout.toNanos();
        synchronized (this) {
            var from = awaited;
            for (int i = from; ; i++) {
                if (referee != null) referee.check();
                while (i == messages.size()) {
                    var left = MILLISECONDS.convert(Duration.ofNanos(deadline - System.nanoTime()));
                    if (left <= 0 || closed.isDone()) throw missing(from);
                    wait(left);
                }
                if (wanted.test(messages.get(i))) {
                    awaited = i + 1;
                    return messages.get(i);
                }
            }
        }
    }

    /** Gives the next message of this type, like {@link #await(Predicate, Duration)}, within twenty seconds. */
    public JsonObject await(String type) throws InterruptedException {
        return await(message -> type.equals(message.getString("type", "")), Duration.ofSeconds(20));
    }

    /** Reads nothing from now on, not even pings; at most one message that was asked for before still arrives. */
    public synchronized void pause() {
        paused = true;
    }

    /** Reads again. */
    public synchronized void resume() {
        paused = false;
        if (owed) socket.request(1);
        owed = false;
    }

    /** Waits for the server's end of the connection and gives its close code; 1006 where there was none. */
    public int closeCode(Duration timeout) throws InterruptedException, TimeoutException {
        try {
            return closed.get(timeout.toMillis(), MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    public boolean isClosed() {
        return closed.isDone();
    }

    /**
     * Says goodbye with 1000 and does not wait for the answer.
     *
     * @throws AssertionError if anything was against the contract
     */
    @Override
    public void close() {
        try {
            if (referee != null && !isClosed()) referee.settle(REFUSAL_MILLIS);
            else if (referee != null) referee.check();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            goodbye();
        }
    }

    private void goodbye() {
        if (socket.isOutputClosed()) return;
        var goodbye = socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
        goodbye.orTimeout(2, SECONDS).whenComplete((sent, failure) -> {
            if (failure != null) socket.abort();
        });
    }

    private AssertionError missing(int from) {
        var others = messages.subList(from, messages.size());
        var state = closed.isDone() ? "closed with " + closed.join() : "open";
        return new AssertionError("the message did not come; " + state + ", since the last one: " + others, fault);
    }

    private synchronized void received(byte[] bytes) {
        try {
            var text = WireFrame.message(bytes);
            try (var reader = Json.createReader(new StringReader(text))) {
                messages.add(reader.readObject());
            }
            if (referee != null) referee.received(text);
        } catch (AssertionError e) {
            fault = e;
        } catch (IOException | RuntimeException e) {
            fault = new IllegalStateException("not a JSON object: " + new String(bytes, UTF_8), e);
            end(1006);
            socket.abort();
        }
        notifyAll();
    }

    private synchronized void next(WebSocket from) {
        if (paused) owed = true;
        else from.request(1);
    }

    private synchronized void end(int code) {
        closed.complete(code);
        notifyAll();
    }

    private final class Collector implements WebSocket.Listener {
        private final ByteArrayOutputStream message = new ByteArrayOutputStream();

        @Override
        public void onOpen(WebSocket opened) {
            opened.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            return part(from, data.toString().getBytes(UTF_8), last);
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            var bytes = new byte[data.remaining()];
            data.get(bytes);
            return part(from, bytes, last);
        }

        private @Nullable CompletionStage<?> part(WebSocket from, byte[] bytes, boolean last) {
            message.writeBytes(bytes);
            if (last) {
                received(message.toByteArray());
                message.reset();
            }
            next(from);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer payload) {
            next(from);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer payload) {
            next(from);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            end(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            end(1006);
        }
    }
}
