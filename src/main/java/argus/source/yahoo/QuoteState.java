package argus.source.yahoo;

import argus.model.Decimals;
import argus.model.Market;
import argus.model.Quote;
import argus.model.Symbol;
import argus.source.yahoo.wire.Chart;
import argus.source.yahoo.wire.Pricing;
import argus.source.yahoo.wire.PricingField;
import argus.source.yahoo.wire.QuoteRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one symbol, from the stream and from HTTP together; the newer price counts, whoever told it. Figures of
 * the day end with the day. Not thread-safe.
 */
final class QuoteState {
    private static final long BEFORE = 0;
    private static final long REGULAR = 1;

    private final Symbol symbol;
    private @Nullable Instant time;
    private @Nullable BigDecimal last;
    private @Nullable BigDecimal prevClose;
    private @Nullable BigDecimal open;
    private @Nullable BigDecimal high;
    private @Nullable BigDecimal low;
    private @Nullable BigDecimal volume;
    private @Nullable Quote told;

    QuoteState(Symbol symbol) {
        this.symbol = symbol;
    }

    Symbol symbol() {
        return symbol;
    }

    /** @return the quote if it is another now; empty for a message that is old or says nothing new */
    Optional<Quote> add(Pricing pricing) {
        if (!begin(pricing.time(), pricing.price())) {
            return Optional.empty();
        }
        long hours = Objects.requireNonNullElse(pricing.count(PricingField.MARKET_HOURS), REGULAR);
        boolean regular = hours == REGULAR;
        var change = pricing.decimal(PricingField.CHANGE);
        if (change != null && (regular || hours == BEFORE)) {
            prevClose = before(pricing, change);
        }
        var dayOpen = pricing.decimal(PricingField.OPEN_PRICE);
        var dayHigh = pricing.decimal(PricingField.DAY_HIGH);
        var dayLow = pricing.decimal(PricingField.DAY_LOW);
        open = dayOpen == null ? open : dayOpen;
        high = dayHigh != null ? dayHigh : regular && high != null ? high.max(pricing.price()) : high;
        low = dayLow != null ? dayLow : regular && low != null ? low.min(pricing.price()) : low;
        var dayVolume = pricing.count(PricingField.DAY_VOLUME);
        if (dayVolume != null && dayVolume >= 0) {
            trade(BigDecimal.valueOf(dayVolume));
        }
        return news();
    }

    /** @return the quote if it is another now */
    Optional<Quote> add(QuoteRow row) {
        var before = time;
        if (before != null && before.isAfter(row.time()) && !sameDay(before, row.time())) {
            return Optional.empty();
        }
        begin(row.time(), row.price());
        fill(row.previousClose(), row.open(), row.high(), row.low(), row.volume());
        return news();
    }

    /** @return the quote if it is another now */
    Optional<Quote> add(Chart chart) {
        var before = time;
        if (before != null && before.isAfter(chart.time()) && !sameDay(before, chart.time())) {
            return Optional.empty();
        }
        begin(chart.time(), chart.price());
        fill(closeBefore(chart), openOf(chart), chart.high(), chart.low(), chart.volume());
        return news();
    }

    private void fill(
            @Nullable BigDecimal previous,
            @Nullable BigDecimal dayOpen,
            @Nullable BigDecimal dayHigh,
            @Nullable BigDecimal dayLow,
            @Nullable BigDecimal dayVolume) {
        prevClose = previous == null ? prevClose : previous;
        open = dayOpen == null ? open : dayOpen;
        high = dayHigh == null ? high : higher(high, dayHigh);
        low = dayLow == null ? low : lower(low, dayLow);
        if (dayVolume != null && dayVolume.signum() >= 0) {
            trade(dayVolume);
        }
    }

    /** @return whether the price is to be taken: not if it is older than what is known */
    private boolean begin(Instant now, BigDecimal price) {
        var before = time;
        if (before != null && before.isAfter(now)) {
            return false;
        }
        if (before != null && !sameDay(before, now)) {
            open = null;
            high = null;
            low = null;
            volume = null;
        }
        time = now;
        last = price;
        return true;
    }

    /** What Yahoo calls the volume of coins is the turnover of all places in the last 24 hours: no figure of a day. */
    private void trade(BigDecimal dayVolume) {
        if (symbol.market() != Market.CRYPTO && symbol.market() != Market.FX) {
            volume = volume == null || volume.compareTo(dayVolume) < 0 ? dayVolume : volume;
        }
    }

    private Optional<Quote> news() {
        var at = time;
        var price = last;
        if (at == null || price == null) {
            return Optional.empty();
        }
        var quote = new Quote(
                symbol, at, YahooSource.NAME, price, prevClose, open, high, low, volume, null, null, null, null, null);
        if (quote.equals(told)) {
            return Optional.empty();
        }
        told = quote;
        return Optional.of(quote);
    }

    private boolean sameDay(Instant a, Instant b) {
        return date(a).equals(date(b));
    }

    private LocalDate date(Instant instant) {
        return LocalDate.ofInstant(instant, symbol.market().zone());
    }

    /** Price less change, both of which were rounded to 32 bits: rounded to the decimals that prices have. */
    private static BigDecimal before(Pricing pricing, BigDecimal change) {
        var hint = Objects.requireNonNullElse(pricing.count(PricingField.PRICE_HINT), 0L);
        int places = (int) Math.max(Math.min(hint, 8), pricing.price().scale());
        return Decimals.plain(pricing.price().subtract(change).setScale(places, RoundingMode.HALF_UP));
    }

    /** The close of the day before the last price; where the chart is of one day, Yahoo says it. */
    private @Nullable BigDecimal closeBefore(Chart chart) {
        if (chart.previousClose() != null) {
            return chart.previousClose();
        }
        var today = date(chart.time());
        List<Chart.Row> past = chart.bars().stream()
                .filter(bar -> date(bar.time()).isBefore(today))
                .toList();
        return past.isEmpty() ? null : past.get(past.size() - 1).close();
    }

    private @Nullable BigDecimal openOf(Chart chart) {
        var today = date(chart.time());
        return chart.bars().stream()
                .filter(bar -> date(bar.time()).equals(today))
                .findFirst()
                .map(Chart.Row::open)
                .orElse(null);
    }

    private static BigDecimal higher(@Nullable BigDecimal a, BigDecimal b) {
        return a == null ? b : a.max(b);
    }

    private static BigDecimal lower(@Nullable BigDecimal a, BigDecimal b) {
        return a == null ? b : a.min(b);
    }
}
