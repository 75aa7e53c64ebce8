package argus.protocol;

import java.io.Serial;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client's fault: answered with an error, and the session lives on. Carries no stack trace, as it tells of no bug. */
@SuppressWarnings("serial") // never serialised: details hold plain JSON values
public final class ProtocolException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final String text;
    private final @Nullable String path;
    private final @Nullable Long retryAfterMs;
    private final Map<String, Object> details;
    private final @Nullable Echo id;

    /** An error of the whole message, in the default words. */
    public ProtocolException(ErrorCode code) {
        this(code, code.text(), null);
    }

    /** @param path where the fault is, as {@code $.data.symbols[1]}; null where it is no single place */
    public ProtocolException(ErrorCode code, String text, @Nullable String path) {
        this(code, text, path, null, Map.of());
    }

    /**
     * @param retryAfterMs how long to wait before trying again, in milliseconds; null where it is not known
     * @param details further members for the client: strings, numbers, booleans, lists and maps of these
     */
    public ProtocolException(
            ErrorCode code, String text, @Nullable String path, @Nullable Long retryAfterMs, Map<String, ?> details) {
        this(code, text, path, retryAfterMs, Collections.unmodifiableMap(new LinkedHashMap<>(details)), null);
    }

    private ProtocolException(
            ErrorCode code,
            String text,
            @Nullable String path,
            @Nullable Long retryAfterMs,
            Map<String, Object> details,
            @Nullable Echo id) {
        super(code + (path == null ? ": " : " at " + path + ": ") + text, null, false, false);
        this.code = code;
        this.text = text;
        this.path = path;
        this.retryAfterMs = retryAfterMs;
        this.details = details;
        this.id = id;
    }

    /** The same fault, known to be of the message with this id. */
    public ProtocolException of(@Nullable Echo message) {
        return new ProtocolException(code, text, path, retryAfterMs, details, message);
    }

    public ErrorCode code() {
        return code;
    }

    /** What to tell the client, without code and path. */
    public String text() {
        return text;
    }

    /** Where the fault is, as {@code $.data.symbols[1]}; null where it is no single place. */
    public @Nullable String path() {
        return path;
    }

    /** How long to wait before trying again, in milliseconds; null where it is not known. */
    public @Nullable Long retryAfterMs() {
        return retryAfterMs;
    }

    /** Further members for the client, without the path. */
    public Map<String, Object> details() {
        return details;
    }

    /** The id of the message at fault; null where it had none or it could not be read. */
    public @Nullable Echo id() {
        return id;
    }
}
