package argus.endpoint;

import argus.limit.TokenBucket;
import argus.metrics.ServiceMetrics;
import argus.protocol.ErrorCode;
import argus.protocol.MessageWriter;
import argus.protocol.ProtocolException;
import argus.session.ClientRequests;
import argus.session.ClientSession;
import argus.session.Disconnect;
import argus.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What both endpoint paths do: ties the container's session to ours and hands messages in. */
@ApplicationScoped
public class SocketDoor {
    private static final Logger LOG = System.getLogger(SocketDoor.class.getName());
    /** Frames longer than this, in bytes, end the connection with 1009; below it a client is told. */
    static final int HARD_LIMIT = 4 * 1024 * 1024;

    private static final String KEY = Guest.class.getName();

    private final Sessions sessions;
    private final ClientRequests requests;
    private final MessageWriter writer;
    private final DoorSettings settings;
    private final LinkWatch links;
    private final ServiceMetrics metrics;
    private final Clock clock;

    @Inject
    SocketDoor(
            Sessions sessions,
            ClientRequests requests,
            MessageWriter writer,
            DoorSettings settings,
            LinkWatch links,
            ServiceMetrics metrics,
            Clock clock) {
        this.sessions = sessions;
        this.requests = requests;
        this.writer = writer;
        this.settings = settings;
        this.links = links;
        this.metrics = metrics;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway") // for the CDI client proxy
    SocketDoor() {
        this(null, null, null, null, null, null, null);
    }

    /** Our session of a container session, with what limits it. */
    private static final class Guest {
        private final ClientSession session;
        private final ContainerTransport transport;
        private final TokenBucket messages;
        private final TokenBucket refusals;

        Guest(ClientSession session, ContainerTransport transport, TokenBucket messages, TokenBucket refusals) {
            this.session = session;
            this.transport = transport;
            this.messages = messages;
            this.refusals = refusals;
        }
    }

    void open(Session container) {
        container.setMaxIdleTimeout(0); // dead clients are found by pong
        var link = links.find(container);
        var transport = new ContainerTransport(container, settings.blocking(container), link.orElse(null));
        var session = sessions.open(transport);
        long now = System.nanoTime();
        container
                .getUserProperties()
                .put(
                        KEY,
                        new Guest(
                                session,
                                transport,
                                new TokenBucket(settings.rateLimit(), settings.rateWindow(), now),
                                new TokenBucket(settings.rateLimit(), settings.rateWindow(), now)));
        link.ifPresent(found -> links.add(session, found));
        session.send(writer.write(settings.welcome(session.id())));
    }

    void receive(Session container, Inbound inbound) {
        metrics.messagesIn().increment();
        metrics.bytesIn().add(inbound.length());
        var guest = guest(container);
        if (guest == null || !admit(guest)) {
            return;
        }
        try {
            if (inbound instanceof Inbound.Request request) {
                requests.handle(guest.session, request.message());
            } else if (inbound instanceof Inbound.Fault fault) {
                requests.refuse(guest.session, fault.fault());
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a request of session " + guest.session.id() + " failed", e);
            requests.refuse(guest.session, new ProtocolException(ErrorCode.INTERNAL));
        }
    }

    void receiveBinary(Session container, int length) {
        receive(
                container,
                new Inbound.Fault(
                        new ProtocolException(
                                ErrorCode.BAD_REQUEST, "Requests are text frames, this one was binary", null),
                        length));
    }

    void pong(Session container, PongMessage pong) {
        var guest = guest(container);
        if (guest != null) {
            guest.session.pong(pong.getApplicationData(), clock.millis());
        }
    }

    void close(Session container, CloseReason reason) {
        var guest = guest(container);
        if (guest != null) {
            int code = reason.getCloseCode().getCode();
            boolean left = code == CloseCodes.NORMAL_CLOSURE.getCode() || code == CloseCodes.GOING_AWAY.getCode();
            guest.session.end(left ? Disconnect.LEFT : Disconnect.GONE);
            guest.transport.closing();
        }
    }

    void fail(Session container, Throwable cause) {
        LOG.log(Level.DEBUG, () -> "connection " + container.getId() + ": " + cause);
        var guest = guest(container);
        if (guest != null && cause instanceof IOException) {
            guest.session.end(Disconnect.BROKEN);
        }
    }

    /** A message beyond the rate limit is answered with an error; a client that goes on is sent away. */
    private boolean admit(Guest guest) {
        long now = System.nanoTime();
        long wait = guest.messages.take(now);
        if (wait == 0) {
            return true;
        }
        if (guest.refusals.take(now) > 0) {
            guest.session.end(Disconnect.RATE_LIMIT);
            return false;
        }
        requests.refuse(
                guest.session,
                new ProtocolException(
                        ErrorCode.RATE_LIMITED,
                        "At most " + settings.rateLimit() + " messages in "
                                + settings.rateWindow().toMillis() + " ms",
                        null,
                        Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait)),
                        Map.of(
                                "limit", settings.rateLimit(),
                                "window_ms", settings.rateWindow().toMillis())));
        return false;
    }

    private static @Nullable Guest guest(Session container) {
        var properties =
                container.getUserProperties(); // null on Open Liberty, whose closed sessions still get messages
        return properties == null ? null : (Guest) properties.get(KEY);
    }
}
