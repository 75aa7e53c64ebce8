package argus.rest.access;

import argus.config.LiveConfig;
import argus.rest.problem.Problem;
import argus.rest.problem.UnknownPath;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * Narrows the second port to what watches and operates the node. Both ports belong to one virtual host of the container,
 * so that each could otherwise reach everything.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class AdminPortFilter extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final Set<String> PREFIXES = Set.of("/health", "/metrics");
    private static final Set<String> RESOURCES = Set.of(
            "/api/v1/config",
            "/api/v1/config/reload",
            "/api/v1/drain",
            "/api/v1/status",
            "/api/v1/sources",
            "/api/v1/quality",
            "/api/v1/stats",
            "/api/v1/errors");

    private transient @Inject LiveConfig config;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var server = config.current().server();
        boolean second = request.getLocalPort() == server.adminPort() && server.adminPort() != server.port();
        var inside = request.getPathInfo();
        var path = request.getServletPath() + (inside == null ? "" : inside);
        if (second && !open(path)) {
            UnknownPath.write(
                    request,
                    response,
                    Problem.of(404, "Not Found", "This port is for health, metrics and administration"));
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Whether the second port answers at a path. */
    static boolean open(String path) {
        return RESOURCES.contains(path)
                || PREFIXES.stream().anyMatch(prefix -> path.equals(prefix) || path.startsWith(prefix + "/"));
    }
}
