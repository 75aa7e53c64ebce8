package argus.endpoint;

import argus.session.Disconnect;
import argus.session.Transport;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.EncodeException;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes through the container's session: blocking where that is cheapest and credit keeps it from ever waiting (Open
 * Liberty), otherwise asynchronously. Of a text that many are sent the container is given the bytes, where it takes them.
 * {@link #closing} parts the last write from the close that the container is about to do.
 */
final class ContainerTransport implements Transport {
    /** Loaded with this class: on Open Liberty the first use of one waits for a lock, and a flusher must not. */
    static final List<Class<?>> USED = List.of(
            Image.class,
            BinaryImage.class,
            RemoteEndpoint.Basic.class,
            RemoteEndpoint.Async.class,
            EncodeException.class);

    /** As long as Open Liberty waits for a write before it closes. */
    private static final long LAST_WRITE_MS = 5_500;

    // Held while something is written. Open Liberty closes the connection of a client that has gone without regard to
    // writes, and one that meets this waits for ever.
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean closed;

    private final Session session;
    private final RemoteEndpoint.Basic basic;
    private final RemoteEndpoint.Async async;
    private final boolean blocking;
    private final @Nullable Link link;
    private final @Nullable LibertyText texts;
    private boolean inParts;

    /**
     * On Open Liberty to be made before anything is sent.
     *
     * @param link the connection below, where it can be seen
     */
    ContainerTransport(Session session, boolean blocking, @Nullable Link link) {
        this.session = session;
        this.blocking = blocking;
        this.link = link;
        // In this order, and once: there the first async remote puts a new state in the place of the basic remote's, so
        // a message in parts would begin again in its middle; and with one state for both, no ping could go between
        // two parts.
        this.basic = session.getBasicRemote();
        this.async = session.getAsyncRemote();
        this.texts = blocking && link != null ? LibertyText.of(basic).orElse(null) : null;
    }

    @Override
    public boolean blocking() {
        return blocking;
    }

    @Override
    public boolean send(String text, boolean last, Completion completion) throws IOException {
        return write(() -> {
            if (!blocking) {
                async.sendObject(new Image(text), result -> completion.completed(!result.isOK()));
            } else if (last && !inParts) {
                basic.sendObject(new Image(text));
            } else {
                part(() -> basic.sendText(text, last), last);
            }
        });
    }

    @Override
    public boolean send(Shared text, Completion completion) throws IOException {
        var bytewise = texts;
        if (bytewise == null || inParts) {
            return send(text.text(), true, completion);
        }
        return write(() -> part(() -> bytewise.send(text.bytes()), true));
    }

    @Override
    public boolean send(ByteBuffer bytes, boolean last, Completion completion) throws IOException {
        return write(() -> {
            if (!blocking) {
                async.sendObject(new BinaryImage(bytes), result -> completion.completed(!result.isOK()));
            } else if (link == null && last && !inParts) {
                basic.sendObject(new BinaryImage(bytes));
            } else {
                part(() -> basic.sendBinary(bytes, last), last);
            }
        });
    }

    @Override
    public void ping(ByteBuffer payload) throws IOException {
        // not the basic remote's: there Open Liberty never lets go of a link whose ping failed
        write(() -> async.sendPing(payload));
    }

    @FunctionalInterface
    private interface Write {

        void run() throws IOException, EncodeException;
    }

    /** @return whether what was handed over is written */
    private boolean write(Write write) throws IOException {
        writing.lock();
        try {
            if (closed) {
                throw new IOException("the connection is closed");
            }
            write.run();
            return blocking;
        } catch (EncodeException | IllegalStateException | IllegalArgumentException e) {
            throw new IOException("the session takes nothing", e); // it is closed, or about to be
        } finally {
            writing.unlock();
        }
    }

    /** Here Open Liberty does not notice that a write has ended in failure, and threads that close would wait for its end. */
    private void part(Write write, boolean last) throws IOException, EncodeException {
        try {
            write.run();
            inParts = !last;
        } catch (IllegalStateException e) {
            throw e; // it has not begun: whatever is being written is not ours
        } catch (IOException | RuntimeException | Error e) {
            if (link != null) {
                link.release();
            }
            throw e;
        }
    }

    /**
     * Returns when nothing is being written any more, and nothing will be. For the container's thread that tells of the
     * close, before it goes on with it.
     */
    void closing() {
        closed = true;
        if (!blocking) {
            return;
        }
        try {
            if (writing.tryLock(LAST_WRITE_MS, TimeUnit.MILLISECONDS)) {
                writing.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close(Disconnect reason) throws IOException {
        closing(); // it may close the connection below before it tells of the close
        try {
            session.close(new CloseReason(CloseCodes.getCloseCode(reason.code()), reason.reason()));
        } catch (IllegalStateException e) {
            throw new IOException("the session is closed already", e);
        }
    }
}
