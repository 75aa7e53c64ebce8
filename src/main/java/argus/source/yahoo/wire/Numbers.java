package argus.source.yahoo.wire;

import argus.model.Decimals;
import argus.source.DecodeException;
import jakarta.json.JsonNumber;
import java.math.BigDecimal;

/**
 * Decimals from Yahoo's binary numbers: of a number of 32 bits the shortest decimal that means it, so that 491.8 is not
 * told as 491.79998779296875. Stateless.
 */
final class Numbers {
    private static final int LONGEST = 32;
    private static final double LARGEST = 1e18;
    private static final double SMALLEST = 1e-12;

    private Numbers() {}

    /** @throws DecodeException if it is no number, or one that no price has */
    static BigDecimal of(float value) {
        if (!usual(value)) {
            throw new DecodeException("a number that cannot be: " + value);
        }
        return Decimals.plain(new BigDecimal(Float.toString(value)));
    }

    /** @throws DecodeException if it is no number, or one that no amount has */
    static BigDecimal of(double value) {
        if (!usual(value)) {
            throw new DecodeException("a number that cannot be: " + value);
        }
        return Decimals.plain(new BigDecimal(Double.toString(value)));
    }

    /** A number of JSON: as it is written, unless it is one of 32 bits that was widened. */
    static BigDecimal of(JsonNumber number) {
        var text = number.toString();
        double value = number.doubleValue();
        if (text.length() > LONGEST || !usual(value)) {
            throw new DecodeException(
                    "a number that cannot be: " + text.substring(0, Math.min(LONGEST, text.length())));
        }
        var narrow = (float) value;
        return number.isIntegral() || (double) narrow != value ? Decimals.plain(new BigDecimal(text)) : of(narrow);
    }

    private static boolean usual(double value) {
        var size = Math.abs(value);
        return size <= LARGEST && (size >= SMALLEST || size == 0); // not for NaN either
    }
}
