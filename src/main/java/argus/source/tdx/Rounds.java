package argus.source.tdx;

import argus.model.Symbol;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One round after another over all that is to be polled, in batches that are spread evenly over the round: asked all at
 * once they would be answered all at once, and clients would get the last of them late. Its tasks never overlap: each is
 * begun by the one before.
 */
final class Rounds {
    private static final Logger LOG = System.getLogger(Rounds.class.getName());
    /** So soon it is looked again whether those who ask have caught up. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Pace pace;
    private final Supplier<List<Symbol>> all;
    private final BooleanSupplier behind;
    private final Consumer<List<Symbol>> ask;
    private final Clock clock;
    private final ScheduledExecutorService timers;

    // Of the task under way.
    private final Queue<List<Symbol>> left = new ArrayDeque<>();
    private Duration spacing;
    private Instant due;
    private boolean slow;

    private volatile boolean closed;
    private volatile @Nullable Future<?> next;

    /**
     * How fast rounds go.
     *
     * @param interval from the beginning of a round to that of the next
     * @param batch symbols at once, at most
     * @param least between two batches, even if the round takes longer then
     */
    record Pace(Duration interval, int batch, Duration least) {

        /** Between the batches of a round over so many symbols; the interval where there are none. */
        Duration spacing(int symbols) {
            var even = interval.dividedBy(Math.max(1, batches(symbols)));
            return even.compareTo(least) < 0 ? least : even;
        }

        int batches(int symbols) {
            return (symbols + batch - 1) / batch;
        }
    }

    /**
     * @param all is asked for at the beginning of each round
     * @param behind says whether the next batch has to wait
     */
    Rounds(
            Pace pace,
            Supplier<List<Symbol>> all,
            BooleanSupplier behind,
            Consumer<List<Symbol>> ask,
            Clock clock,
            ScheduledExecutorService timers) {
        this.pace = pace;
        this.all = all;
        this.behind = behind;
        this.ask = ask;
        this.clock = clock;
        this.timers = timers;
        spacing = pace.interval();
        due = clock.instant().plus(spacing);
    }

    /** Begins the first round after an interval. */
    void begin() {
        due = clock.instant().plus(spacing);
        again(spacing);
    }

    void close() {
        closed = true;
        var waiting = next;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    private void again(Duration wait) {
        if (closed) {
            return;
        }
        try {
            next = timers.schedule(this::run, TimeUnit.NANOSECONDS.toMicros(wait.toNanos()), TimeUnit.MICROSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "the executor takes no more tasks", e);
        }
    }

    private void run() {
        var wait = spacing;
        try {
            wait = step();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a batch could not be asked for", e);
            wait = spacing; // as it is by now
        } finally {
            again(wait);
        }
    }

    /** @return how long to wait for the next step */
    private Duration step() {
        if (behind.getAsBoolean()) {
            return shorter(spacing, LOOK_AGAIN);
        }
        if (left.isEmpty()) {
            beginRound();
        }
        var now = clock.instant();
        if (now.isAfter(due.plus(spacing))) {
            due = now; // what was missed is not made up for in a burst
        }
        due = due.plus(spacing);
        var batch = left.poll();
        if (batch != null) {
            ask.accept(batch);
        }
        var wait = Duration.between(clock.instant(), due);
        return wait.isNegative() ? Duration.ZERO : shorter(wait, spacing);
    }

    private void beginRound() {
        var symbols = all.get();
        spacing = pace.spacing(symbols.size());
        for (int from = 0; from < symbols.size(); from += pace.batch()) {
            left.add(List.copyOf(symbols.subList(from, Math.min(symbols.size(), from + pace.batch()))));
        }
        var length = spacing.multipliedBy(left.size());
        boolean slower = length.compareTo(pace.interval()) > 0;
        if (slower && !slow) {
            LOG.log(
                    Level.WARNING,
                    "{0} symbols take {1} ms a round instead of {2} ms: the servers may not be asked more often",
                    symbols.size(),
                    length.toMillis(),
                    pace.interval().toMillis());
        }
        slow = slower;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
