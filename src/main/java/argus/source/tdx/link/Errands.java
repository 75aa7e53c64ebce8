package argus.source.tdx.link;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What waits to be asked: first what is urgent, then the rest. Thread-safe. */
final class Errands {
    /** While no server can be reached, errands do not pile up beyond that. */
    private static final int MOST = 20_000;

    private final Deque<Waiting> urgent = new ArrayDeque<>();
    private final Deque<Waiting> patient = new ArrayDeque<>();
    private final List<Runnable> idle = new ArrayList<>();

    /**
     * An errand that waits.
     *
     * @param tries how often it was begun in vain
     */
    record Waiting(Errand errand, int tries) {}

    /** @return false if too many wait already: nothing was added */
    synchronized boolean add(Errand errand) {
        return urgent.size() < MOST && add(urgent, errand);
    }

    synchronized void addFirst(Waiting waiting) {
        urgent.addFirst(waiting);
        wake();
    }

    /** @return false if too many wait already: nothing was added */
    synchronized boolean addPatient(Errand errand) {
        return patient.size() < MOST && add(patient, errand);
    }

    synchronized boolean hasUrgent() {
        return !urgent.isEmpty();
    }

    /** The next one; where there is none the caller is woken when there is one again. */
    synchronized @Nullable Waiting next(Runnable wakeUp) {
        var next = urgent.isEmpty() ? patient.poll() : urgent.poll();
        if (next == null) {
            idle.add(wakeUp);
        }
        return next;
    }

    /** Lets everybody look who has nothing to do. */
    synchronized void wakeAll() {
        idle.forEach(Runnable::run);
        idle.clear();
    }

    private boolean add(Deque<Waiting> line, Errand errand) {
        line.addLast(new Waiting(errand, 0));
        wake();
        return true;
    }

    private void wake() {
        if (!idle.isEmpty()) {
            idle.remove(idle.size() - 1).run();
        }
    }
}
