package argus.rest.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status.Family;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers every exception with a problem. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final String RETRY_SECONDS = "5";

    @Context
    @SuppressWarnings("NullAway.Init") // set by the container
    UriInfo uri;

    @Override
    public Response toResponse(Throwable thrown) {
        if (thrown instanceof WebApplicationException web
                && web.getResponse().getStatusInfo().getFamily() == Family.REDIRECTION) {
            return web.getResponse();
        }
        var problem = Problems.of(thrown);
        var answer = Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem.json(uri.getRequestUri().getRawPath()));
        if (thrown instanceof WebApplicationException web) {
            answer.header(HttpHeaders.ALLOW, web.getResponse().getHeaderString(HttpHeaders.ALLOW));
        }
        if (problem.status() == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"argus\"");
        }
        if (problem.status() == 429) {
            answer.header(HttpHeaders.RETRY_AFTER, 1);
        }
        if (problem.status() == 503) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return answer.build();
    }
}
