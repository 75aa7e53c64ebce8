package argus.protocol.request;

import static argus.protocol.request.Request.bad;

import argus.model.BarPeriod;
import argus.model.DataType;
import argus.protocol.ErrorCode;
import argus.protocol.ProtocolException;
import argus.protocol.request.ClientMessage.Selection;
import argus.topic.Delivery;
import argus.topic.SubscribeOptions;
import argus.topic.Topic;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what of its symbols a request wants, and how: data types, periods, levels and options. For one request. */
final class SubscriptionTerms {
    private static final Set<Integer> LEVELS = Set.of(1, 5, 10, 20);
    private static final int MAX_SNAPSHOT_ROWS = 1000;
    private static final Duration MAX_INTERVAL = Duration.ofHours(1);
    private static final BigDecimal MIN_RATE =
            BigDecimal.ONE.divide(BigDecimal.valueOf(MAX_INTERVAL.toSeconds()), 9, RoundingMode.UP);
    private static final BigDecimal MAX_RATE = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000);
    private static final Pattern INTERVAL = Pattern.compile("(\\d{1,7})(ms|s|m|h)");
    private static final List<String> PERIODS =
            Arrays.stream(BarPeriod.values()).map(BarPeriod::wire).toList();
    private static final List<String> TYPES =
            Arrays.stream(DataType.values()).map(DataType::wire).toList();

    private final Request request;

    SubscriptionTerms(Request request) {
        this.request = request;
    }

    /** What is named, in the order of the request; a period or level that is not named stays open. */
    List<Selection> selections() {
        var periods = periods();
        var levels = request.count("depth");
        if (levels != null) {
            checkLevels(levels, request.path("depth"));
        }
        Set<Selection> selections = new LinkedHashSet<>();
        for (var item : request.texts("data_types", "data_type")) {
            var text = item.text();
            int dot = text.indexOf('.');
            var type = type(dot < 0 ? text : text.substring(0, dot), item);
            if (dot >= 0) {
                selections.add(withArgument(type, text.substring(dot + 1), item));
            } else if (type == DataType.KLINE && !periods.isEmpty()) {
                periods.forEach(period -> selections.add(new Selection(type, period, 0)));
            } else {
                selections.add(new Selection(type, null, type == DataType.DEPTH && levels != null ? levels : 0));
            }
        }
        return new ArrayList<>(selections);
    }

    /** What is named with the options in force for it, nothing left open. */
    Map<Selection, SubscribeOptions> wanted() {
        Map<Selection, SubscribeOptions> wanted = new LinkedHashMap<>();
        for (var selection : selections()) {
            var closed =
                    switch (selection.type()) {
                        case KLINE -> selection.period() != null
                                ? selection
                                : new Selection(DataType.KLINE, Selection.DEFAULT_PERIOD, 0);
                        case DEPTH -> selection.levels() != 0
                                ? selection
                                : new Selection(DataType.DEPTH, null, Topic.DEFAULT_LEVELS);
                        case QUOTE, TICK, TRADE -> selection;
                    };
            wanted.put(closed, options(closed.type()));
        }
        return wanted;
    }

    private SubscribeOptions options(DataType type) {
        var interval = interval(type);
        return new SubscribeOptions(delivery(type, interval), interval, snapshotRows());
    }

    private Delivery delivery(DataType type, Duration interval) {
        var text = request.text("delivery");
        if (text == null) {
            return type.isState() || !interval.isZero() ? Delivery.CONFLATED : Delivery.ALL;
        }
        for (var delivery : Delivery.values()) {
            if (delivery.wire().equalsIgnoreCase(text)) {
                if (delivery == Delivery.ALL && !interval.isZero()) {
                    throw bad("every update and a shortest time between two exclude each other", path("delivery"));
                }
                return delivery;
            }
        }
        throw bad("is to be conflated or all", path("delivery"));
    }

    private int snapshotRows() {
        var rows = request.count("snapshot");
        if (rows == null) {
            return 1;
        }
        if (rows < 0 || rows > MAX_SNAPSHOT_ROWS) {
            throw bad("is to be true, false or at most " + MAX_SNAPSHOT_ROWS + " rows", path("snapshot"));
        }
        return rows;
    }

    private Duration interval(DataType type) {
        var interval = Duration.ZERO;
        if (type != DataType.KLINE) {
            interval = longer(interval, namedInterval("frequency"));
        }
        interval = longer(interval, namedInterval("update_frequency"));
        return longer(interval, rateInterval());
    }

    private Duration namedInterval(String name) {
        var text = request.text(name);
        if (text == null || text.equalsIgnoreCase("realtime")) {
            return Duration.ZERO;
        }
        var matcher = INTERVAL.matcher(text);
        if (matcher.matches()) {
            long count = Long.parseLong(matcher.group(1));
            var interval =
                    switch (matcher.group(2)) {
                        case "ms" -> Duration.ofMillis(count);
                        case "s" -> Duration.ofSeconds(count);
                        case "m" -> Duration.ofMinutes(count);
                        default -> Duration.ofHours(count);
                    };
            if (interval.compareTo(MAX_INTERVAL) <= 0) {
                return interval;
            }
        }
        throw bad("is to be realtime or a time up to 1h between two updates, as 500ms, 5s, 1m", path(name));
    }

    private Duration rateInterval() {
        var rate = request.number("max_rate");
        if (rate == null) {
            return Duration.ZERO;
        }
        // compared before it is divided: 1e-999999999 must not be computed with
        if (rate.compareTo(MIN_RATE) < 0 || rate.compareTo(MAX_RATE) > 0) {
            throw bad("is to be a rate in Hz, above one update an hour and at most " + MAX_RATE, path("max_rate"));
        }
        return Duration.ofNanos(
                NANOS_PER_SECOND.divide(rate, 0, RoundingMode.HALF_UP).longValueExact());
    }

    private List<BarPeriod> periods() {
        var named = request.texts("periods", "period");
        // on a kline the frequency is its period; without a kline it is looked at as an interval
        if (request.texts("data_types", "data_type").stream().anyMatch(SubscriptionTerms::isPlainKline)) {
            named.addAll(request.texts("frequency"));
        }
        return named.stream()
                .map(item -> period(item.text(), item.path()))
                .distinct()
                .toList();
    }

    private static boolean isPlainKline(Request.Item type) {
        return type.text().equalsIgnoreCase(DataType.KLINE.wire());
    }

    private static Selection withArgument(DataType type, String argument, Request.Item item) {
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

    private static DataType type(String name, Request.Item item) {
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

    private static ProtocolException unknown(Request.Item item) {
        return new ProtocolException(
                ErrorCode.UNKNOWN_DATA_TYPE,
                ErrorCode.UNKNOWN_DATA_TYPE.text(),
                item.path(),
                null,
                Map.of("value", item.text(), "supported", TYPES));
    }

    private String path(String name) {
        return request.path(name);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
