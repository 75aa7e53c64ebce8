package argus.health;

import argus.metrics.MetricName;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Hands on what own counters have grown by. For one thread. */
final class CounterFeed {
    private final MetricSink sink;
    private final Map<Key, Counter> counters = new HashMap<>();

    CounterFeed(MetricSink sink) {
        this.sink = sink;
    }

    private record Key(MetricName name, Map<String, String> tags) {}

    private static final class Counter {
        private final LongConsumer target;
        private long told;

        private Counter(LongConsumer target) {
            this.target = target;
        }
    }

    /** Brings a counter up to a total. */
    void total(MetricName name, LongSupplier total) {
        total(name, Map.of(), total.getAsLong());
    }

    /** Brings the counters of a kind up to their totals. */
    void totals(MetricName name, Map<String, LongAdder> totals) {
        totals.forEach((tag, total) -> total(name, Map.of(name.tags().get(0), tag), total.sum()));
    }

    /** Brings a counter with tags up to a total. */
    void total(MetricName name, Map<String, String> tags, long total) {
        var counter =
                counters.computeIfAbsent(new Key(name, tags), key -> new Counter(sink.counter(key.name(), key.tags())));
        counter.target.accept(total - counter.told);
        counter.told = total;
    }
}
