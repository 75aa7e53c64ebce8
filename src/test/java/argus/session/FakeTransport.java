package argus.session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose client reads when the test says so. What the contract of {@link Transport} forbids is kept as a
 * fault. Thread-safe.
 */
public final class FakeTransport implements Transport {
    /** More than this on its way to a reader that has stopped, and a blocking write may wait. */
    public static final long SAFE = SendCredit.LIMIT + SendCredit.PIECE + 300;

    /** How a send ends. */
    public enum Way {
        /** It returns when all is written. */
        BLOCKING,
        /** It says that all is written. */
        AT_ONCE,
        /** It completes before it returns. */
        INSIDE,
        /** It completes when the test says so. */
        LATER
    }

    /** What a client reads. */
    public sealed interface Received {}

    /** @param at when its last part was handed over, epoch milliseconds */
    public record Text(String text, long at) implements Received {}

    /** @param at when its last part was handed over, epoch milliseconds */
    public record Binary(byte[] bytes, long at) implements Received {}

    public record Ping(long payload) implements Received {}

    private record Part(@Nullable String text, byte @Nullable [] bytes, boolean last, long at) {
        private int length() {
            return text == null ? bytes.length : Utf8.length(text);
        }
    }

    private final Way way;
    private final Clock clock;
    private final ArrayDeque<Object> wire = new ArrayDeque<>();
    private final StringBuilder message = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<String> faults = new ArrayList<>();
    private @Nullable Completion pending;
    private @Nullable Disconnect closed;
    private long unread;
    private boolean broken;

    public FakeTransport(Way way, Clock clock) {
        this.way = way;
        this.clock = clock;
    }

    @Override
    public boolean blocking() {
        return way == Way.BLOCKING;
    }

    @Override
    public boolean send(String text, boolean last, Completion completion) throws IOException {
        return send(new Part(text, null, last, clock.millis()), completion);
    }

    @Override
    public boolean send(ByteBuffer bytes, boolean last, Completion completion) throws IOException {
        var copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return send(new Part(null, copy, last, clock.millis()), completion);
    }

    private boolean send(Part part, Completion completion) throws IOException {
        synchronized (this) {
            check();
            if (!part.last() && way != Way.BLOCKING) {
                faults.add("a part on an asynchronous transport");
            }
            wire.add(part);
            took(part.length());
            if (way == Way.LATER) {
                pending = completion;
            }
        }
        if (way == Way.INSIDE) {
            completion.completed(false);
        }
        return way == Way.BLOCKING || way == Way.AT_ONCE;
    }

    @Override
    public synchronized void ping(ByteBuffer payload) throws IOException {
        check();
        wire.add(new Ping(payload.getLong(payload.position())));
        took(payload.remaining());
    }

    @Override
    public synchronized void close(Disconnect reason) {
        if (closed != null) {
            faults.add("closed twice");
        }
        closed = reason;
    }

    /** Reads on. @return the next message that is complete, or null if nothing more has come */
    public synchronized @Nullable Received read() {
        for (var next = wire.poll(); next != null; next = wire.poll()) {
            if (next instanceof Ping ping) {
                unread -= Long.BYTES;
                return ping;
            }
            var part = (Part) next;
            unread -= part.length();
            if (part.bytes() != null) {
                bytes.writeBytes(part.bytes());
                if (part.last()) {
                    var binary = new Binary(bytes.toByteArray(), part.at());
                    bytes.reset();
                    return binary;
                }
                continue;
            }
            message.append(part.text());
            if (part.last()) {
                var text = new Text(message.toString(), part.at());
                message.setLength(0);
                return text;
            }
        }
        return null;
    }

    /** Ends the send in flight. @return whether there was one */
    public boolean complete(boolean failed) {
        Completion completion;
        synchronized (this) {
            completion = pending;
            pending = null;
        }
        if (completion == null) {
            return false;
        }
        completion.completed(failed);
        return true;
    }

    /** Has every later send and ping fail. */
    public synchronized void breakDown() {
        broken = true;
    }

    /** The reason it was closed with, or null. */
    public synchronized @Nullable Disconnect closedWith() {
        return closed;
    }

    public synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    private void check() throws IOException {
        if (pending != null) {
            faults.add("a send or ping while another is in flight");
        }
        if (broken) {
            throw new IOException("broken");
        }
    }

    private void took(int bytes) {
        unread += bytes;
        if (way == Way.BLOCKING && unread > SAFE) {
            faults.add(unread + " bytes on their way: a write could block");
        }
    }
}
