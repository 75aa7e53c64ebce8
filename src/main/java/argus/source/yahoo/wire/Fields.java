package argus.source.yahoo.wire;

import argus.source.DecodeException;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads members of JSON that may be left out. Stateless. */
final class Fields {
    private static final long LAST_SECOND = 4_102_444_800L;

    private Fields() {}

    /** Reads a body with whatever may go wrong in it made a {@link DecodeException}. */
    static <T> T read(byte[] body, Function<JsonObject, T> reading) {
        try (var reader = Json.createReader(new StringReader(new String(body, StandardCharsets.UTF_8)))) {
            return reading.apply(reader.readObject());
        } catch (JsonException
                | IllegalStateException
                | ClassCastException
                | NumberFormatException
                | NullPointerException
                | IndexOutOfBoundsException
                | DateTimeException
                | ArithmeticException e) {
            throw new DecodeException("an answer that is not as usual: " + DecodeException.shown(body), e);
        }
    }

    static @Nullable String text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString text ? text.getString() : null;
    }

    static String requiredText(JsonObject object, String name) {
        var text = text(object, name);
        if (text == null || text.isEmpty()) {
            throw new DecodeException("no " + name);
        }
        return text;
    }

    static @Nullable BigDecimal number(@Nullable JsonValue value) {
        return value instanceof JsonNumber number ? Numbers.of(number) : null;
    }

    static @Nullable BigDecimal price(JsonObject object, String name, Unit unit) {
        var number = number(object.get(name));
        return number == null || number.signum() <= 0 ? null : unit.price(number);
    }

    static BigDecimal requiredPrice(JsonObject object, String name, Unit unit) {
        var price = price(object, name, unit);
        if (price == null) {
            throw new DecodeException("no " + name);
        }
        return price;
    }

    static @Nullable Instant time(JsonObject object, String name) {
        return object.get(name) instanceof JsonNumber seconds ? time(seconds) : null;
    }

    static Instant requiredTime(JsonObject object, String name) {
        var time = time(object, name);
        if (time == null) {
            throw new DecodeException("no " + name);
        }
        return time;
    }

    static Instant time(JsonNumber seconds) {
        long time = Numbers.of(seconds).longValue();
        if (time > LAST_SECOND || time < -LAST_SECOND) {
            throw new DecodeException("a time that cannot be: " + time);
        }
        return Instant.ofEpochSecond(time);
    }

    static ZoneId zone(JsonObject object) {
        return ZoneId.of(requiredText(object, "exchangeTimezoneName"));
    }
}
