package argus.rest.access;

import argus.config.LiveConfig;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Tells the browsers of pages that are allowed by name that these may save lists. */
@Provider
public class WriterHeaders implements ContainerResponseFilter {
    private static final String PATH = "lists";

    @Inject
    LiveConfig config;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        var path = request.getUriInfo().getPath();
        var inside = path.startsWith("/") ? path.substring(1) : path;
        var origin = request.getHeaderString("Origin");
        if (origin != null
                && (inside.equals(PATH) || inside.startsWith(PATH + "/"))
                && config.current().security().allowedOrigins().contains(origin)) {
            var headers = response.getHeaders();
            headers.putSingle(HttpHeaders.VARY, "Origin");
            headers.putSingle("Access-Control-Allow-Origin", origin);
            headers.putSingle("Access-Control-Allow-Methods", "GET, PUT, DELETE");
            headers.putSingle("Access-Control-Allow-Headers", "Content-Type, If-Match, If-None-Match");
            headers.putSingle("Access-Control-Expose-Headers", HttpHeaders.ETAG);
        }
    }
}
