package argus.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import argus.metrics.LatencyHistogram.Bucket;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {

    @Property
    void everyDurationIsCountedOnceWithItsLength(@ForAll List<@LongRange(max = 100_000_000_000L) Long> durations) {
        var histogram = new LatencyHistogram();
        durations.forEach(histogram::record);
        assertThat(histogram.count()).isEqualTo(durations.size());
        var buckets = histogram.buckets();
        assertThat(buckets.stream().mapToLong(Bucket::count).sum()).isEqualTo(durations.size());
        assertThat(buckets.stream().mapToLong(Bucket::nanos).sum())
                .isEqualTo(durations.stream().mapToLong(d -> d).sum());
    }

    @Property
    void quantileIsTheBoundAboveTheDuration(@ForAll @NotEmpty List<@LongRange(max = 10_000_000_000L) Long> durations) {
        var histogram = new LatencyHistogram();
        durations.forEach(histogram::record);
        var sorted = durations.stream().sorted().toList();
        assertThat(histogram.quantile(1)).isGreaterThanOrEqualTo(sorted.get(sorted.size() - 1));
        assertThat(histogram.quantile(0.5)).isGreaterThanOrEqualTo(sorted.get((sorted.size() - 1) / 2));
    }

    @Test
    void boundBelongsToItsBucket() {
        var histogram = new LatencyHistogram();
        histogram.record(1_000_000);
        histogram.record(1_000_001);
        assertThat(histogram.quantile(0.5)).isEqualTo(1_000_000);
        assertThat(histogram.quantile(0.51)).isEqualTo(2_000_000);
    }

    @Test
    void whatLiesBeyondTheLastBoundIsToldAsTheLastBound() {
        var histogram = new LatencyHistogram();
        histogram.record(60_000_000_000L);
        assertThat(histogram.quantile(0.5)).isEqualTo(10_000_000_000L);
    }

    @Test
    void emptyHistogramHasQuantileZero() {
        assertThat(new LatencyHistogram().quantile(0.99)).isZero();
    }

    @Test
    void bucketTellsWhatWasAdded() {
        assertThat(new Bucket(5, 70).since(new Bucket(2, 30))).isEqualTo(new Bucket(3, 40));
    }
}
