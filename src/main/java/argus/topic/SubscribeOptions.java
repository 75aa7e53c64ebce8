package argus.topic;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a subscriber wants a topic.
 *
 * @param delivery newest state or every update
 * @param minInterval shortest time between two updates; zero sends at once
 * @param snapshotRows how many of the newest values come first, where there are any: 0 none, 1 the present value
 * @param shape what of each value is sent, and how
 * @param where which values are owed; null for all
 * @param minChange how far a value has to be from the one last sent; null for any distance
 */
public record SubscribeOptions(
        Delivery delivery,
        Duration minInterval,
        int snapshotRows,
        Shape shape,
        @Nullable Filter where,
        @Nullable MinChange minChange) {

    public SubscribeOptions {
        if (minInterval.isNegative() || snapshotRows < 0) {
            throw new IllegalArgumentException("minInterval " + minInterval + ", snapshotRows " + snapshotRows);
        }
    }

    /** Everything of each value, and each value. */
    public SubscribeOptions(Delivery delivery, Duration minInterval, int snapshotRows) {
        this(delivery, minInterval, snapshotRows, Shape.FULL, null, null);
    }

    /** Whether a snapshot comes first. */
    public boolean snapshot() {
        return snapshotRows > 0;
    }

    /** The same with another shortest time between two updates. */
    public SubscribeOptions withMinInterval(Duration interval) {
        return new SubscribeOptions(delivery, interval, snapshotRows, shape, where, minChange);
    }

    /** The same in another shape. */
    public SubscribeOptions withShape(Shape other) {
        return new SubscribeOptions(delivery, minInterval, snapshotRows, other, where, minChange);
    }

    /** The same of other values. */
    public SubscribeOptions withWhere(@Nullable Filter filter) {
        return new SubscribeOptions(delivery, minInterval, snapshotRows, shape, filter, minChange);
    }

    /** The same at another distance. */
    public SubscribeOptions withMinChange(@Nullable MinChange distance) {
        return new SubscribeOptions(delivery, minInterval, snapshotRows, shape, where, distance);
    }
}
