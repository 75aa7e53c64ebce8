package argus.source;

import argus.model.MarketEvent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread at a time do the work of a source, and speaks for it: events and states reach the sink in the order of the
 * turns, a state that was told is not told again, and nothing follows the end. A turn may hold others for as long as the sink
 * waits. Thread-safe; what is told is told within a turn.
 */
public final class Turns {
    private static final Logger LOG = System.getLogger(Turns.class.getName());

    private final String source;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private @Nullable SourceSink sink;
    private @Nullable SourceState state;
    private String reason = "";
    private boolean closed;

    /** @param source its name, for the log */
    public Turns(String source) {
        this.source = source;
    }

    /** Begins with a first turn. */
    public void begin(SourceSink given, Runnable first) {
        lock.lock();
        try {
            sink = given;
            first.run();
        } finally {
            lock.unlock();
        }
    }

    /** Does something when its turn comes; nothing before the beginning and after the end. */
    public void run(Runnable task) {
        lock.lock();
        try {
            if (!closed && sink != null) {
                task.run();
            }
        } catch (RuntimeException | Error e) {
            // Thrown on, it would end a timer or a connection for good.
            LOG.log(Level.ERROR, "the work of source " + source + " failed", e);
        } finally {
            lock.unlock();
        }
    }

    /** Does something unless another thread is at it, which may wait for the feed. */
    public void runUnlessBusy(Runnable task) {
        if (lock.tryLock()) {
            try {
                run(task);
            } finally {
                lock.unlock();
            }
        }
    }

    /** Ends with a last turn, and says so the first time. */
    public void end(Runnable last) {
        lock.lock();
        try {
            last.run();
            tell(SourceState.STOPPED, "closed");
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** Hands in what became known, if anything. */
    public void hand(List<? extends MarketEvent> events) {
        var to = sink;
        if (to != null && !events.isEmpty()) {
            to.events(List.copyOf(events));
        }
    }

    /** Says how the source is, if that is new. */
    public void tell(SourceState newState, String newReason) {
        var to = sink;
        if (to != null && !closed && (newState != state || !newReason.equals(reason))) {
            state = newState;
            reason = newReason;
            to.state(newState, newReason);
        }
    }

    /** What was told last, null before. */
    public @Nullable SourceState state() {
        return state;
    }
}
