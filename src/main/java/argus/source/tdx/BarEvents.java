package argus.source.tdx;

import argus.model.Bar;
import argus.model.BarPeriod;
import argus.source.tdx.wire.TdxBar;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;

/** Turns bars of the past into events. Stateless. */
final class BarEvents {
    private static final LocalTime CLOSE = LocalTime.of(15, 0);
    private static final LocalTime NOON = LocalTime.of(11, 30);
    private static final LocalTime AFTER_NOON = LocalTime.of(13, 0);
    private static final BigDecimal LOT = BigDecimal.valueOf(100);
    private static final BigDecimal SLACK = new BigDecimal("1.05");

    private BarEvents() {}

    /**
     * The bars that were over by then, oldest first.
     *
     * @param period a minute or a day
     */
    static List<Bar> of(Security security, BarPeriod period, List<TdxBar> bars, Instant now, String source) {
        return bars.stream()
                .filter(bar -> !security.at(bar.date(), end(bar)).isAfter(now))
                .map(bar -> bar(security, period, bar, source))
                .toList();
    }

    private static Bar bar(Security security, BarPeriod period, TdxBar bar, String source) {
        // bars are labelled with the minute at which they end
        var begin = period.isCalendar() ? LocalTime.MIN : end(bar).minus(period.length());
        return new Bar(
                security.symbol(),
                period,
                security.at(bar.date(), begin),
                source,
                security.barPrice(bar.open()),
                security.barPrice(bar.high()),
                security.barPrice(bar.low()),
                security.barPrice(bar.close()),
                volume(security, bar),
                bar.amount(),
                0,
                true,
                0);
    }

    /** While the afternoon goes on, some servers call the last bar of the morning 13:00. */
    private static LocalTime end(TdxBar bar) {
        var end = bar.end();
        if (end == null) {
            return CLOSE;
        }
        return end.equals(AFTER_NOON) ? NOON : end;
    }

    /** In shares. Where the average price would lie far above the high, the volume was told in lots. */
    private static BigDecimal volume(Security security, TdxBar bar) {
        boolean lots = security.isIndex()
                || bar.amount()
                                .compareTo(security.barPrice(bar.high())
                                        .multiply(bar.volume())
                                        .multiply(SLACK))
                        > 0;
        return lots ? bar.volume().multiply(LOT) : bar.volume();
    }
}
