package argus.feed;

import argus.history.RecordedTopics;
import argus.history.Retention;
import argus.history.UpdateRing;
import argus.market.LastValueCache;
import argus.model.MarketEvent;
import argus.outbox.Frame;
import argus.outbox.ImageEncoder;
import argus.session.ClientSession;
import argus.session.Flusher;
import argus.session.Subscription;
import argus.topic.Delivery;
import argus.topic.Filter;
import argus.topic.FilterGroup;
import argus.topic.SubscriptionIndex;
import argus.topic.Topic;
import argus.topic.Update;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Numbers what the topics of a shard have come to, records it, and offers it to those who listen. Belongs to the shard's
 * thread; the figures of its ring may be read by any.
 */
final class Publisher {
    private static final Logger LOG = System.getLogger(Publisher.class.getName());

    private final ImageEncoder encoder;
    private final LastValueCache cache;
    private final RecordedTopics recorded;
    private final UpdateRing<Frame> ring;
    private final SubscriptionIndex<Subscription> index = new SubscriptionIndex<>();
    private final List<ClientSession> woken = new ArrayList<>();
    private final Set<Flusher> flushers = new LinkedHashSet<>();
    private long now;
    private long nowNanos;
    private long arrived;

    Publisher(FeedContext context, Retention retention) {
        this.encoder = new UpdateEncoder(context.images(), context.metrics().imagesEncoded());
        this.cache = context.cache();
        this.recorded = new RecordedTopics(retention.window());
        this.ring = new UpdateRing<>(retention, this::frame, Frame::weight);
    }

    /**
     * Begins something: what is published now is accepted now.
     *
     * @param now epoch milliseconds
     * @param arrived when it was handed in, epoch milliseconds
     */
    void at(long now, long arrived) {
        this.now = now;
        this.nowNanos = System.nanoTime();
        this.arrived = arrived;
    }

    long now() {
        return now;
    }

    /** Has a subscription be offered what it is owed from now on. @return whether it is the first of its topic */
    boolean join(Subscription subscription) {
        var topic = subscription.topic();
        boolean first = !index.contains(topic);
        enter(subscription, subscription.options().where());
        if (subscription.options().delivery() == Delivery.ALL) {
            recorded.add(topic);
        }
        return first;
    }

    /** Ends that. @return whether it was the last of its topic; false if it had not joined */
    boolean leave(Subscription subscription) {
        var topic = subscription.topic();
        if (!index.remove(topic, subscription.options().where(), subscription)) {
            return false;
        }
        if (subscription.options().delivery() == Delivery.ALL) {
            recorded.remove(topic, now);
        }
        return !index.contains(topic);
    }

    /** Has a subscription that has joined be owed other values. */
    void move(Subscription subscription, @Nullable Filter where) {
        var before = subscription.options().where();
        if (!Objects.equals(before, where) && index.remove(subscription.topic(), before, subscription)) {
            enter(subscription, where);
        }
    }

    private void enter(Subscription subscription, @Nullable Filter where) {
        var topic = subscription.topic();
        var group = index.add(topic, where, subscription, cache.sequence(topic));
        subscription.consideredBy(group::considered);
    }

    /** Numbers a value and gives it to those who are owed it. */
    void publish(Topic topic, MarketEvent value) {
        var before = cache.before(topic, value);
        var update = cache.accept(topic, value, now, arrived);
        if (recorded.contains(topic)) {
            ring.add(update, before);
        }
        Frame frame = null;
        for (var group : index.groups(topic)) {
            if (owed(group, value, before)) {
                frame = frame == null ? frame(update) : frame;
                offer(group, frame);
            }
            group.considered(update.seq());
        }
    }

    /** A filter that fails is a fault of ours, and costs no other listener. */
    private static boolean owed(FilterGroup<Subscription> group, MarketEvent value, @Nullable MarketEvent before) {
        try {
            return group.owes(value, before);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, () -> "could not be filtered: " + value, e);
            return false;
        }
    }

    private void offer(FilterGroup<Subscription> group, Frame frame) {
        for (var listener : group.listeners()) {
            if (listener.offer(frame, now)) {
                woken.add(listener.session());
            }
        }
    }

    /** An update as it is sent to everybody who is owed it. */
    Frame frame(Update update) {
        return new Frame(update, encoder, nowNanos);
    }

    /** Forgets what is too old to be resumed from. */
    void expire() {
        ring.expire(now);
        recorded.expire(now);
    }

    /** Hands the sessions that got something to their flushers: once for each burst. */
    void wake() {
        for (var session : woken) {
            session.flusher().add(session);
            flushers.add(session.flusher());
        }
        woken.clear();
        flushers.forEach(Flusher::signal);
        flushers.clear();
    }
}
