package argus.health;

import argus.source.SourceState;
import argus.source.SourceSupervisor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Up once every source has got somewhere with its first attempt, whatever the outcome. */
@Startup
@ApplicationScoped
public class StartedCheck implements HealthCheck {
    @Inject
    SourceSupervisor sources;

    @Override
    public HealthCheckResponse call() {
        var states = sources.statuses();
        var response = HealthCheckResponse.named("started")
                .status(states.stream().noneMatch(source -> source.state() == SourceState.CONNECTING));
        states.forEach(source -> response.withData(source.name(), source.state().name()));
        return response.build();
    }
}
