package argus.metrics;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import argus.metrics.MetricName.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricNameTest {

    @ParameterizedTest
    @EnumSource
    void nameFollowsTheCustomsOfPrometheus(MetricName name) {
        assertThat(name.text()).matches("argus_[a-z]+(_[a-z]+)*");
        assertThat(name.text().endsWith("_total")).isEqualTo(name.kind() == Kind.COUNTER);
        if (name.kind() == Kind.HISTOGRAM) {
            assertThat(name.text()).endsWith("_seconds");
        }
    }

    @Test
    void documentationListsEveryMetric() throws IOException {
        var documented = Files.readAllLines(Path.of("docs/metrics.md")).stream()
                .filter(line -> line.startsWith("| `argus_"))
                .toList();
        assertThat(documented)
                .containsExactlyElementsOf(Arrays.stream(MetricName.values())
                        .map(MetricNameTest::row)
                        .toList());
    }

    @Test
    void exportedBucketsAreThoseWhoseBoundsAreWholeMilliseconds() throws IOException {
        var settings = new Properties();
        try (var file = MetricNameTest.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
            settings.load(file);
        }
        var buckets = LatencyHistogram.bounds().stream()
                .map(Duration::ofNanos)
                .filter(bound -> bound.toMillis() >= 1)
                .map(bound -> bound.toMillis() % 1000 == 0 ? bound.toSeconds() + "s" : bound.toMillis() + "ms")
                .collect(joining(","));
        assertThat(settings.getProperty("mp.metrics.distribution.timer.buckets"))
                .isEqualTo("argus_publish_latency=" + buckets + ";argus_send_latency=" + buckets);
    }

    private static String row(MetricName name) {
        var tags = name.tags().isEmpty() ? "" : name.tags().stream().collect(joining("`, `", "`", "`"));
        return "| `%s` | %s | %s | %s |"
                .formatted(name.text(), name.kind().name().toLowerCase(Locale.ROOT), tags, name.meaning());
    }
}
