package argus.source.tencent;

import argus.model.Decimals;
import argus.source.DecodeException;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one row, counted from zero.
 *
 * @param code whose row it is, for messages
 */
record Fields(String code, List<String> values) {
    /** Without exponents, which would let a few letters become a number of any length. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{0,12})?");

    static Fields split(String code, String row) {
        return new Fields(code, List.of(row.split("~", -1)));
    }

    int count() {
        return values.size();
    }

    /** A field, empty where the row ends before it. */
    String text(int index) {
        return index < values.size() ? values.get(index).strip() : "";
    }

    /** @throws DecodeException if it is no number */
    BigDecimal number(int index) {
        return number(index, text(index));
    }

    /**
     * A positive number; null where the field is empty, zero or below, as it is where there is nothing to say.
     *
     * @throws DecodeException if it is anything else than a number
     */
    @Nullable
    BigDecimal known(int index) {
        var text = text(index);
        if (text.isEmpty()) {
            return null;
        }
        var number = number(index, text);
        return number.signum() > 0 ? number : null;
    }

    BigDecimal number(int index, String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new DecodeException(code + ": field " + index + " is no number: " + text);
        }
        return Decimals.plain(new BigDecimal(text));
    }
}
