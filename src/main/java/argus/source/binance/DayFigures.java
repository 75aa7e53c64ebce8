package argus.source.binance;

import argus.source.binance.wire.Frame.Candle;
import argus.source.binance.wire.Frame.Execution;
import argus.source.binance.wire.Frame.Row;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a pair's day, which begins at midnight UTC: those of Binance's daily bar, which comes every two seconds and
 * says which trade it counts last, with the trades since. So they are exact after every trade, and never fall within a
 * day. Not thread-safe.
 */
final class DayFigures {
    private static final Duration DAY = Duration.ofDays(1);
    /** Trades that wait for a daily bar that counts them; on a busy pair some hundred come between two. */
    private static final int MOST_LATER = 20_000;

    private final Deque<Execution> later = new ArrayDeque<>();
    private @Nullable Instant day;
    private @Nullable Row row;
    private @Nullable BigDecimal prevClose;
    private boolean exact;
    private long counted = -1;

    /** The figures so far; null while nothing is known. Their number of trades is not kept. */
    @Nullable
    Row row() {
        return row;
    }

    /** The last price of the day before; null where it is not known. */
    @Nullable
    BigDecimal prevClose() {
        return prevClose;
    }

    /** Takes a trade that is newer than those before. */
    void trade(Execution trade) {
        var current = day;
        var before = row;
        if (current != null && before != null && !trade.time().isBefore(current.plus(DAY))) {
            prevClose = before.close();
            day = trade.time().truncatedTo(ChronoUnit.DAYS);
            row = null;
            exact = true; // all trades of the new day are seen
            counted = trade.id() - 1;
            later.clear();
        }
        later.add(trade);
        if (later.size() > MOST_LATER) {
            later.remove();
        }
        if (exact && trade.id() > counted) {
            row = grown(row, trade);
        }
    }

    /** Takes the daily bar of the stream. */
    void candle(Candle candle) {
        var current = day;
        if (current != null && candle.open().isBefore(current)) {
            if (candle.open().plus(DAY).equals(current)) {
                prevClose = candle.row().close();
            }
            return;
        }
        boolean sameDay = candle.open().equals(current);
        if (sameDay && exact && candle.lastTrade() < counted) {
            return; // an older one, from a connection that is behind
        }
        if (!sameDay && current != null && row != null) {
            prevClose = current.plus(DAY).equals(candle.open()) ? row.close() : null;
        }
        day = candle.open();
        exact = true;
        counted = candle.lastTrade();
        later.removeIf(trade -> trade.id() <= counted || trade.time().isBefore(candle.open()));
        var figures = candle.row();
        for (var trade : later) {
            figures = grown(figures, trade);
        }
        row = figures;
    }

    /** Takes daily bars that were asked for, which do not say which trades they count: only until the stream tells. */
    void asked(Candle yesterday, Candle today) {
        if (day == null) {
            day = today.open();
            row = today.row();
        }
        if (today.open().equals(day) && yesterday.open().plus(DAY).equals(day)) {
            prevClose = yesterday.row().close();
        }
    }

    private static Row grown(@Nullable Row row, Execution trade) {
        var price = trade.price();
        var amount = price.multiply(trade.quantity());
        if (row == null) {
            return new Row(price, price, price, price, trade.quantity(), amount, 1);
        }
        return new Row(
                row.open(),
                row.high().max(price),
                row.low().min(price),
                price,
                row.volume().add(trade.quantity()),
                row.amount().add(amount),
                row.trades() + 1);
    }
}
