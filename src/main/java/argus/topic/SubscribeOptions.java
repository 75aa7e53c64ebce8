package argus.topic;

import java.time.Duration;

/**
 * How a subscriber wants a topic.
 *
 * @param delivery newest state or every update
 * @param minInterval shortest time between two updates; zero sends at once
 * @param snapshotRows how many of the newest values come first, where there are any: 0 none, 1 the present value
 */
public record SubscribeOptions(Delivery delivery, Duration minInterval, int snapshotRows) {

    public SubscribeOptions {
        if (minInterval.isNegative() || snapshotRows < 0) {
            throw new IllegalArgumentException("minInterval " + minInterval + ", snapshotRows " + snapshotRows);
        }
    }

    /** Whether a snapshot comes first. */
    public boolean snapshot() {
        return snapshotRows > 0;
    }
}
