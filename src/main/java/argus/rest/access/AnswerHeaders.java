package argus.rest.access;

import argus.config.LiveConfig;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets pages of the allowed origins read answers, and nobody keep those that do not say themselves how long. */
@Provider
public class AnswerHeaders implements ContainerResponseFilter {
    @Inject
    LiveConfig config;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!response.getHeaders().containsKey(HttpHeaders.CACHE_CONTROL)) {
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        if (request.getMethod().equals(HttpMethod.GET) && request.getProperty(AdminFilter.MARK) == null) {
            response.getHeaders().putSingle(HttpHeaders.VARY, "Origin");
            allowed(config.current().security().allowedOrigins(), request.getHeaderString("Origin"))
                    .ifPresent(origin -> response.getHeaders().putSingle("Access-Control-Allow-Origin", origin));
        }
    }

    /** The origin that may read, if the one that asks is among the allowed. */
    static Optional<String> allowed(List<String> origins, @Nullable String asking) {
        if (asking == null) {
            return Optional.empty();
        }
        return Optional.of(origins.contains("*") ? "*" : asking)
                .filter(answer -> answer.equals("*") || origins.contains(answer));
    }
}
