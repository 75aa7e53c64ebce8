package argus.source;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * At most so many requests in any stretch of time of a given length: not only from one full second to the next, as vendors
 * count from wherever they like. Thread-safe.
 */
public final class Quota {
    private final int requests;
    private final Duration per;
    private final Clock clock;

    /** When the last requests may begin, oldest first; no more than the quota. */
    private final Queue<Instant> begun = new ArrayDeque<>();

    /**
     * @param requests one or more
     * @param per the length of the stretch
     */
    public Quota(int requests, Duration per, Clock clock) {
        if (requests < 1) {
            throw new IllegalArgumentException("a quota of " + requests + " requests");
        }
        this.requests = requests;
        this.per = per;
        this.clock = clock;
    }

    /** Takes the next place in the row and says how long to wait for it; zero if it is free now. */
    public synchronized Duration reserve() {
        var now = clock.instant();
        var begin = now;
        if (begun.size() == requests) {
            var free = begun.remove().plus(per);
            begin = free.isAfter(now) ? free : now;
        }
        begun.add(begin);
        return Duration.between(now, begin);
    }
}
