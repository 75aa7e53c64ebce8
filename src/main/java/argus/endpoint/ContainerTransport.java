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
    private final boolean blocking;
    private boolean inParts;

    ContainerTransport(Session session, boolean blocking) {
        this.session = session;
        this.blocking = blocking;
    }

    @Override
    public boolean blocking() {
        return blocking;
    }

    @Override
    public boolean send(String text, boolean last, Completion completion) throws IOException {
        try {
            if (!blocking) {
                session.getAsyncRemote().sendObject(new Image(text), result -> completion.completed(!result.isOK()));
                return false;
            }
            if (last && !inParts) {
                session.getBasicRemote().sendObject(new Image(text));
            } else {
                session.getBasicRemote().sendText(text, last);
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
                session.getAsyncRemote()
                        .sendObject(new BinaryImage(bytes), result -> completion.completed(!result.isOK()));
                return false;
            }
            if (last && !inParts) {
                session.getBasicRemote().sendObject(new BinaryImage(bytes));
            } else {
                session.getBasicRemote().sendBinary(bytes, last);
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
            session.getAsyncRemote().sendPing(payload);
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
