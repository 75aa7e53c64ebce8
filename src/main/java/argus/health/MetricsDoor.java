package argus.health;

import argus.config.ArgusConfig;
import argus.feed.MarketPipeline;
import argus.metrics.ServiceMetrics;
import argus.outbox.OutboxMeter;
import argus.session.Sessions;
import argus.source.SourceSupervisor;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.jspecify.annotations.Nullable;

/** Has the container show the metrics, from the start of the application to its end. */
@ApplicationScoped
public class MetricsDoor {
    private static final long REFRESH_MS = 1000;

    @Resource
    ManagedScheduledExecutorService timers;

    private @Nullable Future<?> refreshing;

    /** Begins, after the house was started. */
    void start(
            @Observes @Initialized(ApplicationScoped.class) @Priority(Interceptor.Priority.LIBRARY_AFTER) Object event,
            ArgusConfig config,
            MetricRegistry registry,
            ServiceMetrics metrics,
            OutboxMeter outboxes,
            Sessions sessions,
            MarketPipeline pipeline,
            SourceSupervisor sources,
            Clock clock) {
        if (config.monitoring().enabled()) {
            var export = new MetricsExport(
                    metrics, outboxes, sessions, pipeline, sources, clock, new RegistrySink(registry));
            export.refresh();
            refreshing = timers.scheduleWithFixedDelay(export::refresh, REFRESH_MS, REFRESH_MS, TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
        var timer = refreshing;
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
