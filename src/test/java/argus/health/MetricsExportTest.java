package argus.health;

import static argus.feed.SmallHouse.BANK;
import static org.assertj.core.api.Assertions.assertThat;

import argus.feed.SmallHouse;
import argus.metrics.MetricName;
import argus.metrics.MetricName.Kind;
import argus.metrics.ServiceMetrics;
import argus.session.ClientSession;
import argus.session.Disconnect;
import argus.session.Transport;
import argus.source.SourceState;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MetricsExportTest {
    private final SmallHouse house = new SmallHouse();
    private final Board board = new Board();
    private final MetricsExport export = new MetricsExport(
            house.metrics, house.outboxes, house.sessions, house.pipeline, house.sources, house.clock, board);

    @Test
    void everyMetricIsExported() {
        ServiceMetrics.count(house.metrics.errors(), "BAD_JSON");
        ServiceMetrics.count(house.metrics.disconnects(), "GONE");
        ServiceMetrics.count(house.metrics.rejected(), "negative_price");
        house.metrics.finding("script", "negative_price");
        ServiceMetrics.count(house.metrics.resumes(), "lost");
        export.refresh();
        assertThat(board.names()).isEqualTo(EnumSet.allOf(MetricName.class));
    }

    @Test
    void everyMetricHasTheKindAndTheTagsOfItsName() {
        ServiceMetrics.count(house.metrics.errors(), "BAD_JSON");
        export.refresh();
        board.counters.keySet().forEach(key -> assertThat(key.name.kind()).isEqualTo(Kind.COUNTER));
        board.gauges.keySet().forEach(key -> assertThat(key.name.kind()).isEqualTo(Kind.GAUGE));
        for (var key : board.keys()) {
            assertThat(key.tags.keySet()).containsExactlyInAnyOrderElementsOf(key.name.tags());
        }
    }

    @Test
    void countersRiseByWhatWasCountedSince() {
        house.metrics.bytesOut().add(100);
        export.refresh();
        house.metrics.bytesOut().add(20);
        export.refresh();
        export.refresh();
        assertThat(board.counters).containsEntry(new Key(MetricName.BYTES_OUT, Map.of()), 120L);
    }

    @Test
    void countersByNameAppearWithTheirFirstCount() {
        export.refresh();
        assertThat(board.names()).doesNotContain(MetricName.DISCONNECTS);
        ServiceMetrics.count(house.metrics.disconnects(), "SLOW_CONSUMER");
        export.refresh();
        assertThat(board.counters)
                .containsEntry(new Key(MetricName.DISCONNECTS, Map.of("reason", "SLOW_CONSUMER")), 1L);
    }

    @Test
    void sourceIsInOneStateAndAges() {
        var source = Map.of("source", "script");
        assertThat(board.gauge(MetricName.SOURCE_AGE, source)).isNaN();
        house.source.state(SourceState.UP, "connected");
        house.say(house.quote(BANK, "11.38"));
        house.timers.jump(Duration.ofMillis(1500));
        assertThat(board.gauge(MetricName.SOURCE_AGE, source)).isEqualTo(1.5);
        assertThat(board.gauge(MetricName.SOURCE_STATE, Map.of("source", "script", "state", "up")))
                .isEqualTo(1.0);
        assertThat(board.gauge(MetricName.SOURCE_STATE, Map.of("source", "script", "state", "down")))
                .isEqualTo(0.0);
        export.refresh();
        assertThat(board.counters).containsEntry(new Key(MetricName.SOURCE_EVENTS, source), 1L);
    }

    @Test
    void connectionsAndWhatWaitsForThemAreSeen() {
        ClientSession quiet = house.sessions.open(new Wall());
        ClientSession busy = house.sessions.open(new Wall());
        busy.send("x".repeat(1000));
        assertThat(board.gauge(MetricName.CONNECTIONS, Map.of())).isEqualTo(2.0);
        assertThat(board.gauge(MetricName.OUTBOX_DEPTH, Map.of())).isEqualTo(1.0);
        assertThat(board.gauge(MetricName.OUTBOX_LARGEST, Map.of())).isGreaterThan(1000);
        assertThat(board.gauge(MetricName.OUTBOX_BYTES, Map.of()))
                .isEqualTo(board.gauge(MetricName.OUTBOX_LARGEST, Map.of()));
        assertThat(board.gauge(MetricName.DRAINING, Map.of())).isZero();
        house.sessions.drain(Duration.ofSeconds(1), Duration.ofSeconds(1));
        assertThat(board.gauge(MetricName.DRAINING, Map.of())).isOne();
        quiet.end(Disconnect.GONE);
        assertThat(board.gauge(MetricName.CONNECTIONS, Map.of())).isEqualTo(1.0);
    }

    @Test
    void latenciesAreToldToTheHistogram() {
        house.metrics.publishLatency().record(3_000_000);
        house.metrics.sendLatency().record(20_000);
        export.refresh();
        assertThat(board.histograms.get(MetricName.PUBLISH_LATENCY)).containsExactly(Duration.ofMillis(3));
        assertThat(board.histograms.get(MetricName.SEND_LATENCY)).containsExactly(Duration.ofNanos(20_000));
    }

    private record Key(MetricName name, Map<String, String> tags) {}

    /** Keeps what is exported. */
    private static final class Board implements MetricSink {
        private final Map<Key, Long> counters = new HashMap<>();
        private final Map<Key, Supplier<Number>> gauges = new HashMap<>();
        private final Map<MetricName, List<Duration>> histograms = new TreeMap<>();

        @Override
        public LongConsumer counter(MetricName name, Map<String, String> tags) {
            return delta -> counters.merge(new Key(name, tags), delta, Long::sum);
        }

        @Override
        public void gauge(MetricName name, Map<String, String> tags, Supplier<Number> value) {
            gauges.put(new Key(name, tags), value);
        }

        @Override
        public Consumer<Duration> histogram(MetricName name) {
            return histograms.computeIfAbsent(name, n -> new ArrayList<>())::add;
        }

        double gauge(MetricName name, Map<String, String> tags) {
            return gauges.get(new Key(name, tags)).get().doubleValue();
        }

        List<Key> keys() {
            var keys = new ArrayList<Key>(counters.keySet());
            keys.addAll(gauges.keySet());
            return keys;
        }

        Set<MetricName> names() {
            var names = EnumSet.copyOf(histograms.keySet());
            keys().forEach(key -> names.add(key.name));
            return names;
        }
    }

    /** A connection that takes nothing. */
    private static final class Wall implements Transport {
        @Override
        public boolean blocking() {
            return false;
        }

        @Override
        public boolean send(String text, boolean last, Completion completion) {
            return false;
        }

        @Override
        public boolean send(ByteBuffer bytes, boolean last, Completion completion) {
            throw new UnsupportedOperationException(); // text alone is sent
        }

        @Override
        public void ping(ByteBuffer payload) {}

        @Override
        public void close(Disconnect reason) {}
    }
}
