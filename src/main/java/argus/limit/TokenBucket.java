package argus.limit;

import java.time.Duration;

/** Allows so many events in a window, evenly refilled. Not thread-safe: the messages of one connection come one by one. */
public final class TokenBucket {
    private final long capacity;
    private final long windowNanos;
    private double tokens;
    private long last;

    /** @param capacity events in one window, which is also the largest burst */
    public TokenBucket(long capacity, Duration window, long nowNanos) {
        this.capacity = capacity;
        this.windowNanos = window.toNanos();
        this.tokens = capacity;
        this.last = nowNanos;
    }

    /** Takes a token. @return 0 if there was one, otherwise the nanoseconds until there is */
    public long take(long nowNanos) {
        tokens = Math.min(capacity, tokens + (double) (nowNanos - last) * capacity / windowNanos);
        last = nowNanos;
        if (tokens >= 1) {
            tokens -= 1;
            return 0;
        }
        return (long) Math.ceil((1 - tokens) * windowNanos / capacity);
    }
}
