package argus.rest.access;

import argus.config.LiveConfig;
import argus.protocol.ErrorCode;
import argus.rest.access.AdminGuard.Sender;
import argus.rest.problem.Problem;
import argus.rest.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Lets only administrators through to what is {@link AdminOnly}. */
@AdminOnly
@Provider
@Priority(Priorities.AUTHORIZATION)
public class AdminFilter implements ContainerRequestFilter {
    /** Marks a request to an administrator's resource, whose answer no page of another origin may read. */
    static final String MARK = AdminFilter.class.getName();

    @Inject
    LiveConfig config;

    @Context
    @SuppressWarnings("NullAway.Init") // set by the container
    HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext context) {
        context.setProperty(MARK, true);
        var sender = new Sender(
                request.getHeader("Authorization"),
                request.getRemoteAddr(),
                request.getServerName(),
                request.getHeader("Host"),
                request.getHeader("Origin"),
                request.getHeader("Forwarded") != null || request.getHeader("X-Forwarded-For") != null);
        switch (AdminGuard.judge(config.current().security().authToken(), sender)) {
            case ALLOWED -> {}
            case TOKEN_MISSING -> throw new ProblemException(
                    Problem.of(401, ErrorCode.AUTH_REQUIRED, "Give the token: Authorization: Bearer …"));
            case TOKEN_WRONG -> throw new ProblemException(
                    Problem.of(401, ErrorCode.AUTH_FAILED, "The token is another one"));
            case NOT_LOCAL -> throw new ProblemException(Problem.of(
                    403,
                    "Forbidden",
                    "Without argus.security.auth-token only calls from this machine itself are accepted"));
        }
    }
}
