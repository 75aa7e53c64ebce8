package argus.protocol.request;

import static argus.protocol.request.Request.bad;
import static argus.protocol.request.Request.unsupported;

import argus.model.DataType;
import argus.topic.Delivery;
import argus.topic.SubscribeOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads how a request wants its topics. For one request. */
final class OptionTerms {
    private static final int MAX_SNAPSHOT_ROWS = 1000;
    private static final List<String> DELIVERIES =
            Arrays.stream(Delivery.values()).map(Delivery::wire).toList();

    private final Request request;
    private final Set<DataType> chosen;
    private final Looks looks;
    private final @Nullable Condition condition;
    private final @Nullable Distance distance;

    /** @param chosen every data type that the request names */
    OptionTerms(Request request, Set<DataType> chosen) {
        this.request = request;
        this.chosen = chosen;
        this.looks = Looks.of(request);
        this.condition = ConditionReader.of(request);
        this.distance = Distance.of(request);
    }

    /** The options in force for one of the data types. */
    SubscribeOptions of(DataType type) {
        var interval = Pace.interval(request, type);
        return new SubscribeOptions(
                delivery(type, interval),
                interval,
                snapshotRows(),
                looks.of(type, chosen),
                condition == null ? null : condition.on(type),
                distance == null ? null : distance.on(type));
    }

    private Delivery delivery(DataType type, Duration interval) {
        var text = request.text("delivery");
        if (text == null) {
            return type.isState() || !interval.isZero() ? Delivery.CONFLATED : Delivery.ALL;
        }
        for (var delivery : Delivery.values()) {
            if (delivery.wire().equalsIgnoreCase(text)) {
                if (delivery == Delivery.ALL && !interval.isZero()) {
                    throw bad(
                            "every update and a shortest time between two exclude each other",
                            request.path("delivery"));
                }
                return delivery;
            }
        }
        throw unsupported("is to be conflated or all", request.path("delivery"), DELIVERIES);
    }

    private int snapshotRows() {
        var rows = request.count("snapshot");
        if (rows == null) {
            return 1;
        }
        if (rows < 0 || rows > MAX_SNAPSHOT_ROWS) {
            throw bad("is to be true, false or at most " + MAX_SNAPSHOT_ROWS + " rows", request.path("snapshot"));
        }
        return rows;
    }
}
