package argus.health;

import argus.feed.Readiness;
import argus.session.Sessions;
import argus.source.SourceSupervisor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Up while clients should be sent here: every source is connected, and the node is not draining. */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
public class ReadyCheck implements HealthCheck {
    @Inject
    Readiness readiness;

    @Inject
    SourceSupervisor sources;

    @Inject
    Sessions sessions;

    @Override
    public HealthCheckResponse call() {
        var response =
                HealthCheckResponse.named("ready").status(readiness.ready()).withData("draining", sessions.draining());
        for (var source : sources.statuses()) {
            response.withData(source.name(), source.state() + ": " + source.reason());
        }
        return response.build();
    }
}
