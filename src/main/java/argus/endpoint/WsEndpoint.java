package argus.endpoint;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/** The endpoint at {@code /ws}. The containers do not inherit these annotations, so each path has a class. */
@Dependent
@ServerEndpoint(
        value = "/ws",
        decoders = InboundDecoder.class,
        encoders = {ImageEncoder.class, BinaryImageEncoder.class})
public class WsEndpoint {
    /** Injected into the field: the containers want a public constructor without parameters. */
    @Inject
    SocketDoor door;

    @OnOpen
    public void open(Session session) {
        door.open(session);
    }

    @OnMessage(maxMessageSize = SocketDoor.HARD_LIMIT)
    public void message(Inbound inbound, Session session) {
        door.receive(session, inbound);
    }

    @OnMessage(maxMessageSize = SocketDoor.HARD_LIMIT)
    public void binary(byte[] bytes, Session session) {
        door.receiveBinary(session, bytes.length);
    }

    @OnMessage
    public void pong(PongMessage pong, Session session) {
        door.pong(session, pong);
    }

    @OnClose
    public void close(Session session, CloseReason reason) {
        door.close(session, reason);
    }

    @OnError
    public void error(Session session, Throwable cause) {
        door.fail(session, cause);
    }
}
