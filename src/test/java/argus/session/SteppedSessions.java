package argus.session;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/** Runs the flushers of sessions by hand, in the test's own thread. */
public final class SteppedSessions {
    /** Makes threads that do nothing. */
    public static final ThreadFactory NO_THREADS = task -> new Thread(() -> {});

    private final Sessions sessions;
    private final Flusher.Held held;

    public SteppedSessions(Sessions sessions) {
        this.sessions = sessions;
        this.held = new Flusher.Held(sessions.press());
    }

    /** Serves one session of a flusher. @return whether one was in line */
    public boolean step(int flusher) {
        return flusher(flusher).runOne(held);
    }

    /** Serves all that are in line. @return whether there was one */
    public boolean runAll() {
        boolean any = false;
        for (int i = 0; i < sessions.flushers().size(); i++) {
            while (step(i)) {
                any = true;
            }
        }
        return any;
    }

    /** Answers a ping. */
    public static boolean pong(ClientSession session, long payload, long now) {
        return session.pong(ByteBuffer.allocate(Long.BYTES).putLong(0, payload), now);
    }

    private Flusher flusher(int index) {
        List<Flusher> flushers = sessions.flushers();
        return flushers.get(Math.floorMod(index, flushers.size()));
    }
}
