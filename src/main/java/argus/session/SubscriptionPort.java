package argus.session;

import argus.topic.SubscribeOptions;
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

        @Override
        public void reconfigure(List<Change> changes, Runnable done) {}
    };

    /**
     * What is to become of a running subscription.
     *
     * @param paused whether nothing is sent for the time being
     */
    record Change(Subscription subscription, SubscribeOptions options, boolean paused) {}

    /** Starts subscriptions: each is answered by the shard of its topic and then fed. */
    void subscribe(List<Subscription> subscriptions);

    /** Ends subscriptions. @param ended is told of each by the shard of its topic, after its last update was queued */
    void unsubscribe(List<Subscription> subscriptions, Consumer<Subscription> ended);

    /**
     * Changes running subscriptions without ending them: each goes on from where it is.
     *
     * @param done is run once, by the last of the shards that are concerned, when all changes are in force
     */
    void reconfigure(List<Change> changes, Runnable done);
}
