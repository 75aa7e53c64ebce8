package argus.source.qmt.codec;

import argus.source.DecodeException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of xtdata: a tick or a bar of a code, its members still as they were written. A member that is null in JSON
 * (xtdata's NaN) is absent. Immutable.
 *
 * @param fields numbers as written, texts, and lists of these
 */
record QmtRow(String code, Map<String, Object> fields) {
    /** More digits than any double has; a longer number is nothing xtdata says, and costs time to read. */
    private static final int LONGEST_NUMBER = 32;

    private static final int LARGEST_EXPONENT = 30;

    QmtRow {
        fields = Map.copyOf(fields);
    }

    /** A text, or a number as it is written. */
    @Nullable
    String text(String name) {
        return fields.get(name) instanceof String text ? text : null;
    }

    /** @throws DecodeException if it is there and is not a number of a size that can be true */
    @Nullable
    BigDecimal number(String name) {
        var field = fields.get(name);
        return field == null ? null : decimal(name, field);
    }

    /** A list of numbers, with null where JSON has null; null if it is absent. */
    @Nullable
    List<@Nullable BigDecimal> numbers(String name) {
        var field = fields.get(name);
        if (field == null) {
            return null;
        }
        if (!(field instanceof List<?> list)) {
            throw new DecodeException(name + " of " + code + " is not a list");
        }
        var numbers = new ArrayList<@Nullable BigDecimal>(list.size());
        for (var item : list) {
            numbers.add(item == JsonRows.NULL ? null : decimal(name, item));
        }
        return numbers;
    }

    private BigDecimal decimal(String name, Object field) {
        if (field instanceof String text && text.length() <= LONGEST_NUMBER) {
            try {
                var number = new BigDecimal(text);
                if (Math.abs((long) number.scale()) <= LARGEST_EXPONENT) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw new DecodeException(name + " of " + code + " is not a number: " + text, e);
            }
        }
        throw new DecodeException(name + " of " + code + " is not a number that can be true");
    }
}
