package argus.health;

import static org.assertj.core.api.Assertions.assertThat;

import argus.metrics.LatencyHistogram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class HistogramFeedTest {
    private final LatencyHistogram histogram = new LatencyHistogram();
    private final List<Duration> told = new ArrayList<>();
    private final HistogramFeed feed = new HistogramFeed(histogram, told::add);

    @Property(tries = 200)
    void everyDurationIsToldInItsBucket(@ForAll List<@LongRange(max = 20_000_000_000L) Long> durations) {
        var heard = new LatencyHistogram();
        var source = new LatencyHistogram();
        var tell = new HistogramFeed(source, duration -> heard.record(duration.toNanos()));
        for (var duration : durations) {
            source.record(duration);
            tell.tell();
        }
        durations.forEach(source::record);
        tell.tell();
        assertThat(heard.buckets().stream().map(bucket -> bucket.count()).toList())
                .isEqualTo(
                        source.buckets().stream().map(bucket -> bucket.count()).toList());
    }

    @Test
    void nothingIsToldTwice() {
        histogram.record(3_000_000);
        histogram.record(5_000_000);
        feed.tell();
        feed.tell();
        assertThat(told).containsExactly(Duration.ofMillis(4), Duration.ofMillis(4));
    }

    @Test
    void floodIsToldInProportion() {
        for (int i = 0; i < 90_000; i++) {
            histogram.record(3_000_000);
        }
        for (int i = 0; i < 10_000; i++) {
            histogram.record(70_000_000);
        }
        histogram.record(1_000_000_000);
        feed.tell();
        assertThat(told.size()).isBetween((int) HistogramFeed.MOST - 2, (int) HistogramFeed.MOST + 2);
        assertThat(told.stream().filter(Duration.ofMillis(70)::equals).count()).isBetween(1999L, 2000L);
        assertThat(told).contains(Duration.ofSeconds(1));
    }
}
