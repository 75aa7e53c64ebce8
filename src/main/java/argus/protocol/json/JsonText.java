package argus.protocol.json;

import java.math.BigDecimal;

/** Appends strings and numbers in JSON's spelling. */
public final class JsonText {
    private static final int MAX_FAST_DIGITS = 18;
    private static final long[] POWERS_OF_TEN = new long[MAX_FAST_DIGITS + 1];

    static {
        POWERS_OF_TEN[0] = 1;
        for (int i = 1; i <= MAX_FAST_DIGITS; i++) {
            POWERS_OF_TEN[i] = 10 * POWERS_OF_TEN[i - 1];
        }
    }

    private JsonText() {}

    /**
     * Appends a quoted string. Control characters, U+2028, U+2029 and halves of surrogate pairs are escaped, so that
     * the text can be encoded in UTF-8 and pasted into a script.
     */
    public static void string(StringBuilder out, String text) {
        out.append('"');
        int done = 0;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\' && c < '\u2028') {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c < ' ' || c == '"' || c == '\\' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c)) {
                escape(out.append(text, done, i), c);
                done = i + 1;
            }
        }
        if (done == 0) {
            out.append(text);
        } else {
            out.append(text, done, length);
        }
        out.append('"');
    }

    /** Appends a number with all its digits and without an exponent. */
    public static void decimal(StringBuilder out, BigDecimal value) {
        int scale = value.scale();
        if (scale < 0 || scale > MAX_FAST_DIGITS || value.precision() > MAX_FAST_DIGITS) {
            out.append(value.toPlainString());
            return;
        }
        long unscaled = value.unscaledValue().longValue();
        if (scale == 0) {
            out.append(unscaled);
            return;
        }
        if (unscaled < 0) {
            out.append('-');
            unscaled = -unscaled;
        }
        long unit = POWERS_OF_TEN[scale];
        long whole = unscaled / unit;
        long fraction = unscaled - whole * unit;
        out.append(whole).append('.');
        for (int digits = scale - 1; digits > 0 && fraction < POWERS_OF_TEN[digits]; digits--) {
            out.append('0');
        }
        out.append(fraction);
    }

    private static void escape(StringBuilder out, char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(Character.forDigit((c >> shift) & 0xf, 16));
                }
            }
        }
    }
}
