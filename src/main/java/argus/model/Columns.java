package argus.model;

import argus.model.Column.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The columns of each data type, in the order of messages: the one place that says what the data of an update holds.
 */
public final class Columns {
    private static final List<Column> QUOTE = List.of(
            symbol(),
            time(),
            Columns.<Quote>number("last_price", Quote::last),
            Columns.<Quote>number("change", Quote::change),
            Columns.<Quote>number("change_percent", Quote::changePercent),
            Columns.<Quote>number("volume", Quote::volume),
            Columns.<Quote>number("amount", Quote::amount),
            Columns.<Quote>number("bid_price", Quote::bidPrice),
            Columns.<Quote>number("ask_price", Quote::askPrice),
            Columns.<Quote>number("bid_volume", Quote::bidVolume),
            Columns.<Quote>number("ask_volume", Quote::askVolume),
            Columns.<Quote>number("open", Quote::open),
            Columns.<Quote>number("high", Quote::high),
            Columns.<Quote>number("low", Quote::low),
            Columns.<Quote>number("close", Quote::last),
            Columns.<Quote>number("prev_close", Quote::prevClose),
            source());

    private static final List<Column> TICK = List.of(
            symbol(),
            time(),
            Columns.<Tick>number("price", Tick::price),
            Columns.<Tick>number("volume", Tick::volume),
            Columns.<Tick>text("direction", tick -> tick.side().wire()),
            Columns.<Tick>text("tick_id", Tick::id),
            source());

    private static final List<Column> TRADE = List.of(
            symbol(),
            time(),
            Columns.<Trade>number("price", Trade::price),
            Columns.<Trade>number("volume", Trade::volume),
            Columns.<Trade>text("direction", trade -> trade.side().wire()),
            Columns.<Trade>text("trade_id", Trade::id),
            Columns.<Trade>number("amount", Trade::amount),
            source());

    private static final List<Column> KLINE = List.of(
            symbol(),
            time(),
            Columns.<Bar>text("period", bar -> bar.period().wire()),
            Columns.<Bar>number("open", Bar::open),
            Columns.<Bar>number("high", Bar::high),
            Columns.<Bar>number("low", Bar::low),
            Columns.<Bar>number("close", Bar::close),
            Columns.<Bar>number("volume", Bar::volume),
            Columns.<Bar>number("amount", Bar::amount),
            Columns.<Bar>number("trades", bar -> BigDecimal.valueOf(bar.trades())),
            Columns.<Bar>column("closed", Kind.TRUTH, Bar::closed),
            Columns.<Bar>number("rev", bar -> BigDecimal.valueOf(bar.rev())),
            source());

    private static final List<Column> DEPTH = List.of(
            symbol(),
            time(),
            Columns.<Depth>column("bids", Kind.LEVELS, Depth::bids),
            Columns.<Depth>column("asks", Kind.LEVELS, Depth::asks),
            Columns.<Depth>number("max_bid", Depth::maxBid),
            Columns.<Depth>number("min_ask", Depth::minAsk),
            Columns.<Depth>number("bid_volume_total", Depth::bidVolumeTotal),
            Columns.<Depth>number("ask_volume_total", Depth::askVolumeTotal),
            Columns.<Depth>number("sequence", depth -> BigDecimal.valueOf(depth.sequence())),
            source());

    private Columns() {}

    /** All columns of a data type. The first is {@code symbol}, the last {@code source}. */
    public static List<Column> of(DataType type) {
        return switch (type) {
            case QUOTE -> QUOTE;
            case TICK -> TICK;
            case TRADE -> TRADE;
            case KLINE -> KLINE;
            case DEPTH -> DEPTH;
        };
    }

    /** The column of that name in messages (case matters), or empty if the data type has none. */
    public static Optional<Column> find(DataType type, String name) {
        return of(type).stream().filter(column -> column.name().equals(name)).findFirst();
    }

    private static Column symbol() {
        return column("symbol", Kind.TEXT, event -> event.symbol().text());
    }

    private static Column time() {
        return column("timestamp", Kind.TIME, MarketEvent::time);
    }

    private static Column source() {
        return column("source", Kind.TEXT, MarketEvent::source);
    }

    private static <E extends MarketEvent> Column number(String name, Function<E, @Nullable BigDecimal> reader) {
        return column(name, Kind.NUMBER, reader);
    }

    private static <E extends MarketEvent> Column text(String name, Function<E, @Nullable String> reader) {
        return column(name, Kind.TEXT, reader);
    }

    // one indirect call instead of two: the lambda itself checks the class of its argument
    @SuppressWarnings("unchecked")
    private static <E extends MarketEvent> Column column(
            String name, Kind kind, Function<E, ? extends @Nullable Object> reader) {
        return new Column(name, kind, (Function<MarketEvent, @Nullable Object>) (Function<?, ?>) reader);
    }
}
