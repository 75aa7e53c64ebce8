package argus.source.binance;

import argus.model.Decimals;
import argus.model.Depth;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.model.Side;
import argus.model.Symbol;
import argus.model.Trade;
import argus.source.binance.book.OrderBook;
import argus.source.binance.book.OrderBook.Outcome;
import argus.source.binance.wire.BookSnapshot;
import argus.source.binance.wire.Frame.BookTicker;
import argus.source.binance.wire.Frame.BookTop;
import argus.source.binance.wire.Frame.Candle;
import argus.source.binance.wire.Frame.DayTicker;
import argus.source.binance.wire.Frame.DepthDiff;
import argus.source.binance.wire.Frame.Execution;
import argus.source.binance.wire.Frame.OfPair;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the frames of one pair come to: trades as they are, the book, and a quote put together from the last trade, the best
 * bid and ask and the figures of the day. A frame that comes twice, as it does while one connection replaces another,
 * gives nothing the second time. Not thread-safe.
 */
final class PairFeed {
    /** The longest book that is published. */
    static final int SHOWN = 20;

    private final Symbol symbol;
    private final String source;
    private final OrderBook book;
    private final DayFigures day = new DayFigures();
    private @Nullable BigDecimal last;
    private long lastTrade = -1;
    private long priced = -1;
    private @Nullable BookTop top;
    private long topUpdate = -1;
    private @Nullable Quote quoted;

    PairFeed(Symbol symbol, String source, int snapshotLevels) {
        this.symbol = symbol;
        this.source = source;
        book = new OrderBook(SHOWN, snapshotLevels);
    }

    Symbol symbol() {
        return symbol;
    }

    /** Whether there is a book to which changes can be applied. */
    boolean hasBook() {
        return book.valid();
    }

    /**
     * Takes a frame of this pair.
     *
     * @param time the newest time that the venue has told, for frames that tell none
     */
    List<MarketEvent> take(OfPair frame, Instant time) {
        if (frame instanceof Execution execution) {
            return execution(execution, time);
        } else if (frame instanceof BookTicker ticker) {
            return bookTicker(ticker, time);
        } else if (frame instanceof DepthDiff diff) {
            return depth(book.apply(diff), diff.sent());
        } else if (frame instanceof Candle candle) {
            if (candle.interval().equals("1d")) {
                day.candle(candle);
                price(candle.row().close(), candle.lastTrade());
            }
            return quote(time);
        }
        return ticker((DayTicker) frame, time);
    }

    /** Takes a snapshot of the book. */
    List<MarketEvent> take(BookSnapshot snapshot, Instant time) {
        return depth(book.load(snapshot), time);
    }

    /** Takes the daily bars of yesterday and today as they were asked for. */
    List<MarketEvent> days(Candle yesterday, Candle today, Instant time) {
        day.asked(yesterday, today);
        price(today.row().close(), -1);
        return quote(time);
    }

    private List<MarketEvent> execution(Execution execution, Instant time) {
        if (execution.id() <= lastTrade) {
            return List.of();
        }
        lastTrade = execution.id();
        day.trade(execution);
        price(execution.price(), execution.id());
        var trade = new Trade(
                symbol,
                execution.time(),
                source,
                execution.price(),
                execution.quantity(),
                execution.buyerIsMaker() ? Side.SELL : Side.BUY, // the side that took
                Long.toString(execution.id()));
        var quote = quote(time);
        return quote.isEmpty() ? List.of(trade) : List.of(trade, quote.get(0));
    }

    private List<MarketEvent> bookTicker(BookTicker ticker, Instant time) {
        if (ticker.updateId() <= topUpdate) {
            return List.of();
        }
        topUpdate = ticker.updateId();
        top = new BookTop(ticker.bid(), ticker.bidQuantity(), ticker.ask(), ticker.askQuantity());
        return quote(time);
    }

    private List<MarketEvent> ticker(DayTicker ticker, Instant time) {
        price(ticker.last(), ticker.lastTrade());
        if (topUpdate < 0 && ticker.top() != null) {
            top = ticker.top(); // it does not say of which update it is
        }
        return quote(time);
    }

    /** Takes a last price. @param trade the trade it is of, or -1 where that is not known */
    private void price(BigDecimal price, long trade) {
        if (price.signum() > 0 && (last == null || trade > priced)) {
            last = price;
            priced = trade;
        }
    }

    private List<MarketEvent> depth(Outcome outcome, Instant time) {
        return outcome == Outcome.CHANGED
                ? List.of(new Depth(symbol, time, source, book.bids(), book.asks(), book.updateId()))
                : List.of();
    }

    private List<MarketEvent> quote(Instant time) {
        var price = last;
        if (price == null) {
            return List.of();
        }
        var figures = day.row();
        var best = top;
        var quote = new Quote(
                symbol,
                time,
                source,
                price,
                day.prevClose(),
                figures == null ? null : figures.open(),
                figures == null ? null : figures.high(),
                figures == null ? null : figures.low(),
                figures == null ? null : Decimals.plain(figures.volume()),
                figures == null ? null : Decimals.plain(figures.amount()),
                best == null ? null : best.bid(),
                best == null ? null : best.bidQuantity(),
                best == null ? null : best.ask(),
                best == null ? null : best.askQuantity());
        var before = quoted;
        if (before != null && quote.equals(at(before, time))) {
            return List.of();
        }
        quoted = quote;
        return List.of(quote);
    }

    private static Quote at(Quote quote, Instant time) {
        return new Quote(
                quote.symbol(),
                time,
                quote.source(),
                quote.last(),
                quote.prevClose(),
                quote.open(),
                quote.high(),
                quote.low(),
                quote.volume(),
                quote.amount(),
                quote.bidPrice(),
                quote.bidVolume(),
                quote.askPrice(),
                quote.askVolume());
    }
}
