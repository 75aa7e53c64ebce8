package argus.load;

import java.util.List;
import java.util.TreeMap;

/** Delays in milliseconds, for each second of the run and over stretches of it. Not thread-safe. */
final class Delays {
    private static final int LONGEST = 20_000;

    private final TreeMap<Long, Histogram> seconds = new TreeMap<>();

    /** How often each delay was seen. */
    static final class Histogram {
        private final int[] counts = new int[LONGEST + 1];
        private long all;

        void add(long delay) {
            counts[(int) Math.max(0, Math.min(LONGEST, delay))]++;
            all++;
        }

        private void add(Histogram other) {
            for (int i = 0; i <= LONGEST; i++) {
                counts[i] += other.counts[i];
            }
            all += other.all;
        }

        long count() {
            return all;
        }

        /** The delay that a share of all does not exceed. */
        int quantile(double share) {
            long wanted = Math.max(1, (long) Math.ceil(share * all));
            long seen = 0;
            for (int i = 0; i <= LONGEST; i++) {
                seen += counts[i];
                if (seen >= wanted) {
                    return i;
                }
            }
            return 0;
        }

        @Override
        public String toString() {
            return "n %,d, p50 %d, p99 %d, max %d ms".formatted(all, quantile(0.5), quantile(0.99), quantile(1));
        }
    }

    /** @param at when it was seen, epoch milliseconds */
    void add(long at, long delay) {
        seconds.computeIfAbsent(at / 1000, s -> new Histogram()).add(delay);
    }

    /** All of the seconds, since 1970, from one to before another. */
    Histogram between(long from, long to) {
        var sum = new Histogram();
        seconds.subMap(from, to).values().forEach(sum::add);
        return sum;
    }

    /** The last second in which one was seen. */
    long last() {
        return seconds.isEmpty() ? 0 : seconds.lastKey();
    }

    /** The p99 of each second from one to before another. */
    List<Integer> p99s(long from, long to) {
        return seconds.subMap(from, to).values().stream()
                .map(histogram -> histogram.quantile(0.99))
                .toList();
    }

    /** The highest of them. */
    int worstP99(long from, long to) {
        return p99s(from, to).stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
