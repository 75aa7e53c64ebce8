package argus.health;

import argus.feed.MarketPipeline;
import argus.metrics.MetricName;
import argus.metrics.ServiceMetrics;
import argus.outbox.OutboxMeter;
import argus.session.ClientSession;
import argus.session.Sessions;
import argus.source.SourceState;
import argus.source.SourceStatus;
import argus.source.SourceSupervisor;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Exports what the service counts. Gauges are asked when somebody looks; counters and histograms are brought up to date
 * by {@link #refresh}, so that counting on the way of the data stays as cheap as an addition. One timer refreshes.
 */
final class MetricsExport {
    private final ServiceMetrics metrics;
    private final OutboxMeter outboxes;
    private final SourceSupervisor sources;
    private final Clock clock;
    private final MetricSink sink;
    private final Set<String> known = new HashSet<>();
    private final CounterFeed counters;
    private final HistogramFeed publishLatency;
    private final HistogramFeed sendLatency;

    MetricsExport(
            ServiceMetrics metrics,
            OutboxMeter outboxes,
            Sessions sessions,
            MarketPipeline pipeline,
            SourceSupervisor sources,
            Clock clock,
            MetricSink sink) {
        this.metrics = metrics;
        this.outboxes = outboxes;
        this.sources = sources;
        this.clock = clock;
        counters = new CounterFeed(sink);
        publishLatency = new HistogramFeed(metrics.publishLatency(), sink.histogram(MetricName.PUBLISH_LATENCY));
        sendLatency = new HistogramFeed(metrics.sendLatency(), sink.histogram(MetricName.SEND_LATENCY));
        sink.gauge(MetricName.CONNECTIONS, Map.of(), sessions::count);
        sink.gauge(MetricName.SUBSCRIPTIONS, Map.of(), sessions::subscriptions);
        sink.gauge(MetricName.DRAINING, Map.of(), () -> sessions.draining() ? 1 : 0);
        sink.gauge(MetricName.TOPICS, Map.of(), pipeline.cache()::size);
        sink.gauge(MetricName.SHARD_BACKLOG, Map.of(), pipeline::backlog);
        sink.gauge(MetricName.RESUME_BYTES, Map.of(), pipeline::ringBytes);
        sink.gauge(MetricName.RESUME_UPDATES, Map.of(), pipeline::ringUpdates);
        sink.gauge(MetricName.OUTBOX_BYTES, Map.of(), outboxes::bytes);
        sink.gauge(MetricName.OUTBOX_LARGEST, Map.of(), () -> largest(sessions));
        sink.gauge(MetricName.OUTBOX_DEPTH, Map.of(), () -> waiting(sessions));
        this.sink = sink;
        addSources();
    }

    /** Brings counters and histograms up to date. */
    void refresh() {
        counters.total(MetricName.CONNECTIONS_OPENED, metrics.sessionsOpened()::sum);
        counters.total(MetricName.SLOWED, metrics.slowed()::sum);
        counters.total(MetricName.MESSAGES_IN, metrics.messagesIn()::sum);
        counters.total(MetricName.BYTES_IN, metrics.bytesIn()::sum);
        counters.total(MetricName.MESSAGES_OUT, metrics.messagesOut()::sum);
        counters.total(MetricName.UPDATES_OUT, metrics.updatesOut()::sum);
        counters.total(MetricName.BYTES_OUT, metrics.bytesOut()::sum);
        counters.total(MetricName.BATCHES_OUT, metrics.batchesOut()::sum);
        counters.total(MetricName.BATCHES_ENCODED, metrics.batchesMade()::sum);
        counters.total(MetricName.IMAGES_ENCODED, metrics.imagesEncoded()::sum);
        counters.total(MetricName.COMPRESSED, metrics.compressed()::sum);
        counters.total(MetricName.UPDATES_MERGED, outboxes::merged);
        counters.total(MetricName.UPDATES_MISSED, outboxes::missed);
        counters.total(MetricName.GAPS, metrics.gaps()::sum);
        counters.totals(MetricName.RESUMES, metrics.resumes());
        counters.total(MetricName.RESUMED_UPDATES, metrics.resumedUpdates()::sum);
        counters.total(MetricName.LOST_UPDATES, metrics.lostUpdates()::sum);
        counters.total(MetricName.SHARD_FAULTS, metrics.shardFaults()::sum);
        counters.total(MetricName.FLUSHER_HELD, metrics.heldFlushers()::sum);
        counters.total(MetricName.EVENTS_ACCEPTED, metrics.accepted()::sum);
        counters.totals(MetricName.EVENTS_REJECTED, metrics.rejected());
        metrics.findings()
                .forEach((source, rules) -> rules.forEach((rule, count) ->
                        counters.total(MetricName.FINDINGS, Map.of("source", source, "rule", rule), count.sum())));
        counters.totals(MetricName.DISCONNECTS, metrics.disconnects());
        counters.totals(MetricName.ERRORS, metrics.errors());
        addSources();
        for (var source : sources.statuses()) {
            counters.total(MetricName.SOURCE_EVENTS, Map.of("source", source.name()), source.events());
        }
        publishLatency.tell();
        sendLatency.tell();
    }

    /** Routes may name sources while the node runs. */
    private void addSources() {
        for (var source : sources.statuses()) {
            if (known.add(source.name())) {
                source(source.name());
            }
        }
    }

    private void source(String name) {
        var tags = Map.of("source", name);
        sink.gauge(MetricName.SOURCE_AGE, tags, () -> now(name, this::age));
        sink.gauge(MetricName.SOURCE_WANTED, tags, () -> now(name, SourceStatus::wanted));
        for (var state : SourceState.values()) {
            sink.gauge(
                    MetricName.SOURCE_STATE,
                    Map.of("source", name, "state", state.name().toLowerCase(Locale.ROOT)),
                    () -> now(name, status -> status.state() == state ? 1 : 0));
        }
    }

    private Number now(String source, Function<SourceStatus, Number> figure) {
        return sources.statuses().stream()
                .filter(status -> status.name().equals(source))
                .findFirst()
                .map(figure)
                .orElse(Double.NaN);
    }

    private Number age(SourceStatus status) {
        var last = status.lastEvent();
        return last == null
                ? Double.NaN
                : Duration.between(last, clock.instant()).toMillis() / 1000.0;
    }

    private static long largest(Sessions sessions) {
        return sessions.all().stream().mapToLong(ClientSession::backlog).max().orElse(0);
    }

    private static long waiting(Sessions sessions) {
        return sessions.all().stream().filter(session -> session.backlog() > 0).count();
    }
}
