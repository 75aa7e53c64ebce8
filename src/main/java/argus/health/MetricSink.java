package argus.health;

import argus.metrics.MetricName;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Where metrics are exported to. */
interface MetricSink {

    /** Makes a counter. @return takes what is to be added */
    LongConsumer counter(MetricName name, Map<String, String> tags);

    /** Makes a gauge, which is asked at every scrape. */
    void gauge(MetricName name, Map<String, String> tags, Supplier<Number> value);

    /** Makes a histogram. @return takes durations one by one */
    Consumer<Duration> histogram(MetricName name);
}
