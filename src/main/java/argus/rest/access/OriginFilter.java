package argus.rest.access;

import argus.config.LiveConfig;
import argus.rest.problem.Problem;
import argus.rest.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps pages of other origins away from what is {@link OriginBound}: a visitor's browser would ask in the visitor's
 * name. That any origin may read ({@code *}) does not mean that any may change something.
 */
@OriginBound
@Provider
@Priority(Priorities.AUTHORIZATION)
public class OriginFilter implements ContainerRequestFilter {
    @Inject
    LiveConfig config;

    @Override
    public void filter(ContainerRequestContext request) {
        var origin = request.getHeaderString("Origin");
        var host = request.getHeaderString(HttpHeaders.HOST);
        if (!permits(config.current().security().allowedOrigins(), origin, host)) {
            throw new ProblemException(Problem.of(
                    403, "Forbidden", "argus.security.allowed-origins does not name the origin of this page"));
        }
    }

    /** @param host the name and port this node was called by */
    static boolean permits(List<String> allowed, @Nullable String origin, @Nullable String host) {
        return origin == null
                || origin.equals("http://" + host)
                || origin.equals("https://" + host)
                || allowed.contains(origin);
    }
}
