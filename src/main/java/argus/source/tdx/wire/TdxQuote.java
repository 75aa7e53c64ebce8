package argus.source.tdx.wire;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * The state of a security as a server tells it. Prices are in units of the security, volumes in its lots.
 *
 * @param activity a count that grows with each change
 * @param clock as on the wire
 * @param time what the clock says; empty where the security has none
 * @param check the last price with the sign turned; of an index and after hours something else
 * @param lastVolume of the last snapshot; of an index an amount
 * @param amount of the day in its currency, as exact as a float32
 * @param inside volume sold into the bid
 * @param outside volume bought from the ask
 * @param openingAmount of the opening auction in hundreds, from {@link Command#QUOTES_VEILED} in tens
 * @param bids of an index counts, not prices; an empty level has price and volume zero
 * @param unnamed what nobody can name yet, in the order of the wire
 */
public record TdxQuote(
        TdxCode code,
        int activity,
        long last,
        long prevClose,
        long open,
        long high,
        long low,
        long clock,
        Optional<LocalTime> time,
        long check,
        long volume,
        long lastVolume,
        BigDecimal amount,
        long inside,
        long outside,
        long openingAmount,
        List<Level> bids,
        List<Level> asks,
        List<Long> unnamed) {

    public TdxQuote {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
        unnamed = List.copyOf(unnamed);
    }

    /** One price of a book. */
    public record Level(long price, long volume) {}

    /** Whether the server has nothing to tell about the code it was asked for. */
    public boolean isUnknown() {
        return last == 0 && prevClose == 0;
    }
}
