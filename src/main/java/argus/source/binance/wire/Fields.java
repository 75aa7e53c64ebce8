package argus.source.binance.wire;

import argus.model.Depth.Level;
import argus.source.DecodeException;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Members of Binance's JSON with the checks they need. All methods throw a DecodeException for anything else. */
final class Fields {
    private static final int LONGEST_PAIR = 32;
    private static final int LONGEST_NUMBER = 40;
    private static final int DIGITS_OF_LONG = 18;
    /** Before the first trade of any coin, and a hundred years after. */
    private static final long FIRST_MILLI =
            Instant.parse("2009-01-03T00:00:00Z").toEpochMilli();

    private static final long LAST_MILLI = Instant.parse("2109-01-01T00:00:00Z").toEpochMilli();
    private static final int LEVEL = 2;

    private Fields() {}

    static String text(JsonObject json, String name) {
        if (json.get(name) instanceof JsonString text) {
            return text.getString();
        }
        throw missing(name, "a text");
    }

    static String pair(JsonObject json) {
        var pair = text(json, "s");
        if (pair.isEmpty() || pair.length() > LONGEST_PAIR) {
            throw missing("s", "a pair");
        }
        return pair;
    }

    static JsonObject object(JsonObject json, String name) {
        if (json.get(name) instanceof JsonObject object) {
            return object;
        }
        throw missing(name, "an object");
    }

    static JsonArray array(JsonObject json, String name) {
        if (json.get(name) instanceof JsonArray array) {
            return array;
        }
        throw missing(name, "a list");
    }

    static boolean flag(JsonObject json, String name) {
        var value = json.get(name);
        if (JsonValue.TRUE.equals(value) || JsonValue.FALSE.equals(value)) {
            return JsonValue.TRUE.equals(value);
        }
        throw missing(name, "true or false");
    }

    static long whole(JsonObject json, String name) {
        return whole(json.get(name), name);
    }

    static long whole(@Nullable JsonValue value, String name) {
        if (value instanceof JsonNumber number) {
            try {
                return number.longValueExact();
            } catch (ArithmeticException e) {
                throw new DecodeException(name + " does not fit into 64 bits", e);
            }
        }
        throw missing(name, "a whole number");
    }

    static Instant time(JsonObject json, String name) {
        return time(json.get(name), name);
    }

    static Instant time(@Nullable JsonValue value, String name) {
        long milli = whole(value, name);
        if (milli < FIRST_MILLI || milli > LAST_MILLI) {
            throw missing(name, "a time of this century in milliseconds");
        }
        return Instant.ofEpochMilli(milli);
    }

    static BigDecimal decimal(JsonObject json, String name) {
        return decimal(json.get(name), name);
    }

    /** A number written as a text; zeros at its end are left out. */
    static BigDecimal decimal(@Nullable JsonValue value, String name) {
        if (value instanceof JsonString text) {
            var number = decimal(text.getString());
            if (number != null) {
                return number;
            }
        }
        throw missing(name, "a decimal number in quotes");
    }

    static List<Level> levels(JsonArray rows, String name) {
        var levels = new ArrayList<Level>(rows.size());
        for (var row : rows) {
            if (!(row instanceof JsonArray level) || level.size() < LEVEL) {
                throw missing(name, "a list of prices with quantities");
            }
            levels.add(new Level(decimal(level.get(0), name), decimal(level.get(1), name)));
        }
        return levels;
    }

    /** Reads digits with at most one point, without the exponents that a BigDecimal would take; null for anything else. */
    static @Nullable BigDecimal decimal(String text) {
        int length = text.length();
        if (length == 0 || length > LONGEST_NUMBER) {
            return null;
        }
        int point = -1;
        int end = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == '.' && point < 0 && i > 0 && i < length - 1) {
                point = i;
            } else if (c < '0' || c > '9') {
                return null;
            }
            if (c != '0' && c != '.' || point < 0) {
                end = i + 1;
            }
        }
        int scale = point < 0 || end <= point ? 0 : end - point - 1;
        return end <= DIGITS_OF_LONG ? small(text, end, scale) : new BigDecimal(text.substring(0, end));
    }

    private static BigDecimal small(String text, int end, int scale) {
        long unscaled = 0;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c != '.') {
                unscaled = unscaled * 10 + (c - '0');
            }
        }
        return BigDecimal.valueOf(unscaled, scale);
    }

    private static DecodeException missing(String name, String what) {
        return new DecodeException(name + " is not " + what);
    }
}
