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

/**
 * Writes through the container's session: blocking where that is cheapest and credit keeps it from ever waiting (Open
 * Liberty), otherwise asynchronously.
 */
final class ContainerTransport implements Transport {
    /** Loaded with this class: on Open Liberty the first use of one waits for a lock, and a flusher must not. */
    static final List<Class<?>> USED = List.of(
            Image.class,
            BinaryImage.class,
            RemoteEndpoint.Basic.class,
            RemoteEndpoint.Async.class,
            EncodeException.class);

    private final Session session;
    private final RemoteEndpoint.Basic basic;
    private final RemoteEndpoint.Async async;
    private final boolean blocking;
    private boolean inParts;

    /** On Open Liberty to be made before anything is sent. */
    ContainerTransport(Session session, boolean blocking) {
        this.session = session;
        this.blocking = blocking;
        // In this order, and once: there the first async remote puts a new state in the place of the basic remote's, so
        // a message
        // in parts would begin again in its middle; and with one state for both, no ping could go between two parts.
        this.basic = session.getBasicRemote();
        this.async = session.getAsyncRemote();
    }

    @Override
    public boolean blocking() {
        return blocking;
    }

    @Override
    public boolean send(String text, boolean last, Completion completion) throws IOException {
        try {
            if (!blocking) {
                async.sendObject(new Image(text), result -> completion.completed(!result.isOK()));
                return false;
            }
            if (last && !inParts) {
                basic.sendObject(new Image(text));
            } else {
                basic.sendText(text, last);
                inParts = !last;
            }
            return true;
        } catch (EncodeException | IllegalStateException | IllegalArgumentException e) {
            throw new IOException("the session does not take a message", e); // it is closed, or about to be
        }
    }

    @Override
    public boolean send(ByteBuffer bytes, boolean last, Completion completion) throws IOException {
        try {
            if (!blocking) {
                async.sendObject(new BinaryImage(bytes), result -> completion.completed(!result.isOK()));
                return false;
            }
            if (last && !inParts) {
                basic.sendObject(new BinaryImage(bytes));
            } else {
                basic.sendBinary(bytes, last);
                inParts = !last;
            }
            return true;
        } catch (EncodeException | IllegalStateException | IllegalArgumentException e) {
            throw new IOException("the session does not take a message", e);
        }
    }

    @Override
    public void ping(ByteBuffer payload) throws IOException {
        try {
            // not the basic remote's: there Open Liberty never lets go of a link whose ping failed
            async.sendPing(payload);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new IOException("the session does not take a ping", e);
        }
    }

    @Override
    public void close(Disconnect reason) throws IOException {
        try {
            session.close(new CloseReason(CloseCodes.getCloseCode(reason.code()), reason.reason()));
        } catch (IllegalStateException e) {
            throw new IOException("the session is closed already", e);
        }
    }
}
