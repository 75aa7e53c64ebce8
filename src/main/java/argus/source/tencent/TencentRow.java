package argus.source.tencent;

import argus.calendar.TradingRules;
import argus.model.Depth;
import argus.model.Depth.Level;
import argus.model.Instrument;
import argus.model.Quote;
import argus.model.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one row of an answer says. Prices in the instrument's currency, volumes in shares; what the row leaves open is null.
 *
 * @param name Chinese, as displayed
 * @param englishName the same in Latin letters where the row has it
 * @param last the price that holds: of the last trade, or before the first trade of the day the previous close
 * @param bids best first; empty outside of mainland China
 * @param limitUp the highest price allowed today
 * @param limitDown the lowest price allowed today
 * @param lot smallest tradable volume
 */
record TencentRow(
        Symbol symbol,
        String name,
        String englishName,
        Instrument.Type type,
        String currency,
        @Nullable BigDecimal lot,
        Instant time,
        BigDecimal last,
        @Nullable BigDecimal prevClose,
        @Nullable BigDecimal open,
        @Nullable BigDecimal high,
        @Nullable BigDecimal low,
        BigDecimal volume,
        @Nullable BigDecimal amount,
        List<Level> bids,
        List<Level> asks,
        @Nullable BigDecimal limitUp,
        @Nullable BigDecimal limitDown) {

    TencentRow {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
    }

    Quote quote() {
        var bid = bids.isEmpty() ? null : bids.get(0);
        var ask = asks.isEmpty() ? null : asks.get(0);
        return new Quote(
                symbol,
                time,
                TencentSource.NAME,
                last,
                prevClose,
                open,
                high,
                low,
                volume,
                amount,
                bid == null ? null : bid.price(),
                bid == null ? null : bid.volume(),
                ask == null ? null : ask.price(),
                ask == null ? null : ask.volume());
    }

    /** Whether the row has a book. */
    boolean hasDepth() {
        return !bids.isEmpty() || !asks.isEmpty();
    }

    Depth depth(long sequence) {
        return new Depth(symbol, time, TencentSource.NAME, bids, asks, sequence);
    }

    Instrument instrument() {
        return new Instrument(
                symbol,
                name,
                englishName,
                type,
                TradingRules.of(symbol, type).tick(last),
                lot == null ? BigDecimal.ONE : lot,
                currency);
    }
}
