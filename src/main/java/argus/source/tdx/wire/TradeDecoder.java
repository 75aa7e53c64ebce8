package argus.source.tdx.wire;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the answers that hold trades. Stateless. */
public final class TradeDecoder {
    /** A minute and four numbers. */
    private static final int LEAST_BYTES = 6;

    private TradeDecoder() {}

    /**
     * What was traded in about three seconds.
     *
     * @param minute in which it was
     * @param price in units of the security
     * @param volume in lots
     * @param orders how many took part; zero where the answer does not tell
     * @param side 0 bought, 1 sold, 2 neither, 5 after hours
     * @param unnamed what nobody can name yet
     */
    public record TdxTrade(LocalTime minute, long price, long volume, long orders, long side, long unnamed) {}

    /**
     * Trades of a past day.
     *
     * @param prevClose in currency; null for a day without trades
     */
    public record PastTrades(@Nullable BigDecimal prevClose, List<TdxTrade> trades) {
        public PastTrades {
            trades = List.copyOf(trades);
        }
    }

    /** Of {@link Command#TRADES_TODAY}, oldest first. */
    public static List<TdxTrade> today(byte[] body) {
        var in = new Body(body);
        return trades(in, in.count(LEAST_BYTES), true);
    }

    /** Of {@link Command#TRADES_PAST}, oldest first. A day without trades may have no previous close. */
    public static PastTrades past(byte[] body) {
        var in = new Body(body);
        int count = in.count(LEAST_BYTES - 1);
        if (count == 0 && in.remaining() == 0) {
            return new PastTrades(null, List.of());
        }
        var prevClose = in.float32();
        return new PastTrades(prevClose, trades(in, count, false));
    }

    private static List<TdxTrade> trades(Body in, int count, boolean withOrders) {
        var trades = new ArrayList<TdxTrade>(count);
        long price = 0;
        for (int n = 0; n < count; n++) {
            var minute = BarDecoder.minute(in.u16());
            price += in.varInt();
            trades.add(
                    new TdxTrade(minute, price, in.varInt(), withOrders ? in.varInt() : 0, in.varInt(), in.varInt()));
        }
        if (count > 0) {
            in.end();
        }
        return trades;
    }
}
