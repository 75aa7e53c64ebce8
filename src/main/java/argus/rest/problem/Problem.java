package argus.rest.problem;

import argus.protocol.ErrorCode;
import argus.protocol.json.JsonOut;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not answered, as RFC 9457 tells it.
 *
 * @param status of HTTP
 * @param title the same for all problems of the kind
 * @param detail what it is this time; null where there is nothing to add
 * @param code the error of the registry that it is, or null
 * @param members further members, by name
 */
public record Problem(
        int status, String title, @Nullable String detail, @Nullable ErrorCode code, Map<String, ?> members) {
    /** The type of what {@link #json} gives. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String REGISTRY = "/api/v1/errors#";

    /** A problem of HTTP alone. */
    public static Problem of(int status, String title, @Nullable String detail) {
        return new Problem(status, title, detail, null, Map.of());
    }

    /** A problem of the registry. */
    public static Problem of(int status, ErrorCode code, String detail) {
        return new Problem(status, code.text(), detail, code, Map.of());
    }

    /** A parameter that cannot be. */
    public static Problem parameter(String name, String detail) {
        return new Problem(
                400, "A parameter is missing or cannot be", detail, ErrorCode.BAD_REQUEST, Map.of("parameter", name));
    }

    /** A member of the body that cannot be. @param path as {@code $.symbols[3]} */
    public static Problem field(String path, String reason) {
        return new Problem(
                400,
                "The body is not what it is to be",
                path + " " + reason,
                ErrorCode.BAD_REQUEST,
                Map.of("field", path));
    }

    /** A symbol that no source of this node serves. */
    public static Problem unknownSymbol(String spelling, List<String> suggestions) {
        return new Problem(
                404,
                ErrorCode.UNKNOWN_SYMBOL.text(),
                "No source of this node serves " + spelling,
                ErrorCode.UNKNOWN_SYMBOL,
                Map.of("suggestions", suggestions));
    }

    /** The same with another member. */
    public Problem with(String name, Object value) {
        var more = new java.util.TreeMap<String, Object>(members);
        more.put(name, value);
        return new Problem(status, title, detail, code, more);
    }

    /** @param instance the path that was asked for */
    public String json(String instance) {
        var text = new StringBuilder();
        var out = new JsonOut(text)
                .object()
                .member("type", code == null ? "about:blank" : REGISTRY + code.name())
                .member("title", title)
                .member("status", status)
                .member("detail", detail)
                .member("instance", instance);
        if (code != null) {
            out.member("code", code.number()).member("name", code.name()).member("retryable", code.retryable());
        }
        members.forEach(out::member);
        out.endObject();
        return text.toString();
    }
}
