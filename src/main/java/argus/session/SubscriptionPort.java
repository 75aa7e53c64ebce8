package argus.session;

import java.util.List;
import java.util.function.Consumer;

/** Where subscriptions take effect: the feed. Calls return at once; the shard of each topic does the work, in order. */
public interface SubscriptionPort {

    /** Takes nothing and gives nothing. */
    SubscriptionPort NONE = new SubscriptionPort() {
        @Override
        public void subscribe(List<Subscription> subscriptions) {}

        @Override
        public void unsubscribe(List<Subscription> subscriptions, Consumer<Subscription> ended) {}
    };

    /** Starts subscriptions: each is answered by the shard of its topic and then fed. */
    void subscribe(List<Subscription> subscriptions);

    /** Ends subscriptions. @param ended is told of each by the shard of its topic, after its last update was queued */
    void unsubscribe(List<Subscription> subscriptions, Consumer<Subscription> ended);
}
