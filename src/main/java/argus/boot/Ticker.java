package argus.boot;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The timers for what is short and comes often. They are Java's own, on threads of the container: a task of the container's
 * timers costs Open Liberty a fifth of a millisecond, which is right for a poll and too much for a look.
 */
final class Ticker {
    private static final long UNUSED_SECONDS = 2;

    private Ticker() {}

    /** By a name, timers with one thread of that name, which goes back to the container when nothing is planned any more. */
    static Function<String, ScheduledExecutorService> on(ThreadFactory threads) {
        return name -> {
            var ticker = new ScheduledThreadPoolExecutor(1, task -> {
                var thread = threads.newThread(task);
                thread.setName("argus-ticker-" + name);
                return thread;
            });
            ticker.setRemoveOnCancelPolicy(true);
            ticker.setKeepAliveTime(UNUSED_SECONDS, TimeUnit.SECONDS);
            ticker.allowCoreThreadTimeOut(true);
            return ticker;
        };
    }
}
