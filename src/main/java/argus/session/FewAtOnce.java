package argus.session;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks that may wait for seconds, a few at once, on threads that live while there is work. A crowd of such tasks
 * then takes its time instead of all threads of the container. Thread-safe.
 */
public final class FewAtOnce implements Executor {
    private final int atOnce;
    private final ThreadFactory threads;
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger workers = new AtomicInteger();

    /** @param atOnce how many tasks may run at one time */
    public FewAtOnce(int atOnce, ThreadFactory threads) {
        this.atOnce = atOnce;
        this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (hire()) {
            var thread = threads.newThread(this::work);
            thread.setName("argus-closer");
            thread.start();
        }
    }

    private boolean hire() {
        return workers.getAndUpdate(count -> Math.min(atOnce, count + 1)) < atOnce;
    }

    private void work() {
        do {
            for (var task = tasks.poll(); task != null; task = tasks.poll()) {
                run(task);
            }
            workers.decrementAndGet();
            // a task may have come between the last look and the leave
        } while (!tasks.isEmpty() && hire());
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            System.getLogger(FewAtOnce.class.getName()).log(System.Logger.Level.ERROR, "a task failed", e);
        }
    }
}
