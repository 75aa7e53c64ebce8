package argus.health;

import argus.metrics.LatencyHistogram;
import argus.metrics.LatencyHistogram.Bucket;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Hands the durations of a histogram on, one by one as the other side wants them: as many as fell into each bucket since
 * the last time, each as long as their mean. Where there were more than can be told in reasonable time, a share of them
 * that keeps the proportions. For one thread.
 */
final class HistogramFeed {
    /** Durations that are told at one time; one costs about 0.2 µs. */
    static final long MOST = 20_000;

    private final LatencyHistogram histogram;
    private final Consumer<Duration> target;
    private List<Bucket> told;

    HistogramFeed(LatencyHistogram histogram, Consumer<Duration> target) {
        this.histogram = histogram;
        this.target = target;
        this.told = histogram.buckets().stream().map(bucket -> new Bucket(0, 0)).toList();
    }

    void tell() {
        var now = histogram.buckets();
        long all = 0;
        for (int i = 0; i < now.size(); i++) {
            all += now.get(i).since(told.get(i)).count();
        }
        for (int i = 0; i < now.size(); i++) {
            tell(now.get(i).since(told.get(i)), all);
        }
        told = now;
    }

    private void tell(Bucket added, long all) {
        if (added.count() > 0) {
            long share = all <= MOST ? added.count() : Math.max(1, added.count() * MOST / all);
            var mean = Duration.ofNanos(added.nanos() / added.count());
            for (long i = 0; i < share; i++) {
                target.accept(mean);
            }
        }
    }
}
