package argus.boot;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The timers for what is short and comes often. They are Java's own, on threads of the container: a task of the container's
 * timers costs Open Liberty a fifth of a millisecond, which is right for a poll and too much for a look.
 */
final class Ticker {
    /** One for the looks, and one for each source that makes its own events and may wait for room to hand them in. */
    private static final int THREADS = 3;

    private Ticker() {}

    static ScheduledExecutorService start(ThreadFactory threads) {
        var started = new AtomicInteger();
        var ticker = new ScheduledThreadPoolExecutor(THREADS, task -> {
            var thread = threads.newThread(task);
            thread.setName("argus-ticker-" + started.getAndIncrement());
            return thread;
        });
        ticker.setRemoveOnCancelPolicy(true);
        return ticker;
    }
}
