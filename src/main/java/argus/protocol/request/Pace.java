package argus.protocol.request;

import static argus.protocol.request.Request.bad;

import argus.model.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Pattern;

/** Reads how often a request wants to be told at most. */
final class Pace {
    private static final Duration MAX_INTERVAL = Duration.ofHours(1);
    private static final BigDecimal MIN_RATE =
            BigDecimal.ONE.divide(BigDecimal.valueOf(MAX_INTERVAL.toSeconds()), 9, RoundingMode.UP);
    private static final BigDecimal MAX_RATE = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000);
    private static final Pattern INTERVAL = Pattern.compile("(\\d{1,7})(ms|s|m|h)");

    private Pace() {}

    /** The shortest time between two updates that any member names; zero if none does. */
    static Duration interval(Request request, DataType type) {
        // on a kline the frequency is its period
        var interval = type == DataType.KLINE ? Duration.ZERO : named(request, "frequency");
        interval = longer(interval, named(request, "update_frequency"));
        return longer(interval, rate(request));
    }

    /** The time between two updates at the rate that is named; zero if none is. */
    static Duration rate(Request request) {
        var rate = request.number("max_rate");
        if (rate == null) {
            return Duration.ZERO;
        }
        if (rate.compareTo(MIN_RATE) < 0 || rate.compareTo(MAX_RATE) > 0) {
            throw bad(
                    "is to be a rate in Hz, above one update an hour and at most " + MAX_RATE,
                    request.path("max_rate"));
        }
        return Duration.ofNanos(
                NANOS_PER_SECOND.divide(rate, 0, RoundingMode.HALF_UP).longValueExact());
    }

    private static Duration named(Request request, String name) {
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
        throw bad("is to be realtime or a time up to 1h between two updates, as 500ms, 5s, 1m", request.path(name));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
