package argus.session;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A thread that does all writing for its sessions. Sessions are added by any thread; {@link #watch} is called by one
 * sweeper and puts another thread in the place of one that a write holds, which is not expected ever to happen.
 */
public final class Flusher {
    private static final Logger LOG = System.getLogger(Flusher.class.getName());
    /** How long a write may wait: it is to find room at once. */
    private static final long HELD_NANOS = 50_000_000;

    /** How long it may wait for a lock: the container's are held for microseconds, but by threads that may lose the processor. */
    private static final long LOCKED_NANOS = 1_000_000_000;

    private final String name;
    private final ThreadFactory threads;
    private final Supplier<Press> presses;
    private final Clock clock;
    private final LongAdder heldCount;
    private final ConcurrentLinkedQueue<ClientSession> ready = new ConcurrentLinkedQueue<>();
    private final TreeMap<Long, List<ClientSession>> timers = new TreeMap<>();
    private volatile @Nullable Held current;
    private volatile boolean stopped;

    /**
     * @param presses makes the press of each thread
     * @param heldCount counts how often a write held a flusher
     */
    Flusher(String name, ThreadFactory threads, Supplier<Press> presses, Clock clock, LongAdder heldCount) {
        this.name = name;
        this.threads = threads;
        this.presses = presses;
        this.clock = clock;
        this.heldCount = heldCount;
    }

    void start() {
        var held = new Held(presses.get());
        current = held;
        var thread = threads.newThread(() -> run(held));
        thread.setName(name);
        held.thread = thread;
        thread.start();
    }

    void stop() {
        stopped = true;
        wakeThread();
    }

    /** Whether its thread runs. */
    boolean alive() {
        var held = current;
        var thread = held == null ? null : held.thread;
        return thread != null && thread.isAlive();
    }

    /** Puts a session in line whose {@link ClientSession#schedule} said so; {@link #signal} must follow. */
    public void add(ClientSession session) {
        ready.add(session);
    }

    /** Has the thread look at its line. */
    public void signal() {
        var held = current;
        if (held != null && held.parked) {
            LockSupport.unpark(held.thread);
        }
    }

    /** Has the session looked after at a time. Flusher thread only. */
    void at(long epochMillis, ClientSession session) {
        if (epochMillis != Long.MAX_VALUE) {
            synchronized (timers) {
                timers.computeIfAbsent(epochMillis, t -> new ArrayList<>()).add(session);
            }
        }
    }

    /** Takes the line away from a thread that a write has held for more than 50 ms, or a lock in it for more than a second. */
    void watch() {
        var held = current;
        if (held == null || !held.isHeld()) {
            return;
        }
        var stack = held.stack();
        if (held.isSuspect()) { // it has not come back while it was looked at
            heldCount.increment();
            LOG.log(Level.WARNING, "a write has held {0}: {1}", name, stack);
            held.takenOver = true;
            LockSupport.unpark(held.thread);
            start();
        }
    }

    private void wakeThread() {
        var held = current;
        if (held != null) {
            LockSupport.unpark(held.thread);
        }
    }

    private void run(Held held) {
        while (!stopped && !held.takenOver) {
            long now = clock.millis();
            long next = fireTimers(now);
            if (serveNext(now, held)) {
                continue;
            }
            held.parked = true;
            if (ready.isEmpty() && !stopped && !held.takenOver) {
                if (next == Long.MAX_VALUE) {
                    LockSupport.park(this);
                } else {
                    LockSupport.parkNanos(this, Math.max(1, next - clock.millis()) * 1_000_000);
                }
            }
            held.parked = false;
        }
    }

    /** Serves the session that is next in line, after those whose time has come. @return whether one was in line */
    boolean runOne(Held held) {
        long now = clock.millis();
        fireTimers(now);
        return serveNext(now, held);
    }

    private boolean serveNext(long now, Held held) {
        var session = ready.poll();
        if (session == null) {
            return false;
        }
        try {
            session.flush(now, held);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            // an error is one session's as well: a flusher that ended would silence all of its others
            LOG.log(Level.ERROR, "session " + session.id() + " is ended: it could not be written to", e);
            session.end(Disconnect.INTERNAL);
        }
        return true;
    }

    private long fireTimers(long now) {
        synchronized (timers) {
            while (!timers.isEmpty() && timers.firstKey() <= now) {
                for (var session : timers.pollFirstEntry().getValue()) {
                    if (session.rouse()) {
                        ready.add(session);
                    }
                }
            }
            return timers.isEmpty() ? Long.MAX_VALUE : timers.firstKey();
        }
    }

    /** What one flusher thread is doing, for the watchdog. */
    static final class Held {
        private final Press press;
        private final AtomicLong sends = new AtomicLong();
        private volatile long since;
        private volatile boolean takenOver;
        private volatile boolean parked;
        private volatile @Nullable Thread thread;
        private long suspect = -1;

        Held(Press press) {
            this.press = press;
        }

        /** What its thread makes frames with. */
        Press press() {
            return press;
        }

        /** A write begins. @return now, as {@link System#nanoTime} */
        long begin() {
            long now = System.nanoTime();
            sends.lazySet(sends.get() + 1);
            since = now | 1;
            return now;
        }

        /** It has returned. @return now, as {@link System#nanoTime} */
        long end() {
            since = 0;
            return System.nanoTime();
        }

        /** Does a write that the watchdog looks at. */
        void watch(Write write) throws IOException {
            begin();
            try {
                write.run();
            } finally {
                end();
            }
        }

        /** What a thread may be held in. */
        @FunctionalInterface
        interface Write {

            void run() throws IOException;
        }

        boolean takenOver() {
            return takenOver;
        }

        /** Where the thread is, for the log. */
        String stack() {
            var holder = thread;
            return holder == null ? "" : Arrays.toString(holder.getStackTrace());
        }

        /** Watchdog only. A thread that waits for a processor is not held: only one that waits in the same write twice. */
        private boolean isHeld() {
            long send = sends.get();
            long began = since;
            var holder = thread;
            long patience = holder == null ? Long.MAX_VALUE : patience(holder.getState());
            boolean sameWrite = since == began && sends.get() == send; // else the state was one of another moment
            if (began == 0 || !sameWrite || System.nanoTime() - began < patience) {
                suspect = -1;
                return false;
            }
            boolean again = suspect == send;
            suspect = send;
            return again;
        }

        private static long patience(Thread.State state) {
            return switch (state) {
                case WAITING, TIMED_WAITING -> HELD_NANOS;
                case BLOCKED -> LOCKED_NANOS;
                default -> Long.MAX_VALUE;
            };
        }

        /** Whether it is still in the write that the watchdog suspects. */
        private boolean isSuspect() {
            return since != 0 && sends.get() == suspect;
        }
    }
}
