package argus.protocol;

import argus.model.Decimals;
import argus.protocol.json.JsonOut;
import argus.topic.Filter;
import argus.topic.MinChange;
import argus.topic.SubscribeOptions;
import argus.topic.Topic;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a client what is in force for a topic, in the words in which it may ask for it. Stateless. */
final class OptionsWriter {
    private OptionsWriter() {}

    /** Writes the member {@code options}; what is not in force is left out. */
    static void write(JsonOut data, SubscribeOptions options, boolean paused) {
        var shape = options.shape();
        data.object("options")
                .member("delivery", options.delivery().wire())
                .member(
                        "min_interval_ms",
                        Decimals.plain(BigDecimal.valueOf(options.minInterval().toNanos(), 6)))
                .member("snapshot", options.snapshotRows() > 1 ? (Object) options.snapshotRows() : options.snapshot())
                .member("fields", shape.fields().isEmpty() ? null : shape.fields())
                .member("timestamps", timestamps(shape.sourceTime(), shape.arrivalTime()));
        var where = options.where();
        if (where != null) {
            filter(data.object("where"), where).endObject();
        }
        var minChange = options.minChange();
        if (minChange != null) {
            minChange(data, minChange);
        }
        data.member("paused", paused ? true : null).endObject();
    }

    /** The period of a kline; of any other topic the shortest time between two updates. */
    static String frequency(Topic topic, SubscribeOptions options) {
        var period = topic.period();
        return period != null ? period.wire() : interval(options.minInterval());
    }

    private static @Nullable List<String> timestamps(boolean source, boolean arrival) {
        var names = new ArrayList<String>();
        if (source) {
            names.add("src_ts");
        }
        if (arrival) {
            names.add("in_ts");
        }
        return names.isEmpty() ? null : names;
    }

    private static void minChange(JsonOut data, MinChange minChange) {
        data.object("min_change")
                .member("field", minChange.column().name())
                .member(minChange.percent() ? "pct" : "abs", minChange.by())
                .endObject();
    }

    /** Writes the members of a node. */
    private static JsonOut filter(JsonOut node, Filter filter) {
        if (filter instanceof Filter.And and) {
            return group(node, "and", and.parts());
        }
        if (filter instanceof Filter.Or or) {
            return group(node, "or", or.parts());
        }
        if (filter instanceof Filter.Not not) {
            return group(node, "not", List.of(not.part()));
        }
        if (filter instanceof Filter.Comparison comparison) {
            return node.member("field", comparison.column().name())
                    .member("cmp", comparison.operator().wire())
                    .member("val", comparison.operand());
        }
        if (filter instanceof Filter.OneOf oneOf) {
            return node.member("field", oneOf.column().name())
                    .member("cmp", "in")
                    .member("val", oneOf.operands());
        }
        var crossing = (Filter.Crossing) filter;
        return node.member("field", crossing.column().name())
                .member("cmp", crossing.upwards() ? "crosses_up" : "crosses_down")
                .member("val", crossing.level());
    }

    private static JsonOut group(JsonOut node, String op, List<Filter> parts) {
        node.member("op", op).array("nodes");
        for (var part : parts) {
            filter(node.object(), part).endObject();
        }
        return node.endArray();
    }

    private static String interval(Duration interval) {
        if (interval.isZero()) {
            return "realtime";
        }
        long millis = Math.max(1, interval.plusNanos(500_000).toMillis());
        if (millis % 60_000 == 0) {
            return millis / 60_000 + "m";
        }
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}
