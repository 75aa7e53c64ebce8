package argus.source.tdx.wire;

import argus.source.tdx.wire.AuctionDecoder.AuctionPoint;
import argus.source.tdx.wire.MinuteDecoder.Line;
import argus.source.tdx.wire.TdxQuote.Level;
import argus.source.tdx.wire.TradeDecoder.TdxTrade;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the decoders read, as trees with the names that the captures give. A {@code Double} in them is a float32. */
final class DecodedTree {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter MILLI = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private DecodedTree() {}

    static Object of(Capture capture) {
        var body = capture.body();
        return switch (capture.kind()) {
            case "quotes" -> list(QuoteDecoder.decode(Command.QUOTES, List.of(), body), q -> five(q));
            case "quotes054c" -> list(QuoteDecoder.decode(Command.QUOTES_TOP, List.of(), body), q -> top(q));
            case "bars" -> bars(capture, body);
            case "exbars" -> list(BarDecoder.extended(body), bar -> extended(bar));
            case "minute-051d" -> line(MinuteDecoder.today(new TdxCode(0, "000001"), body));
            case "minute-0537" -> line(MinuteDecoder.brief(body)).get("points");
            case "minute-hist" -> line(MinuteDecoder.past(body));
            case "trades" -> list(TradeDecoder.today(body), trade -> trade(trade, true));
            case "trades-hist" -> past(TradeDecoder.past(body));
            case "count" -> ReferenceDecoder.count(body);
            case "seclist" -> list(ReferenceDecoder.list(1, body), row -> security(row));
            case "limits" -> list(
                    ReferenceDecoder.limits(body),
                    row -> node(
                            "market",
                            row.code().market(),
                            "code",
                            row.code().digits(),
                            "up",
                            row.up(),
                            "down",
                            row.down()));
            case "xdxr" -> list(ReferenceDecoder.capitalChanges(body), change -> change(change));
            case "finance" -> list(ReferenceDecoder.finance(body), finance -> finance(finance));
            case "auction" -> list(AuctionDecoder.decode(body), point -> point(point));
            case "hello" -> hello(LoginDecoder.greeting(body), body.length);
            case "raw" -> HexFormat.of().formatHex(body);
            default -> throw new AssertionError("a capture of an unknown kind: " + capture.kind());
        };
    }

    private static Map<String, Object> head(TdxQuote quote) {
        return node(
                "market", quote.code().market(),
                "code", quote.code().digits(),
                "active1", quote.activity(),
                "price", cents(quote.last()),
                "preClose", cents(quote.prevClose()),
                "open", cents(quote.open()),
                "high", cents(quote.high()),
                "low", cents(quote.low()),
                "timeRaw", quote.clock(),
                "time", quote.time().map(MILLI::format).orElse(""),
                "neg", quote.check(),
                "volume", quote.volume(),
                "curVolume", quote.lastVolume(),
                "amount", real(quote.amount()),
                "inside", quote.inside(),
                "outside", quote.outside(),
                "r2", quote.unnamed().get(0),
                "openAmountRaw", quote.openingAmount(),
                "bids", levels(quote.bids()),
                "asks", levels(quote.asks()));
    }

    private static Map<String, Object> five(TdxQuote quote) {
        var tree = head(quote);
        var rest = quote.unnamed();
        tree.put("r4", rest.get(1));
        tree.put("r5_8", rest.subList(2, 6));
        tree.put("speedPct", BigDecimal.valueOf(rest.get(6), 2));
        tree.put("active2", rest.get(7));
        return tree;
    }

    private static Map<String, Object> top(TdxQuote quote) {
        var tree = head(quote);
        var tail = quote.unnamed().subList(1, quote.unnamed().size());
        var hex = new StringBuilder();
        tail.forEach(number -> hex.append(String.format("%02x%02x", number & 0xFF, number >> 8)));
        tree.put("tail", hex.toString());
        tree.put("active2", tail.get(tail.size() - 1));
        return tree;
    }

    private static Object bars(Capture capture, byte[] body) {
        var category = BarCategory.ofWire(Integer.parseInt(capture.keys().get("category")));
        boolean index = capture.has("index");
        var bars = capture.has("absolute")
                ? BarDecoder.absolute(category, index, body)
                : BarDecoder.decode(category, index, body);
        return list(bars, bar -> {
            var end = bar.end();
            var tree = node(
                    "time", bar.date() + (end == null ? "" : " " + MINUTE.format(end)),
                    "open", mills(bar.open()),
                    "high", mills(bar.high()),
                    "low", mills(bar.low()),
                    "close", mills(bar.close()),
                    "volume", real(bar.volume()),
                    "amount", real(bar.amount()));
            var breadth = bar.breadth();
            if (breadth != null) {
                tree.put("up", breadth.advancing());
                tree.put("down", breadth.declining());
            }
            return tree;
        });
    }

    private static Map<String, Object> extended(BarDecoder.ExtendedBar bar) {
        return node(
                "date", number(bar.date()),
                "open", real(bar.open()),
                "high", real(bar.high()),
                "low", real(bar.low()),
                "close", real(bar.close()),
                "amount", real(bar.amount()),
                "volume", bar.volume());
    }

    private static Map<String, Object> line(Line line) {
        var tree = new LinkedHashMap<String, Object>();
        var prevClose = line.prevClose();
        if (prevClose != null) {
            tree.put("preClose", real(prevClose));
        }
        var quote = line.quote();
        if (quote != null) {
            var head = head(quote);
            head.put("r4", quote.unnamed().get(1));
            tree.put("quote", head);
        }
        tree.put(
                "points",
                list(
                        line.points(),
                        point -> node(
                                "time", MINUTE.format(point.end()),
                                "price", cents(point.price()),
                                "avg", BigDecimal.valueOf(point.average(), 4),
                                "volume", point.volume())));
        return tree;
    }

    private static Map<String, Object> trade(TdxTrade trade, boolean withOrders) {
        var tree = node(
                "time", MINUTE.format(trade.minute()),
                "price", cents(trade.price()),
                "volume", trade.volume(),
                "side", trade.side(),
                "x", trade.unnamed());
        if (withOrders) {
            tree.put("orders", trade.orders());
        }
        return tree;
    }

    private static Map<String, Object> past(TradeDecoder.PastTrades past) {
        var prevClose = past.prevClose();
        return node(
                "preClose",
                prevClose == null ? null : real(prevClose),
                "ticks",
                list(past.trades(), trade -> trade(trade, false)));
    }

    private static Map<String, Object> security(ReferenceDecoder.Security row) {
        return node(
                "code", row.code().digits(),
                "lot", row.lot(),
                "name", row.name(),
                "x", row.unnamed().substring(0, 8),
                "decimals", row.decimals(),
                "preClose", real(row.prevClose()),
                "y", row.unnamed().substring(8));
    }

    private static Map<String, Object> change(ReferenceDecoder.CapitalChange change) {
        return node(
                "market", change.code().market(),
                "code", change.code().digits(),
                "date", number(change.date()),
                "category", change.category(),
                "v", list(change.numbers(), DecodedTree::real));
    }

    private static Map<String, Object> finance(ReferenceDecoder.Finance finance) {
        return node(
                "market", finance.code().market(),
                "code", finance.code().digits(),
                "floatShares10k", real(finance.floatShares()),
                "province", finance.province(),
                "industry", finance.industry(),
                "updated", finance.updated(),
                "ipo", finance.listed(),
                "f", list(finance.numbers(), DecodedTree::real));
    }

    private static Map<String, Object> point(AuctionPoint point) {
        return node(
                "time", SECOND.format(point.time()),
                "price", point.price(),
                "matched", point.matched(),
                "unmatched", point.unmatched());
    }

    private static Map<String, Object> hello(LoginDecoder.Greeting greeting, int length) {
        return node(
                "serverTime", greeting.clock().toLocalDate() + " " + SECOND.format(greeting.clock()),
                "sessionMinutesA", greeting.shenzhen().sessions(),
                "sessionMinutesB", greeting.shanghai().sessions(),
                "tradingDateA", number(greeting.shenzhen().date()),
                "initTimeA", greeting.shenzhen().prepared(),
                "tradingDateB", number(greeting.shanghai().date()),
                "initTimeB", greeting.shanghai().prepared(),
                "server", greeting.server(),
                "length", length);
    }

    private static Object levels(List<Level> levels) {
        return list(levels, level -> List.of(cents(level.price()), level.volume()));
    }

    private static Double real(BigDecimal float32) {
        return (double) float32.floatValue();
    }

    private static BigDecimal cents(long raw) {
        return BigDecimal.valueOf(raw, 2);
    }

    private static BigDecimal mills(long raw) {
        return BigDecimal.valueOf(raw, 3);
    }

    private static int number(LocalDate date) {
        return (date.getYear() * 100 + date.getMonthValue()) * 100 + date.getDayOfMonth();
    }

    private static <T> List<Object> list(List<T> values, Function<T, Object> tree) {
        var list = new ArrayList<Object>();
        values.forEach(value -> list.add(tree.apply(value)));
        return list;
    }

    private static Map<String, Object> node(@Nullable Object... namesAndValues) {
        var node = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            node.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return node;
    }
}
