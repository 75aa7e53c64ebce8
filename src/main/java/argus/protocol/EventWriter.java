package argus.protocol;

import argus.model.Bar;
import argus.model.Column;
import argus.model.Columns;
import argus.model.DataType;
import argus.model.Depth;
import argus.model.Market;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.model.Tick;
import argus.model.Trade;
import argus.protocol.json.IsoTime;
import java.util.Arrays;
import java.util.List;

/**
 * Writes market events as the {@code data} of messages: the columns of their type, in order, without those that the source
 * does not know. Thread-safe.
 */
final class EventWriter {
    private static final Member[][] MEMBERS = Arrays.stream(DataType.values())
            .map(Columns::of)
            .map(columns -> columns.stream().map(Member::new).toArray(Member[]::new))
            .toArray(Member[][]::new);

    private final IsoTime[] times = Arrays.stream(Market.values())
            .map(market -> new IsoTime(market.zone()))
            .toArray(IsoTime[]::new);

    /** A column with what stands before its value. Every event has a symbol, and it comes first. */
    record Member(Column column, String prefix) {
        Member(Column column) {
            this(column, (column.name().equals("symbol") ? "\"" : ",\"") + column.name() + "\":");
        }

        /** Whether it is wanted where only these fields are; none means all. */
        boolean isAmong(List<String> fields) {
            return fields.isEmpty() || prefix.charAt(0) == '"' || fields.contains(column.name());
        }
    }

    /** Appends the whole data of an event. @return where in the text each of its {@link #members} ends */
    int[] append(StringBuilder out, MarketEvent event) {
        var row = new DataRow(out.append('{'), members(event));
        row.text(event.symbol().text());
        row.time(event.time(), times[event.symbol().market().ordinal()]);
        // not Column.value: an indirect call for each member makes this slower by a quarter
        if (event instanceof Quote quote) {
            quote(row, quote);
        } else if (event instanceof Depth depth) {
            depth(row, depth);
        } else if (event instanceof Bar bar) {
            bar(row, bar);
        } else if (event instanceof Trade trade) {
            trade(row, trade);
        } else {
            tick(row, (Tick) event);
        }
        row.text(event.source());
        out.append('}');
        return row.ends();
    }

    private static void quote(DataRow row, Quote quote) {
        row.number(quote.last());
        row.number(quote.change());
        row.number(quote.changePercent());
        row.number(quote.volume());
        row.number(quote.amount());
        row.number(quote.bidPrice());
        row.number(quote.askPrice());
        row.number(quote.bidVolume());
        row.number(quote.askVolume());
        row.number(quote.open());
        row.number(quote.high());
        row.number(quote.low());
        row.number(quote.last());
        row.number(quote.prevClose());
    }

    private static void depth(DataRow row, Depth depth) {
        row.levels(depth.bids());
        row.levels(depth.asks());
        row.number(depth.maxBid());
        row.number(depth.minAsk());
        row.number(depth.bidVolumeTotal());
        row.number(depth.askVolumeTotal());
        row.whole(depth.sequence());
    }

    private static void bar(DataRow row, Bar bar) {
        row.text(bar.period().wire());
        row.number(bar.open());
        row.number(bar.high());
        row.number(bar.low());
        row.number(bar.close());
        row.number(bar.volume());
        row.number(bar.amount());
        row.whole(bar.trades());
        row.truth(bar.closed());
        row.whole(bar.rev());
    }

    private static void trade(DataRow row, Trade trade) {
        row.number(trade.price());
        row.number(trade.volume());
        row.text(trade.side().wire());
        row.text(trade.id());
        row.number(trade.amount());
    }

    private static void tick(DataRow row, Tick tick) {
        row.number(tick.price());
        row.number(tick.volume());
        row.text(tick.side().wire());
        row.text(tick.id());
    }

    /** What the data of such an event may hold, in order; not to be changed. */
    static Member[] members(MarketEvent event) {
        return MEMBERS[type(event).ordinal()];
    }

    private static DataType type(MarketEvent event) {
        if (event instanceof Quote) {
            return DataType.QUOTE;
        }
        if (event instanceof Depth) {
            return DataType.DEPTH;
        }
        if (event instanceof Bar) {
            return DataType.KLINE;
        }
        return event instanceof Trade ? DataType.TRADE : DataType.TICK;
    }
}
