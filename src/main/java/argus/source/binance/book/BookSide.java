package argus.source.binance.book;

import argus.model.Depth.Level;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One side of a book as a sorted array, best level first: a change moves references and allocates nothing. Beyond the worst
 * price of a snapshot that was cut short nothing is known, so that changes there are passed over. Not thread-safe.
 */
final class BookSide {
    private static final int INITIAL = 1024;

    private final int direction;
    private Level[] levels = new Level[INITIAL];
    private int size;
    private @Nullable BigDecimal reach;

    /** @param direction 1 where prices rise from the best level on, -1 where they fall */
    BookSide(int direction) {
        this.direction = direction;
    }

    /** Begins anew. @param cut whether the venue knows more levels than these */
    void load(List<Level> snapshot, boolean cut) {
        Arrays.fill(levels, 0, size, null);
        size = 0;
        reach = null;
        snapshot.forEach(this::set);
        if (cut && size > 0) {
            reach = levels[size - 1].price();
        }
    }

    /** Sets the quantity at a price; zero takes the price away. */
    void set(Level level) {
        var end = reach;
        if (end != null && level.price().compareTo(end) * direction > 0) {
            return;
        }
        int at = find(level.price());
        boolean gone = level.volume().signum() == 0;
        if (at >= 0 && !gone) {
            levels[at] = level;
        } else if (at >= 0) {
            System.arraycopy(levels, at + 1, levels, at, size - at - 1);
            levels[--size] = null;
        } else if (!gone) {
            insert(-at - 1, level);
        }
    }

    private void insert(int at, Level level) {
        if (size == levels.length) {
            levels = Arrays.copyOf(levels, 2 * size);
        }
        System.arraycopy(levels, at, levels, at + 1, size - at);
        levels[at] = level;
        size++;
    }

    /** The index of a price; {@code -1 - index} of its place where it is missing. Changes are mostly near the best level. */
    private int find(BigDecimal price) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = levels[middle].price().compareTo(price) * direction;
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1 - low;
    }

    /** Whether so many of its best levels are known, or all there are. */
    boolean knows(int count) {
        return reach == null || size >= count;
    }

    List<Level> best(int count) {
        var best = new ArrayList<Level>(Math.min(count, size));
        for (int i = 0; i < Math.min(count, size); i++) {
            best.add(Objects.requireNonNull(levels[i]));
        }
        return best;
    }

    /** Whether the best levels are these still, the same objects. */
    boolean isBest(List<Level> shown, int count) {
        if (shown.size() != Math.min(count, size)) {
            return false;
        }
        for (int i = 0; i < shown.size(); i++) {
            if (!shown.get(i).equals(levels[i])) {
                return false;
            }
        }
        return true;
    }
}
