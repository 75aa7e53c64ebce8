package argus.source.tdx.wire;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * One bar. Prices are in thousandths, whatever the security.
 *
 * @param end the minute at which it ends; null for a day and longer
 * @param volume in shares or lots, by category and security
 * @param breadth of an index only
 */
public record TdxBar(
        LocalDate date,
        @Nullable LocalTime end,
        long open,
        long high,
        long low,
        long close,
        BigDecimal volume,
        BigDecimal amount,
        @Nullable Breadth breadth) {

    /** How many members of an index rose and fell. */
    public record Breadth(int advancing, int declining) {}
}
