package argus.source.yahoo.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the chart service says about one symbol. Prices in whole units of the currency; what the answer leaves out is null.
 *
 * @param symbol Yahoo's
 * @param zone of the exchange
 * @param time of the last price in regular trading
 * @param beforeRange the close before the first bar, which is yesterday's only where the range is today
 * @param previousClose yesterday's, in answers for a day
 * @param regularEnd when regular trading ends that day
 * @param granularity length of a bar, {@code 1m} or {@code 1d}
 * @param bars oldest first; those with a gap are left out
 */
public record Chart(
        String symbol,
        String currency,
        @Nullable String name,
        ZoneId zone,
        BigDecimal price,
        Instant time,
        @Nullable BigDecimal high,
        @Nullable BigDecimal low,
        @Nullable BigDecimal volume,
        @Nullable BigDecimal beforeRange,
        @Nullable BigDecimal previousClose,
        @Nullable Instant regularEnd,
        String granularity,
        List<Row> bars) {

    public Chart {
        bars = List.copyOf(bars);
    }

    /** A bar; of a day its time is the open of the session, or the last trade while the session runs. */
    public record Row(
            Instant time, BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal close, BigDecimal volume) {}
}
