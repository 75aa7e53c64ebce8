package argus.protocol;

import argus.model.Decimals;
import argus.topic.SubscribeOptions;
import argus.topic.Topic;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The spelling of subscription options in answers. */
final class Wire {
    private Wire() {}

    /** The period of a kline; of any other topic the shortest time between two updates. */
    static String frequency(Topic topic, SubscribeOptions options) {
        var period = topic.period();
        return period != null ? period.wire() : interval(options.minInterval());
    }

    static Map<String, Object> options(SubscribeOptions options) {
        var members = new LinkedHashMap<String, Object>();
        members.put("delivery", options.delivery().wire());
        members.put(
                "min_interval_ms",
                Decimals.plain(BigDecimal.valueOf(options.minInterval().toNanos(), 6)));
        members.put("snapshot", options.snapshotRows() > 1 ? (Object) options.snapshotRows() : options.snapshot());
        return members;
    }

    private static String interval(Duration interval) {
        long millis = interval.toMillis();
        if (interval.isZero()) {
            return "realtime";
        }
        if (millis % 60_000 == 0) {
            return millis / 60_000 + "m";
        }
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}
