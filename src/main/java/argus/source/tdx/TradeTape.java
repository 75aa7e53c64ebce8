package argus.source.tdx;

import argus.model.Side;
import argus.model.Trade;
import argus.source.tdx.wire.TradeDecoder.TdxTrade;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The trades of one security today, each told once. Rows have no number, and a page holds the newest ones only; so a row is
 * known by its minute and its place within it, which is the same at every server and after every start. For one thread at a time.
 */
final class TradeTape {
    /** Rows asked for at first, and when little is new: about five minutes. */
    static final int USUAL_ROWS = 120;
    /** A server gives no more. */
    static final int MOST_ROWS = 1_800;

    private static final int BUY = 0;
    private static final int SELL = 1;

    private final Security security;
    private final String source;
    private @Nullable LocalDate day;
    private LocalTime minute = LocalTime.MIN;
    private int toldOfMinute;

    TradeTape(Security security, String source) {
        this.security = security;
        this.source = source;
    }

    /**
     * How many rows a longer page has to have, where a page does not reach back to the last trade that was told.
     *
     * @param asked how many rows the page was to have
     */
    OptionalInt longer(LocalDate date, List<TdxTrade> page, int asked) {
        boolean reaches =
                page.size() < asked || !date.equals(day) || page.get(0).minute().isBefore(minute) || asked >= MOST_ROWS;
        return reaches ? OptionalInt.empty() : OptionalInt.of(Math.min(MOST_ROWS, asked * 4));
    }

    /**
     * The trades of a page that were not told before, oldest first.
     *
     * @param asked how many rows the page was to have: one with fewer begins with the day
     */
    List<Trade> news(LocalDate date, List<TdxTrade> page, int asked) {
        boolean wholeDay = page.size() < asked;
        if (!date.equals(day)) {
            day = date;
            minute = LocalTime.MIN;
            toldOfMinute = 0;
        }
        var trades = new ArrayList<Trade>();
        var current = LocalTime.MIN;
        int place = 0;
        // of the first minute of a page that begins within the day nobody knows the places
        var partial = wholeDay || page.isEmpty() ? LocalTime.MIN : page.get(0).minute();
        for (var row : page) {
            place = row.minute().equals(current) ? place + 1 : 1;
            current = row.minute();
            boolean known = current.isBefore(minute) || current.equals(minute) && place <= toldOfMinute;
            if (!known && !current.equals(partial)) {
                trades.add(trade(date, row, place));
                minute = current;
                toldOfMinute = place;
            }
        }
        return trades;
    }

    private Trade trade(LocalDate date, TdxTrade row, int place) {
        return new Trade(
                security.symbol(),
                security.at(date, row.minute()),
                source,
                security.price(row.price()),
                security.shares(row.volume()),
                side(row.side()),
                date + "-" + row.minute() + "-" + place);
    }

    private static Side side(long side) {
        return side == BUY ? Side.BUY : side == SELL ? Side.SELL : Side.NEUTRAL;
    }
}
