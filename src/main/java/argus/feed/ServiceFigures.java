package argus.feed;

import argus.metrics.LatencyHistogram;
import argus.metrics.ServiceMetrics;
import argus.model.Decimals;
import argus.outbox.OutboxMeter;
import argus.protocol.Echo;
import argus.protocol.Heartbeat.SourceAge;
import argus.protocol.ServerMessage.Stats;
import argus.session.Sessions;
import argus.source.SourceStatus;
import argus.source.SourceSupervisor;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The figures of this node, as {@code get_stats} and REST tell them. Thread-safe. */
public final class ServiceFigures {
    private static final int NANOS_SCALE = 6;

    private final Node node;
    private final Sessions sessions;
    private final OutboxMeter outboxes;
    private final MarketPipeline pipeline;
    private final SourceSupervisor sources;
    private final ServiceMetrics metrics;
    private final Clock clock;

    public ServiceFigures(
            Node node,
            Sessions sessions,
            OutboxMeter outboxes,
            MarketPipeline pipeline,
            SourceSupervisor sources,
            ServiceMetrics metrics,
            Clock clock) {
        this.node = node;
        this.sessions = sessions;
        this.outboxes = outboxes;
        this.pipeline = pipeline;
        this.sources = sources;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** @param id of the request they answer, or null */
    public Stats stats(@Nullable Echo id) {
        return new Stats(id, server(), connections(), subscriptions(), publisher(), sources());
    }

    /** The node itself. */
    public Map<String, ?> server() {
        var server = new LinkedHashMap<String, Object>();
        server.put("node", node.name());
        server.put("version", node.version());
        server.put("epoch", pipeline.cache().epoch());
        server.put("started_at", node.startedAt());
        server.put("uptime", seconds(node.startedAt(), clock.instant()));
        server.put("draining", sessions.draining());
        return server;
    }

    private Map<String, ?> connections() {
        var connections = new LinkedHashMap<String, Object>();
        connections.put("open", sessions.count());
        connections.put("opened", metrics.sessionsOpened().sum());
        connections.put("slowed", metrics.slowed().sum());
        connections.put("ended", sums(metrics.disconnects()));
        return connections;
    }

    private Map<String, ?> subscriptions() {
        var subscriptions = new LinkedHashMap<String, Object>();
        subscriptions.put("count", sessions.subscriptions());
        subscriptions.put("topics", pipeline.cache().size());
        return subscriptions;
    }

    private Map<String, ?> publisher() {
        var publisher = new LinkedHashMap<String, Object>();
        publisher.put("events_accepted", metrics.accepted().sum());
        publisher.put("events_rejected", sums(metrics.rejected()));
        publisher.put("shard_backlog", pipeline.backlog());
        publisher.put("messages_in", metrics.messagesIn().sum());
        publisher.put("bytes_in", metrics.bytesIn().sum());
        publisher.put("messages_out", metrics.messagesOut().sum());
        publisher.put("updates_out", metrics.updatesOut().sum());
        publisher.put("bytes_out", metrics.bytesOut().sum());
        publisher.put("updates_merged", outboxes.merged());
        publisher.put("updates_missed", outboxes.missed());
        publisher.put("gaps", metrics.gaps().sum());
        publisher.put("outbox_bytes", outboxes.bytes());
        publisher.put("flushers_held", metrics.heldFlushers().sum());
        publisher.put("errors", sums(metrics.errors()));
        publisher.put("publish_latency_ms", quantiles(metrics.publishLatency()));
        publisher.put("send_latency_ms", quantiles(metrics.sendLatency()));
        return publisher;
    }

    private Map<String, ?> sources() {
        var all = new LinkedHashMap<String, Object>();
        for (var status : sources.statuses()) {
            all.put(status.name(), source(status));
        }
        return all;
    }

    /** How each source is now, as heartbeats tell it. */
    public Map<String, SourceAge> sourceAges() {
        var ages = new LinkedHashMap<String, SourceAge>();
        for (var status : sources.statuses()) {
            var last = status.lastEvent();
            ages.put(
                    status.name(),
                    new SourceAge(
                            status.state().name().toLowerCase(Locale.ROOT),
                            last == null
                                    ? null
                                    : Duration.between(last, clock.instant()).toMillis()));
        }
        return ages;
    }

    /** One source, as the stats have it. */
    public Map<String, ?> source(SourceStatus status) {
        var source = new LinkedHashMap<String, Object>();
        source.put("state", status.state().name().toLowerCase(Locale.ROOT));
        source.put("reason", status.reason());
        source.put("since", status.since());
        var last = status.lastEvent();
        if (last != null) {
            source.put("last_event", last);
            source.put("age_ms", Duration.between(last, clock.instant()).toMillis());
        }
        source.put("events", status.events());
        source.put("wanted", status.wanted());
        return source;
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        var sums = new TreeMap<String, Long>();
        counts.forEach((name, count) -> sums.put(name, count.sum()));
        return sums;
    }

    private static Map<String, ?> quantiles(LatencyHistogram latency) {
        var quantiles = new LinkedHashMap<String, Object>();
        quantiles.put("p50", millis(latency.quantile(0.5)));
        quantiles.put("p99", millis(latency.quantile(0.99)));
        return quantiles;
    }

    private static BigDecimal millis(long nanos) {
        return Decimals.plain(BigDecimal.valueOf(nanos, NANOS_SCALE));
    }

    private static BigDecimal seconds(Instant from, Instant to) {
        return BigDecimal.valueOf(Duration.between(from, to).toMillis(), 3);
    }
}
