package argus.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Durations, counted in fixed buckets. Recording costs two additions. Thread-safe. */
public final class LatencyHistogram {
    /** Upper bounds of all buckets but the last, which has none; nanoseconds. */
    private static final long[] BOUNDS = micros(
            50,
            100,
            250,
            500,
            1_000,
            2_000,
            5_000,
            10_000,
            25_000,
            50_000,
            100_000,
            250_000,
            500_000,
            1_000_000,
            2_500_000,
            5_000_000,
            10_000_000);

    private final LongAdder[] counts = adders();
    private final LongAdder[] sums = adders();

    /**
     * What fell into one bucket since the start.
     *
     * @param nanos the sum of these durations
     */
    public record Bucket(long count, long nanos) {

        /** What was added since an earlier look at the same bucket. */
        public Bucket since(Bucket earlier) {
            return new Bucket(count - earlier.count, nanos - earlier.nanos);
        }
    }

    /** Adds a duration in nanoseconds. */
    public void record(long nanos) {
        record(nanos, 1);
    }

    /** Adds a duration in nanoseconds that was seen so many times. */
    public void record(long nanos, int times) {
        int bucket = 0;
        while (bucket < BOUNDS.length && nanos > BOUNDS[bucket]) {
            bucket++;
        }
        counts[bucket].add(times);
        sums[bucket].add(nanos * times);
    }

    /** The upper bounds of all buckets but the last, which has none; nanoseconds. */
    public static List<Long> bounds() {
        return Arrays.stream(BOUNDS).boxed().toList();
    }

    /** All buckets, the shortest durations first; what is recorded meanwhile may be half in. */
    public List<Bucket> buckets() {
        return IntStream.range(0, counts.length)
                .mapToObj(i -> new Bucket(counts[i].sum(), sums[i].sum()))
                .toList();
    }

    /** How many durations were recorded. */
    public long count() {
        return Arrays.stream(counts).mapToLong(LongAdder::sum).sum();
    }

    /**
     * A duration that the given share of all did not exceed, rounded up to the bound of its bucket; nanoseconds, 0 before
     * the first. What lies beyond the last bound is told as the last bound.
     *
     * @param share between 0 and 1
     */
    public long quantile(double share) {
        var all = Arrays.stream(counts).mapToLong(LongAdder::sum).toArray();
        long left = (long) Math.ceil(share * Arrays.stream(all).sum());
        if (left == 0) {
            return 0;
        }
        int bucket = 0;
        while (bucket < BOUNDS.length - 1 && (left -= all[bucket]) > 0) {
            bucket++;
        }
        return BOUNDS[bucket];
    }

    private static LongAdder[] adders() {
        return Stream.generate(LongAdder::new).limit(BOUNDS.length + 1L).toArray(LongAdder[]::new);
    }

    private static long[] micros(long... micros) {
        return Arrays.stream(micros).map(us -> us * 1000).toArray();
    }
}
