package argus.source.qmt.codec;

import argus.model.Decimals;
import argus.model.Depth;
import argus.model.Depth.Level;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.model.Symbol;
import argus.source.DecodeException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of one instrument at one instant, as xtdata tells it: prices without the artefacts of doubles, volumes in
 * shares (contracts), and what is zero because it is not known absent. Immutable.
 *
 * @param code as QMT writes it
 * @param last null before the first trade of a day
 * @param volume cumulative over the day
 * @param amount cumulative over the day
 * @param book whether it speaks of the order book at all
 * @param phase empty where it does not say
 */
public record QmtTick(
        String code,
        Instant time,
        @Nullable BigDecimal last,
        @Nullable BigDecimal prevClose,
        @Nullable BigDecimal open,
        @Nullable BigDecimal high,
        @Nullable BigDecimal low,
        @Nullable BigDecimal volume,
        @Nullable BigDecimal amount,
        boolean book,
        List<Level> bids,
        List<Level> asks,
        Optional<QmtPhase> phase) {

    private static final int AMOUNT_DECIMALS = 2;
    private static final DateTimeFormatter TIMETAG = new DateTimeFormatterBuilder()
            .appendPattern("yyyyMMdd HH:mm:ss")
            .optionalStart()
            .appendFraction(ChronoField.MILLI_OF_SECOND, 0, 3, true)
            .optionalEnd()
            .toFormatter();

    public QmtTick {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
    }

    /** @throws DecodeException if a member cannot be what it should be, or the time is missing */
    static QmtTick of(QmtRow row) {
        var lots = QmtVolumes.of(row);
        var asks = row.numbers("askPrice");
        var bids = row.numbers("bidPrice");
        return new QmtTick(
                row.code(),
                time(row),
                price(row, "lastPrice"),
                price(row, "lastClose"),
                price(row, "open"),
                price(row, "high"),
                price(row, "low"),
                lots.traded(),
                amount(row),
                asks != null || bids != null,
                levels(row, bids, row.numbers("bidVol"), lots),
                levels(row, asks, row.numbers("askVol"), lots),
                phase(row));
    }

    /**
     * What it says of a symbol: its book, then its quote. Before the first trade of a day the price is the previous close;
     * without that there is no quote. There is no book of an index, and none where the tick does not speak of one.
     *
     * @param sequence of the book
     */
    public List<MarketEvent> events(Symbol symbol, String source, long sequence) {
        var events = new ArrayList<MarketEvent>(2);
        if (book && !QmtCode.isIndex(symbol)) {
            events.add(new Depth(symbol, time, source, bids, asks, sequence));
        }
        var price = last != null ? last : prevClose;
        if (price != null) {
            var bid = best(bids);
            var ask = best(asks);
            events.add(new Quote(
                    symbol,
                    time,
                    source,
                    price,
                    prevClose,
                    open,
                    high,
                    low,
                    volume,
                    amount,
                    bid == null ? null : bid.price(),
                    bid == null ? null : bid.volume(),
                    ask == null ? null : ask.price(),
                    ask == null ? null : ask.volume()));
        }
        return events;
    }

    private static @Nullable Level best(List<Level> levels) {
        return levels.isEmpty() ? null : levels.get(0);
    }

    /** The time in milliseconds, or the local time of Shanghai that stands beside it or in its place. */
    private static Instant time(QmtRow row) {
        var millis = row.number("time");
        var tag = row.text("timetag");
        if (millis != null && millis.signum() > 0) {
            return QmtTime.ofMillis(row.code(), millis);
        }
        if (tag == null) {
            throw new DecodeException("a tick of " + row.code() + " has no time");
        }
        try {
            return QmtTime.local(LocalDateTime.parse(tag, TIMETAG));
        } catch (DateTimeException e) {
            throw new DecodeException("no time: " + tag, e);
        }
    }

    static @Nullable BigDecimal price(QmtRow row, String name) {
        var price = row.number(name);
        return price == null ? null : price(row, price);
    }

    private static @Nullable BigDecimal price(QmtRow row, BigDecimal price) {
        if (price.signum() < 0) {
            throw new DecodeException("a price of " + row.code() + " is negative: " + price);
        }
        var rounded = price.setScale(QmtCode.decimals(row.code()), RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? null : Decimals.plain(rounded);
    }

    static @Nullable BigDecimal amount(QmtRow row) {
        var amount = row.number("amount");
        return amount == null || amount.signum() < 0
                ? null
                : Decimals.plain(amount.setScale(AMOUNT_DECIMALS, RoundingMode.HALF_UP));
    }

    private static List<Level> levels(
            QmtRow row,
            @Nullable List<@Nullable BigDecimal> prices,
            @Nullable List<@Nullable BigDecimal> volumes,
            QmtVolumes lots) {
        if (prices == null || volumes == null) {
            return List.of();
        }
        var levels = new ArrayList<Level>(prices.size());
        for (int i = 0; i < Math.min(prices.size(), volumes.size()); i++) {
            var written = prices.get(i);
            var volume = volumes.get(i);
            var price = written == null ? null : price(row, written);
            if (price != null && volume != null) {
                levels.add(new Level(price, lots.shares(volume)));
            }
        }
        return levels;
    }

    private static Optional<QmtPhase> phase(QmtRow row) {
        var openInt = QmtCode.isStock(row.code()) ? row.number("openInt") : null;
        return openInt == null || openInt.abs().compareTo(BigDecimal.valueOf(Short.MAX_VALUE)) > 0
                ? Optional.empty()
                : QmtPhase.of(openInt.intValue());
    }
}
