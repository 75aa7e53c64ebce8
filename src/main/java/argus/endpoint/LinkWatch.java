package argus.endpoint;

import argus.session.ClientSession;
import argus.session.Disconnect;
import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Does what Open Liberty leaves undone: ends clients that have it keep too much of a message which never becomes complete,
 * and cuts connections that are still there long after they were closed. Thread-safe; {@link #look} is called by one
 * thread.
 */
public final class LinkWatch {
    private static final Logger LOG = System.getLogger(LinkWatch.class.getName());
    /** 64 MiB: the longest message a client may send, in the smallest packets of a network, has less than half of them. */
    private static final int MOST_BUFFERS = 8_192;
    /** 128 MiB: a quarter of what the server is started with. */
    private static final int MOST_BUFFERS_OF_ALL = 16_384;
    /** So long a client that sends too much may take the close frame. */
    private static final long FAREWELL_MS = 1_000;
    /** So long the server itself waits for the close frame of a client, and some. */
    private static final long CLOSE_MS = 40_000;

    private final Map<ClientSession, Watched> links = new ConcurrentHashMap<>();
    private final AtomicBoolean blind = new AtomicBoolean();
    private final Clock clock;

    public LinkWatch(Clock clock) {
        this.clock = clock;
    }

    /** A link, and when it is to be cut; touched by the thread that looks. */
    private static final class Watched {
        private final Link link;
        private long cutAt = Long.MAX_VALUE;

        Watched(Link link) {
            this.link = link;
        }
    }

    /** The connection of a container's session; empty where it cannot be seen. */
    Optional<Link> find(Session container) {
        var link = LibertyLink.of(container);
        if (link.isEmpty() && DoorSettings.isLiberty(container) && blind.compareAndSet(false, true)) {
            LOG.log(Level.WARNING, "this version of the server does not show unfinished messages; they have no limit");
        }
        return link;
    }

    /** Looks after the connection of a session from now on. */
    void add(ClientSession session, Link link) {
        links.put(session, new Watched(link));
    }

    /** How many are looked after. */
    int size() {
        return links.size();
    }

    /** Looks at all of them. To be called several times a second. */
    public void look() {
        long now = clock.millis();
        long all = 0;
        int most = 0;
        @Nullable ClientSession largest = null;
        for (var entry : links.entrySet()) {
            var session = entry.getKey();
            var watched = entry.getValue();
            int held = watched.link.buffers();
            if (!watched.link.open()) {
                links.remove(session);
            } else if (session.ended() != null) {
                cut(session, watched, now);
            } else if (held > MOST_BUFFERS) {
                end(session, held);
            } else {
                all += held;
                if (held > most) {
                    most = held;
                    largest = session;
                }
            }
        }
        if (all > MOST_BUFFERS_OF_ALL && largest != null) {
            end(largest, most);
        }
    }

    private static void end(ClientSession session, int held) {
        LOG.log(Level.WARNING, "session {0} is ended: {1} buffers hold an unfinished message", session.id(), held);
        session.end(Disconnect.TOO_LARGE);
    }

    private void cut(ClientSession session, Watched watched, long now) {
        if (watched.cutAt == Long.MAX_VALUE) {
            watched.cutAt = now + (session.ended() == Disconnect.TOO_LARGE ? FAREWELL_MS : CLOSE_MS);
        } else if (now >= watched.cutAt) {
            LOG.log(Level.DEBUG, "the connection of session {0} was still open", session.id());
            links.remove(session);
            watched.link.cut();
        }
    }
}
