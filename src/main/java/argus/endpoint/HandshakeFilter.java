package argus.endpoint;

import argus.protocol.ErrorCode;
import argus.protocol.json.JsonOut;
import argus.session.Sessions;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * Refuses a WebSocket handshake before anything is promised: draining, too many connections, a foreign origin. The others
 * are carried out a few at a time.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class HandshakeFilter extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final String RETRY_SECONDS = "5";
    private static final Duration PATIENCE = Duration.ofMillis(250);

    transient @Inject Sessions sessions;
    transient @Inject DoorSettings settings;
    transient Turnstile turnstile =
            new Turnstile(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), PATIENCE);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            chain.doFilter(request, response);
        } else if (sessions.draining()) {
            response.setHeader("Retry-After", RETRY_SECONDS);
            refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, ErrorCode.NODE_DRAINING);
        } else if (sessions.count() >= settings.maxConnections()) {
            response.setHeader("Retry-After", RETRY_SECONDS);
            refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, ErrorCode.CONNECTION_LIMIT);
        } else if (!settings.allows(request.getHeader("Origin"))) {
            refuse(response, HttpServletResponse.SC_FORBIDDEN, ErrorCode.FORBIDDEN_ORIGIN);
        } else {
            accept(request, response, chain);
        }
    }

    private void accept(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean placed = turnstile.enter();
        try {
            chain.doFilter(request, response);
        } finally {
            if (placed) {
                turnstile.leave();
            }
        }
    }

    private static void refuse(HttpServletResponse response, int status, ErrorCode code) throws IOException {
        var body = new StringBuilder();
        new JsonOut(body)
                .object()
                .member("code", code.number())
                .member("name", code.name())
                .member("message", code.text())
                .endObject();
        response.setStatus(status);
        response.setContentType("application/json;charset=UTF-8");
        response.getWriter().write(body.toString());
    }
}
