package argus.rest.access;

import argus.config.LiveConfig;
import argus.rest.problem.Problem;
import argus.rest.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
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

    @Context
    @SuppressWarnings("NullAway.Init") // set by the container
    HttpServletRequest servlet;

    @Override
    public void filter(ContainerRequestContext request) {
        var origin = request.getHeaderString("Origin");
        if (!permits(config.current().security().allowedOrigins(), origin, authority())) {
            throw new ProblemException(Problem.of(
                    403, "Forbidden", "argus.security.allowed-origins does not name the origin of this page"));
        }
    }

    /** The name and port this node was called by. HTTP/2 has no header for them. */
    private String authority() {
        var host = servlet.getHeader(HttpHeaders.HOST);
        return host != null ? host : servlet.getServerName() + ':' + servlet.getServerPort();
    }

    /** @param host the name and port this node was called by; the port may be left out where it is the usual one */
    static boolean permits(List<String> allowed, @Nullable String origin, String host) {
        return origin == null
                || origin.equals("http://" + without(":80", host))
                || origin.equals("https://" + without(":443", host))
                || allowed.contains(origin);
    }

    private static String without(String port, String host) {
        return host.endsWith(port) ? host.substring(0, host.length() - port.length()) : host;
    }
}
