package argus.limit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token bucket for each of many keys, for instance addresses. Of more keys than may be remembered the one that was
 * quiet for longest is forgotten, and begins with a full bucket when it comes again. Thread-safe.
 */
public final class KeyedBuckets {
    private final Duration window;
    private final Map<String, TokenBucket> buckets;
    private long capacity;

    /** @param most keys that are remembered */
    public KeyedBuckets(Duration window, int most) {
        this.window = window;
        this.buckets = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
                return size() > most;
            }
        };
    }

    /**
     * Takes a token of a key.
     *
     * @param capacity events in one window; where it is another one than before, all begin anew
     * @return 0 if there was one, otherwise the nanoseconds until there is
     */
    public synchronized long take(String key, long capacity, long nowNanos) {
        if (capacity != this.capacity) {
            this.capacity = capacity;
            buckets.clear();
        }
        return buckets.computeIfAbsent(key, k -> new TokenBucket(capacity, window, nowNanos))
                .take(nowNanos);
    }
}
