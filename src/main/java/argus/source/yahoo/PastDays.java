package argus.source.yahoo;

import argus.model.Bar;
import argus.model.BarPeriod;
import argus.model.Market;
import argus.model.Symbol;
import argus.source.yahoo.wire.Chart;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Daily bars that are over. Of coins Yahoo tells the turnover, of shares the volume; it does not tell the other. */
final class PastDays {
    private PastDays() {}

    /** @param now by which the session of the chart's last day has ended or not */
    static List<Bar> of(Symbol symbol, Chart chart, Instant now) {
        var zone = chart.zone();
        var today = chart.time().atZone(zone).toLocalDate();
        var end = chart.regularEnd();
        boolean over = end != null && !chart.time().isBefore(end) && now.isAfter(end);
        boolean coins = symbol.market() == Market.CRYPTO;
        var bars = new ArrayList<Bar>();
        for (var row : chart.bars()) {
            var date = row.time().atZone(zone).toLocalDate();
            if (date.isBefore(today) || over && date.equals(today)) {
                bars.add(new Bar(
                        symbol,
                        BarPeriod.D1,
                        date.atStartOfDay(symbol.market().zone()).toInstant(),
                        YahooSource.NAME,
                        row.open(),
                        row.high(),
                        row.low(),
                        row.close(),
                        coins ? BigDecimal.ZERO : row.volume(),
                        coins ? row.volume() : BigDecimal.ZERO,
                        0,
                        true,
                        0));
            }
        }
        return bars;
    }
}
