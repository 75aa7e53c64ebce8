package argus.protocol.json;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON text, member by member. A member whose value is null is left out. For one thread; the caller closes
 * what it opens.
 */
public final class JsonOut {
    private static final IsoTime UTC = new IsoTime(ZoneOffset.UTC);

    private final StringBuilder out;

    /** Appends to this buffer. */
    public JsonOut(StringBuilder out) {
        this.out = out;
    }

    /** Opens an object that is the whole text or an element of an array. */
    public JsonOut object() {
        separate();
        out.append('{');
        return this;
    }

    /** Opens an object that is a member. */
    public JsonOut object(String name) {
        name(name);
        out.append('{');
        return this;
    }

    /** Closes an object. */
    public JsonOut endObject() {
        out.append('}');
        return this;
    }

    /** Opens an array that is a member. */
    public JsonOut array(String name) {
        name(name);
        out.append('[');
        return this;
    }

    /** Closes an array. */
    public JsonOut endArray() {
        out.append(']');
        return this;
    }

    /** Writes a member whose value is JSON text already. */
    public JsonOut raw(String name, @Nullable String json) {
        if (json != null) {
            name(name);
            out.append(json);
        }
        return this;
    }

    /**
     * Writes a member.
     *
     * @param value a string, number, boolean, instant, or a collection or map of these; null leaves the member out
     * @throws IllegalArgumentException for any other value, and for a number that is not finite
     */
    public JsonOut member(String name, @Nullable Object value) {
        if (value != null) {
            name(name);
            value(value);
        }
        return this;
    }

    private void name(String name) {
        separate();
        JsonText.string(out, name);
        out.append(':');
    }

    private void separate() {
        int length = out.length();
        if (length > 0) {
            char last = out.charAt(length - 1);
            if (last != '{' && last != '[' && last != ':') {
                out.append(',');
            }
        }
    }

    private void value(Object value) {
        if (value instanceof CharSequence text) {
            JsonText.string(out, text.toString());
        } else if (value instanceof Long || value instanceof Integer || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof BigDecimal decimal) {
            JsonText.decimal(out, decimal);
        } else if (value instanceof Double number) {
            JsonText.decimal(out, finite(number));
        } else if (value instanceof Instant instant) {
            out.append('"');
            UTC.append(out, instant);
            out.append('"');
        } else if (value instanceof Map<?, ?> map) {
            out.append('{');
            map.forEach((name, member) -> member(String.valueOf(name), member));
            out.append('}');
        } else if (value instanceof Iterable<?> items) {
            out.append('[');
            for (var item : items) {
                separate();
                value(item);
            }
            out.append(']');
        } else {
            throw new IllegalArgumentException("no JSON for " + value.getClass());
        }
    }

    private static BigDecimal finite(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("no JSON for " + number);
        }
        return BigDecimal.valueOf(number);
    }
}
