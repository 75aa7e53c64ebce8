package argus.source.recorded;

import argus.model.Decimals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a recording in the order of their times: a time and some decimals each, in eight bytes apiece. A decimal is kept
 * as up to 54 bits of digits with its scale; one with more digits than that is rounded to fifteen. Filled by one thread,
 * then read by any.
 */
final class PackedRows {
    private static final long NONE = Long.MIN_VALUE;
    private static final int DIGIT_BITS = 54;
    private static final MathContext ROUNDED = new MathContext(15);

    private final int width;
    private long[] times = new long[64];
    private long[] cells;
    private int size;
    private boolean inOrder = true;

    /** @param width decimals in a row */
    PackedRows(int width) {
        this.width = width;
        this.cells = new long[64 * width];
    }

    /** @param row decimals, null where the row has none */
    void add(long time, @Nullable BigDecimal[] row) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            cells = Arrays.copyOf(cells, size * 2 * width);
        }
        inOrder &= size == 0 || times[size - 1] <= time;
        for (int i = 0; i < width; i++) {
            cells[size * width + i] = pack(row[i]);
        }
        times[size++] = time;
    }

    /** Gives back what was reserved and brings rows into the order of their times; equal ones stay as they were. */
    PackedRows finished() {
        var order = inOrder
                ? IntStream.range(0, size).toArray()
                : IntStream.range(0, size)
                        .boxed()
                        .sorted(Comparator.comparingLong(row -> times[row]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        var sorted = new long[size];
        var moved = new long[size * width];
        for (int i = 0; i < size; i++) {
            sorted[i] = times[order[i]];
            System.arraycopy(cells, order[i] * width, moved, i * width, width);
        }
        times = sorted;
        cells = moved;
        inOrder = true;
        return this;
    }

    int size() {
        return size;
    }

    /** Epoch milliseconds of a row. */
    long time(int row) {
        return times[row];
    }

    /** The decimal in a column, or null; rows may be read as if they were wider than they are. */
    @Nullable
    BigDecimal cell(int row, int column) {
        if (column >= width) {
            return null;
        }
        long packed = cells[row * width + column];
        return packed == NONE ? null : BigDecimal.valueOf(packed >> 8, (int) (packed & 0xFF));
    }

    /** The first row that is not before a time; the size where all are. */
    int firstFrom(long time) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static long pack(@Nullable BigDecimal value) {
        if (value == null) {
            return NONE;
        }
        var plain = Decimals.plain(value);
        if (plain.unscaledValue().bitLength() > DIGIT_BITS) {
            plain = Decimals.plain(value.round(ROUNDED));
        }
        if (plain.unscaledValue().bitLength() > DIGIT_BITS || plain.scale() > 0xFF) {
            throw new ArithmeticException("number too large or too small: " + value);
        }
        return plain.unscaledValue().longValue() << 8 | plain.scale();
    }
}
