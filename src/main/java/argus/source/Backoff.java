package argus.source;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;

/** How long to wait after failures in a row: about twice as long each time, by chance a quarter more or less. Immutable. */
public final class Backoff {
    private static final double GROWTH = 2;
    private static final double SPREAD = 0.25;
    private static final int STEPS = 40;

    private final IntervalFunction waits;

    /**
     * @param first about the wait after the first failure, at least a millisecond
     * @param longest no wait is longer
     */
    public Backoff(Duration first, Duration longest) {
        waits = IntervalFunction.ofExponentialRandomBackoff(first, GROWTH, SPREAD, longest);
    }

    /** The wait after so many failures in a row, one or more. */
    public Duration after(int failures) {
        return Duration.ofMillis(waits.apply(Math.min(failures, STEPS)));
    }

    IntervalFunction waits() {
        return failures -> after(failures).toMillis();
    }
}
