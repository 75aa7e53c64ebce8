package argus.protocol.json;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Tells that a text is not JSON, or not JSON within the bounds. Carries no stack trace, as it tells of no bug. */
public final class JsonFault extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String text;
    private final @Nullable String path;

    @SuppressWarnings("serial") // never serialised
    private final JsonNode.@Nullable Members known;

    JsonFault(String text, @Nullable String path, JsonNode.@Nullable Members known) {
        super(text, null, false, false);
        this.text = text;
        this.path = path;
        this.known = known;
    }

    /** What is wrong, for the one who wrote the text. */
    public String text() {
        return text;
    }

    /** Where it is wrong, as {@code $.data.symbols}; null where the place is only known as line and column. */
    public @Nullable String path() {
        return path;
    }

    /** The members of the outermost object that could be read before the fault; null where there was no object. */
    public JsonNode.@Nullable Members known() {
        return known;
    }
}
