package argus.source.binance.wire;

import argus.model.Depth.Level;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One text frame of a stream connection. Pairs are written as Binance does, {@code BTCUSDT}; volumes are in coins. */
public sealed interface Frame {

    /** A frame about one pair. */
    sealed interface OfPair extends Frame {
        String pair();
    }

    /**
     * One execution.
     *
     * @param sent when the frame was made
     * @param buyerIsMaker whether the buyer had waited in the book, so that the seller took the liquidity
     */
    record Execution(
            String pair,
            long id,
            BigDecimal price,
            BigDecimal quantity,
            Instant time,
            Instant sent,
            boolean buyerIsMaker)
            implements OfPair {}

    /**
     * The best bid and ask at one update of the book.
     *
     * @param sent when the frame was made; the spot market does not say
     */
    record BookTicker(
            String pair,
            long updateId,
            BigDecimal bid,
            BigDecimal bidQuantity,
            BigDecimal ask,
            BigDecimal askQuantity,
            @Nullable Instant sent)
            implements OfPair {}

    /**
     * New quantities at prices of the book; zero takes a price away.
     *
     * @param first update it holds ({@code U})
     * @param last update it holds ({@code u})
     * @param previous the last update of the frame before ({@code pu}); null in the spot market, where frames hold every
     *     update and {@code first} follows on
     */
    record DepthDiff(
            String pair,
            Instant sent,
            long first,
            long last,
            @Nullable Long previous,
            List<Level> bids,
            List<Level> asks)
            implements OfPair {}

    /**
     * The growing or finished bar of one interval.
     *
     * @param interval as Binance writes it, {@code 1m}, {@code 1d}
     * @param open when it begins
     * @param lastTrade the newest trade it counts; -1 where it holds none
     */
    record Candle(String pair, String interval, Instant open, long lastTrade, Row row, boolean closed, Instant sent)
            implements OfPair {}

    /**
     * The figures of a bar.
     *
     * @param amount in the quote coin
     * @param trades how many it holds
     */
    record Row(
            BigDecimal open,
            BigDecimal high,
            BigDecimal low,
            BigDecimal close,
            BigDecimal volume,
            BigDecimal amount,
            long trades) {}

    /**
     * The last 24 hours, a window that moves on, so that its figures also fall.
     *
     * @param top the best bid and ask; null in the short form
     * @param lastTrade the newest trade it counts; -1 where there is none, and in the short form
     */
    record DayTicker(
            String pair,
            Instant sent,
            BigDecimal last,
            BigDecimal open,
            BigDecimal high,
            BigDecimal low,
            BigDecimal volume,
            BigDecimal amount,
            @Nullable BookTop top,
            long lastTrade)
            implements OfPair {}

    /** The best bid and ask with their quantities. */
    record BookTop(BigDecimal bid, BigDecimal bidQuantity, BigDecimal ask, BigDecimal askQuantity) {}

    /**
     * The answer to a request on the connection.
     *
     * @param streams those subscribed to, where that was asked
     */
    record Acknowledged(long id, List<String> streams) implements Frame {}

    /**
     * A request was not understood.
     *
     * @param id of the request; -1 where the answer names none
     */
    record Refused(long id, long code, String message) implements Frame {}

    /** The server is about to end its connections, some ten minutes from now. */
    record Ending(Instant sent) implements Frame {}

    /** Something this service does not use, such as an aggregated trade. */
    record Other(String type) implements Frame {}
}
