package argus.topic;

import java.time.Duration;

/**
 * How a subscriber wants a topic.
 *
 * @param delivery newest state or every update
 * @param minInterval shortest time between two updates; zero sends at once
 * @param snapshot whether the present value comes first, where there is one
 */
public record SubscribeOptions(Delivery delivery, Duration minInterval, boolean snapshot) {

    public SubscribeOptions {
        if (minInterval.isNegative()) {
            throw new IllegalArgumentException("minInterval: " + minInterval);
        }
    }
}
