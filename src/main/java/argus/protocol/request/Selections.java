package argus.protocol.request;

import static argus.protocol.request.Request.bad;

import argus.model.BarPeriod;
import argus.model.DataType;
import argus.protocol.ErrorCode;
import argus.protocol.ProtocolException;
import argus.protocol.request.ClientMessage.Selection;
import argus.protocol.request.Request.Item;
import argus.topic.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads what of its symbols a request means: data types, periods and levels. */
final class Selections {
    private static final Set<Integer> LEVELS = Set.of(1, 5, 10, 20);
    private static final List<String> PERIODS =
            Arrays.stream(BarPeriod.values()).map(BarPeriod::wire).toList();
    private static final List<String> TYPES =
            Arrays.stream(DataType.values()).map(DataType::wire).toList();

    private Selections() {}

    /** What is named, in the order of the request; a period or level that is not named stays open. */
    static List<Selection> of(Request request) {
        var periods = periods(request);
        int levels = (int) request.whole("depth", Integer.MIN_VALUE, Integer.MAX_VALUE, 0);
        if (request.find("depth") != null) {
            checkLevels(levels, request.path("depth"));
        }
        Set<Selection> selections = new LinkedHashSet<>();
        for (var item : types(request)) {
            var named = of(item);
            if (named.type() == DataType.KLINE && named.period() == null && !periods.isEmpty()) {
                periods.forEach(period -> selections.add(new Selection(DataType.KLINE, period, 0)));
            } else if (named.type() == DataType.DEPTH && named.levels() == 0) {
                selections.add(new Selection(DataType.DEPTH, null, levels));
            } else {
                selections.add(named);
            }
        }
        return new ArrayList<>(selections);
    }

    /** One data type with or without its argument: {@code quote}, {@code kline.1h}. */
    static Selection of(Item item) {
        var text = item.text();
        int dot = text.indexOf('.');
        var type = type(dot < 0 ? text : text.substring(0, dot), item);
        return dot < 0 ? new Selection(type, null, 0) : withArgument(type, text.substring(dot + 1), item);
    }

    /** The same with nothing left open. */
    static Selection closed(Selection selection) {
        return switch (selection.type()) {
            case KLINE -> selection.period() != null
                    ? selection
                    : new Selection(DataType.KLINE, Selection.DEFAULT_PERIOD, 0);
            case DEPTH -> selection.levels() != 0
                    ? selection
                    : new Selection(DataType.DEPTH, null, Topic.DEFAULT_LEVELS);
            case QUOTE, TICK, TRADE -> selection;
        };
    }

    private static List<BarPeriod> periods(Request request) {
        var named = request.texts("periods", "period");
        // on a kline the frequency is its period; without a kline it is looked at as an interval
        if (types(request).stream().anyMatch(Selections::isPlainKline)) {
            named.addAll(request.texts("frequency"));
        }
        return named.stream()
                .map(item -> period(item.text(), item.path()))
                .distinct()
                .toList();
    }

    private static List<Item> types(Request request) {
        return request.texts("data_types", "data_type");
    }

    private static boolean isPlainKline(Item type) {
        return type.text().equalsIgnoreCase(DataType.KLINE.wire());
    }

    private static Selection withArgument(DataType type, String argument, Item item) {
        return switch (type) {
            case KLINE -> new Selection(type, period(argument, item.path()), 0);
            case DEPTH -> {
                int levels = argument.matches("\\d{1,3}") ? Integer.parseInt(argument) : 0;
                checkLevels(levels, item.path());
                yield new Selection(type, null, levels);
            }
            case QUOTE, TICK, TRADE -> throw unknown(item);
        };
    }

    private static DataType type(String name, Item item) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "quote", "price", "volume" -> DataType.QUOTE;
            case "tick" -> DataType.TICK;
            case "trade" -> DataType.TRADE;
            case "kline" -> DataType.KLINE;
            case "depth", "orderbook" -> DataType.DEPTH;
            default -> throw unknown(item);
        };
    }

    private static BarPeriod period(String text, String path) {
        return BarPeriod.ofWire(text)
                .orElseThrow(() -> new ProtocolException(
                        ErrorCode.BAD_REQUEST,
                        "not a period of a kline",
                        path,
                        null,
                        Map.of("value", text, "supported", PERIODS)));
    }

    private static void checkLevels(int levels, String path) {
        if (!LEVELS.contains(levels)) {
            throw bad("depth is to have 1, 5, 10 or 20 levels", path);
        }
    }

    private static ProtocolException unknown(Item item) {
        return new ProtocolException(
                ErrorCode.UNKNOWN_DATA_TYPE,
                ErrorCode.UNKNOWN_DATA_TYPE.text(),
                item.path(),
                null,
                Map.of("value", item.text(), "supported", TYPES));
    }
}
