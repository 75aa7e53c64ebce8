package argus.source;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A clock and an executor that stand still until the test moves them. Periodic tasks run once for each move. */
public final class ManualExecutor extends AbstractExecutorService implements ScheduledExecutorService {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Periodic> periodic = new ArrayList<>();
    private final List<Once> delayed = new ArrayList<>();
    private Instant now;
    private Duration elapsed = Duration.ZERO;
    private boolean shutdown;

    public ManualExecutor(Instant now) {
        this.now = now;
    }

    public Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    /** Runs what was handed over. */
    public void runTasks() {
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Moves the clock once and then runs everything once, as a late timer does. */
    public void jump(Duration by) {
        now = now.plus(by);
        elapsed = by.isNegative() ? elapsed : elapsed.plus(by); // timers do not mind a clock that is set back
        runTasks();
        List.copyOf(delayed).stream()
                .filter(once -> once.due.compareTo(elapsed) <= 0)
                .forEach(once -> {
                    delayed.remove(once);
                    once.run();
                });
        List.copyOf(periodic).stream().filter(p -> !p.isCancelled()).forEach(p -> p.task.run());
    }

    /** Moves the clock in steps of ten milliseconds. */
    public void advance(Duration by) {
        for (long done = 0; done < by.toMillis(); done += 10) {
            jump(Duration.ofMillis(10));
        }
    }

    public boolean hasTimer() {
        return Stream.concat(periodic.stream(), delayed.stream()).anyMatch(timer -> !timer.isCancelled());
    }

    @Override
    public void execute(Runnable command) {
        tasks.add(command);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        var scheduled = new Periodic(command);
        periodic.add(scheduled);
        return scheduled;
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return scheduleAtFixedRate(command, initialDelay, delay, unit);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        if (shutdown) {
            throw new RejectedExecutionException("shut down");
        }
        var scheduled = new Once(command, elapsed.plus(delay, unit.toChronoUnit()));
        delayed.add(scheduled);
        return scheduled;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException(); // no source schedules something with a result
    }

    @Override
    public void shutdown() {
        shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return shutdown;
    }

    private static final class Once extends FutureTask<Void> implements ScheduledFuture<Void> {
        private final Duration due;

        Once(Runnable task, Duration due) {
            super(task, null);
            this.due = due;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }

    private static final class Periodic extends FutureTask<Void> implements ScheduledFuture<Void> {
        private final Runnable task;

        Periodic(Runnable task) {
            super(task, null);
            this.task = task;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }
}
