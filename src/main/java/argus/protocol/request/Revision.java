package argus.protocol.request;

import static argus.protocol.request.Request.bad;

import argus.model.DataType;
import argus.topic.Delivery;
import argus.topic.SubscribeOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client changes about running subscriptions; what it does not name stays as it is. Immutable. */
public final class Revision {
    private final List<Step> steps;
    private final @Nullable Boolean paused;

    private Revision(List<Step> steps, @Nullable Boolean paused) {
        this.steps = List.copyOf(steps);
        this.paused = paused;
    }

    /** The change of one option. */
    private interface Step {
        SubscribeOptions applied(SubscribeOptions now, DataType type, Set<DataType> chosen);
    }

    static Revision of(Request request) {
        var steps = new ArrayList<Step>();
        if (request.names("max_rate")) {
            var interval = Pace.rate(request);
            var path = request.path("max_rate");
            steps.add((now, type, chosen) -> paced(now, interval, path));
        }
        var looks = Looks.of(request);
        if (request.names("fields")) {
            steps.add((now, type, chosen) -> now.withShape(now.shape().withFields(looks.columns(type, chosen))));
        }
        if (request.names("timestamps")) {
            steps.add((now, type, chosen) ->
                    now.withShape(now.shape().withTimes(looks.sourceTime(), looks.arrivalTime())));
        }
        if (request.names("where") || request.names("filters")) {
            var condition = ConditionReader.of(request);
            steps.add((now, type, chosen) -> now.withWhere(condition == null ? null : condition.on(type)));
        }
        if (request.names("min_change")) {
            var distance = Distance.of(request);
            steps.add((now, type, chosen) -> now.withMinChange(distance == null ? null : distance.on(type)));
        }
        boolean names = request.names("paused");
        if (steps.isEmpty() && !names) {
            throw bad("names nothing to change", request.path());
        }
        return new Revision(steps, names ? (Boolean) request.flag("paused") : null);
    }

    /**
     * The options that follow from the present ones.
     *
     * @param type of the topic
     * @param chosen data types of all topics that are changed
     * @throws argus.protocol.ProtocolException if something is asked that does not fit the type
     */
    public SubscribeOptions applied(SubscribeOptions now, DataType type, Set<DataType> chosen) {
        var next = now;
        for (var step : steps) {
            next = step.applied(next, type, chosen);
        }
        return next;
    }

    /** Whether nothing is to be sent for the time being. @param now whether it is so at present */
    public boolean paused(boolean now) {
        return paused == null ? now : paused;
    }

    private static SubscribeOptions paced(SubscribeOptions now, Duration interval, String path) {
        if (now.delivery() == Delivery.ALL && !interval.isZero()) {
            throw bad("a topic of which every update is delivered has no rate", path);
        }
        return now.withMinInterval(interval);
    }
}
