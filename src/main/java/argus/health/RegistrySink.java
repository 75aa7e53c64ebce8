package argus.health;

import argus.metrics.MetricName;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Exports to MicroProfile Metrics. A histogram is a timer there, whose buckets stand in
 * {@code META-INF/microprofile-config.properties} and to whose name the container adds the unit.
 */
final class RegistrySink implements MetricSink {
    private static final String SECONDS = "_seconds";

    private final MetricRegistry registry;

    RegistrySink(MetricRegistry registry) {
        this.registry = registry;
    }

    @Override
    public LongConsumer counter(MetricName name, Map<String, String> tags) {
        return registry.counter(metadata(name, name.text(), MetricUnits.NONE), tags(tags))::inc;
    }

    @Override
    public void gauge(MetricName name, Map<String, String> tags, Supplier<Number> value) {
        registry.gauge(metadata(name, name.text(), MetricUnits.NONE), value, tags(tags));
    }

    @Override
    public Consumer<Duration> histogram(MetricName name) {
        var text = name.text();
        return registry.timer(metadata(name, text.substring(0, text.length() - SECONDS.length()), MetricUnits.SECONDS))
                ::update;
    }

    private static Metadata metadata(MetricName name, String text, String unit) {
        return Metadata.builder()
                .withName(text)
                .withDescription(name.meaning())
                .withUnit(unit)
                .build();
    }

    private static Tag[] tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                .toArray(Tag[]::new);
    }
}
