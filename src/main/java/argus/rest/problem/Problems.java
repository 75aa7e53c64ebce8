package argus.rest.problem;

import argus.config.key.ConfigException;
import argus.config.key.ConfigException.Fault;
import argus.protocol.ErrorCode;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.Response.Status.Family;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Tells which problem an exception is. One that nobody foresaw is logged under the id that the client is given. */
final class Problems {
    private static final Logger LOG = System.getLogger(Problems.class.getName());

    private Problems() {}

    static Problem of(Throwable thrown) {
        var cause = cause(thrown);
        if (cause instanceof ProblemException known) {
            return known.problem();
        }
        if (cause instanceof WebApplicationException web
                && web.getResponse().getStatusInfo().getFamily() == Family.CLIENT_ERROR) {
            var status = web.getResponse().getStatusInfo();
            return Problem.of(status.getStatusCode(), status.getReasonPhrase(), explained(status.getStatusCode()));
        }
        if (cause instanceof ConfigException config) {
            return new Problem(
                    409,
                    "The configuration cannot be used",
                    "Everything stays as it was",
                    null,
                    Map.of(
                            "faults",
                            config.faults().stream().map(Fault::toString).toList()));
        }
        if (cause instanceof TimeoutException) {
            return Problem.of(503, ErrorCode.INTERNAL, "The feed did not answer in time");
        }
        var trace = UUID.randomUUID().toString();
        LOG.log(Level.ERROR, "a REST request failed, trace id " + trace, cause);
        return Problem.of(500, ErrorCode.INTERNAL, "The log knows more under the trace id")
                .with("trace_id", trace);
    }

    private static Throwable cause(Throwable thrown) {
        var cause = thrown.getCause();
        boolean wraps = thrown instanceof CompletionException || thrown instanceof ExecutionException;
        return wraps && cause != null ? cause(cause) : thrown;
    }

    private static String explained(int status) {
        return switch (Status.fromStatusCode(status)) {
            case NOT_FOUND -> "There is nothing at this path; /openapi tells what there is";
            case METHOD_NOT_ALLOWED -> "The header Allow tells the methods of this path";
            case NOT_ACCEPTABLE -> "What the header Accept names is not to be had at this path";
            case UNSUPPORTED_MEDIA_TYPE -> "Bodies are application/json";
            default -> "The request cannot be understood";
        };
    }
}
