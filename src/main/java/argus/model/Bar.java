package argus.model;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A K-line: the trades of one period.
 *
 * @param time the open time of the period
 * @param trades how many trades it holds
 * @param closed whether the period is over
 * @param rev 0 at first; one more for each correction after it was closed
 */
public record Bar(
        Symbol symbol,
        BarPeriod period,
        Instant time,
        String source,
        BigDecimal open,
        BigDecimal high,
        BigDecimal low,
        BigDecimal close,
        BigDecimal volume,
        BigDecimal amount,
        long trades,
        boolean closed,
        int rev)
        implements MarketEvent {}
