package argus.it;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A client that reads on a thread of its own as slowly as it is told, answers pings as late as it is told, or stops
 * reading. What it has read it keeps. Thread-safe but for sending.
 */
final class AwkwardClient implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final int RECEIVE_BUFFER = 4096;
    private static final int UNLIMITED = 1 << 29;

    private final RawClient socket;
    private final ScheduledExecutorService timers;
    private final Semaphore readable = new Semaphore(0);
    private final List<JsonObject> messages = new ArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private volatile long pongDelayMs;
    private volatile @Nullable AssertionError breach;
    private boolean free;

    private AwkwardClient(URI address, String request, ScheduledExecutorService timers) throws IOException {
        this.timers = timers;
        socket = RawClient.to(address).receiveBuffer(RECEIVE_BUFFER).open();
        socket.send(request);
        timers.execute(this::read);
    }

    /**
     * Connects, sends one request and reads nothing yet.
     *
     * @param timers with a thread for each client and some more
     */
    static AwkwardClient open(URI address, String request, ScheduledExecutorService timers) throws IOException {
        return new AwkwardClient(address, request, timers);
    }

    /** May read so many bytes of payload more. */
    AwkwardClient mayRead(int bytes) {
        readable.release(bytes);
        return this;
    }

    /** May read so many bytes in each tenth of a second from now on. */
    AwkwardClient readSlowly(int bytes) {
        timers.scheduleAtFixedRate(() -> readable.release(bytes), 0, 100, MILLISECONDS);
        return this;
    }

    /** Reads whatever comes. */
    AwkwardClient readFreely() {
        if (!free) readable.release(UNLIMITED);
        free = true;
        return this;
    }

    /** Answers pings so much later from now on. */
    AwkwardClient answerLate(Duration delay) {
        pongDelayMs = delay.toMillis();
        return this;
    }

    /** What it has read, oldest first. */
    List<JsonObject> messages() {
        check();
        synchronized (messages) {
            return List.copyOf(messages);
        }
    }

    /** Waits until it has read a message that matches. */
    void await(Predicate<JsonObject> wanted, Duration timeout) throws InterruptedException {
        var deadline = System.nanoTime() + timeout.toNanos();
        synchronized (messages) {
            for (int i = 0; ; i++) {
                while (i == messages.size()) {
                    check();
                    long left = (deadline - System.nanoTime()) / 1_000_000;
                    if (left <= 0 || closed.isDone()) {
                        throw new AssertionError("not among " + i + " messages; "
                                + (closed.isDone() ? "closed with " + closed.join() : "open"));
                    }
                    messages.wait(Math.min(left, 1000));
                }
                if (wanted.test(messages.get(i))) return;
            }
        }
    }

    /** Completed with the close code when the connection ends; 1006 where there was no close frame. */
    CompletableFuture<Integer> closed() {
        return closed;
    }

    /** Tears the connection down. */
    void reset() throws IOException {
        socket.reset();
    }

    @Override
    public void close() throws IOException {
        readFreely();
        socket.close();
        check();
    }

    /** Fails if a message was against the contract. */
    private void check() {
        var first = breach;
        if (first != null) throw new AssertionError(first.getMessage(), first);
    }

    private void read() {
        try {
            while (true) {
                readable.acquire(); // the first byte; the rest when its length is known
                var frame = socket.read(SILENCE);
                readable.acquire(Math.max(0, frame.payload().length - 1));
                switch (frame.opcode()) {
                    case WireFrame.PING -> timers.schedule(() -> pong(frame), pongDelayMs, MILLISECONDS);
                    case WireFrame.TEXT, WireFrame.BINARY -> keep(frame);
                    case WireFrame.CLOSE -> {
                        closed.complete(frame.closeCode());
                        return;
                    }
                    default -> throw new IOException("unexpected: " + frame);
                }
            }
        } catch (AssertionError e) {
            breach = e;
            closed.complete(1006);
        } catch (IOException e) {
            closed.complete(1006);
        } catch (InterruptedException e) {
            closed.complete(1006);
            Thread.currentThread().interrupt();
        }
    }

    private void keep(WireFrame frame) throws IOException {
        try (var reader = Json.createReader(new StringReader(WireFrame.message(frame.payload())))) {
            synchronized (messages) {
                messages.add(reader.readObject());
                messages.notifyAll();
            }
        }
    }

    private void pong(WireFrame ping) {
        try {
            synchronized (socket) {
                socket.send(new WireFrame(true, WireFrame.PONG, ping.payload()));
            }
        } catch (IOException e) {
            closed.complete(1006);
        }
    }
}
