package argus.health;

import argus.feed.MarketPipeline;
import argus.session.Sessions;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Up while the shards work off what they are given and the flushers run; otherwise only a new start helps. */
@Liveness
@ApplicationScoped
public class LiveCheck implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    MarketPipeline pipeline;

    @Inject
    Sessions sessions;

    @Inject
    Clock clock;

    @SuppressWarnings("NullAway.Init") // set once, before the first call
    private Pulse shards;

    @PostConstruct
    void begin() {
        shards = new Pulse(pipeline::beat, PATIENCE, clock);
    }

    @Override
    public HealthCheckResponse call() {
        boolean feeding = shards.beats();
        boolean flushing = sessions.flushing();
        return HealthCheckResponse.named("live")
                .status(feeding && flushing)
                .withData("shards", feeding ? "working" : "stuck")
                .withData("flushers", flushing ? "running" : "dead")
                .withData("shard_backlog", pipeline.backlog())
                .build();
    }
}
