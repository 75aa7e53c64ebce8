package argus.feed;

import argus.history.RecordedTopics;
import argus.history.Retention;
import argus.history.TopicPast;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Numbers what the topics of a shard have come to, records it, and offers it to those who listen. Belongs to the shard's
 * thread; the figures of its ring may be read by any.
 */
final class Publisher {
    private static final Logger LOG = System.getLogger(Publisher.class.getName());

    /** For those who are not to be offered anything yet: no value passes. */
    private static final Filter NOTHING = new Filter.Or(List.of());

    /** So many listeners are offered a whole burst before the next ones are: what belongs to their sessions stays near. */
    private static final int BLOCK = 64;

    /** Present values whose images are kept for others who ask for them. */
    private static final int PRESENT = 1024;

    private final ImageEncoder encoder;
    private final LastValueCache cache;
    private final RecordedTopics recorded;
    private final UpdateRing<Frame> ring;
    private final SubscriptionIndex<Subscription> index = new SubscriptionIndex<>();
    private final Set<Subscription> held = new HashSet<>();
    private final Map<Topic, Frame> present = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Topic, Frame> eldest) {
            return size() > PRESENT;
        }
    };
    private final List<Due> due = new ArrayList<>();
    private final List<ClientSession> woken = new ArrayList<>();
    private final Set<Flusher> flushers = new LinkedHashSet<>();
    private long now;
    private long nowNanos;
    private long arrived;
    private long fetched;

    Publisher(FeedContext context, Retention retention) {
        this.encoder = new UpdateEncoder(context.images(), context.metrics().imagesEncoded());
        this.cache = context.cache();
        this.recorded = new RecordedTopics(retention.window());
        this.ring = new UpdateRing<>(retention, this::pastFrame, Publisher::footprint);
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
        var where = held.remove(subscription) ? NOTHING : subscription.options().where();
        if (!index.remove(topic, where, subscription)) {
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
        if (!held.contains(subscription)
                && !Objects.equals(before, where)
                && index.remove(subscription.topic(), before, subscription)) {
            enter(subscription, where);
        }
    }

    /** Has a subscription that has joined be offered nothing for the time being. @param done how far it has come */
    void hold(Subscription subscription, LongSupplier done) {
        var topic = subscription.topic();
        index.remove(topic, subscription.options().where(), subscription);
        index.add(topic, NOTHING, subscription, 0);
        held.add(subscription);
        subscription.consideredBy(done);
    }

    /** Whether a subscription is held. */
    boolean holds(Subscription subscription) {
        return held.contains(subscription);
    }

    /** Has a subscription be offered what it is owed again. */
    void release(Subscription subscription) {
        held.remove(subscription);
        index.remove(subscription.topic(), NOTHING, subscription);
        enter(subscription, subscription.options().where());
    }

    private void enter(Subscription subscription, @Nullable Filter where) {
        var topic = subscription.topic();
        var group = index.add(topic, where, subscription, cache.sequence(topic));
        subscription.consideredBy(group::considered);
    }

    /** Numbers a value and gives it to those who are owed it. */
    void publish(Topic topic, MarketEvent value) {
        gather(topic, value);
        fanOut();
    }

    /** Numbers a value; {@link #fanOut} is to follow, and before any change of who listens. */
    void gather(Topic topic, MarketEvent value) {
        var before = cache.before(topic, value);
        var update = cache.accept(topic, value, now, arrived);
        if (recorded.contains(topic)) {
            ring.add(update, before);
        }
        Frame frame = null;
        for (var group : index.groups(topic)) {
            boolean owed = owed(group, value, before);
            if (owed && frame == null) {
                frame = frame(update);
            }
            due.add(new Due(group, update.seq(), owed ? frame : null));
        }
    }

    /** What has become of a group with an update. @param frame what its listeners are owed; null for nothing */
    private record Due(FilterGroup<Subscription> group, long seq, @Nullable Frame frame) {}

    /** Gives what was gathered to those who are owed it; what fails with some costs no others. */
    void fanOut() {
        RuntimeException failure = null;
        Error error = null;
        int most = 0;
        for (int i = 0; i < due.size(); i++) {
            most = Math.max(most, due.get(i).group.listeners().size());
        }
        for (int from = 0; from < most; from += BLOCK) {
            for (int i = 0; i < due.size(); i++) {
                try {
                    offer(due.get(i), from, from + BLOCK);
                } catch (RuntimeException e) {
                    failure = e;
                } catch (Error e) {
                    error = e;
                }
            }
        }
        for (int i = 0; i < due.size(); i++) {
            due.get(i).group.considered(due.get(i).seq);
        }
        due.clear();
        if (error != null) {
            throw error;
        }
        if (failure != null) {
            throw failure;
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

    private void offer(Due due, int from, int to) {
        if (due.frame != null) {
            var listeners = due.group.listeners();
            int end = Math.min(to, listeners.size());
            // offers lock, and so wait for memory one after another; these reads wait together
            for (int i = from; i < end; i++) {
                fetched += listeners.get(i).fetch();
            }
            for (int i = from; i < end; i++) {
                offer(listeners.get(i), due.frame);
            }
        }
    }

    /** Offers an update to one subscription. */
    void offer(Subscription subscription, Frame frame) {
        if (subscription.offer(frame, now)) {
            woken.add(subscription.session());
        }
    }

    private Frame frame(Update update) {
        return new Frame(update, encoder, nowNanos);
    }

    /** An update that was accepted some time ago. */
    Frame pastFrame(Update update) {
        return new Frame(update, encoder, Frame.PAST);
    }

    /** The present value of a topic, the same for all who come while it is. */
    Frame present(Update latest) {
        var frame = present.get(latest.topic());
        if (frame == null || frame.update() != latest) {
            frame = pastFrame(latest);
            present.put(latest.topic(), frame);
        }
        return frame;
    }

    /** The last updates of topics. */
    UpdateRing<Frame> ring() {
        return ring;
    }

    /** The last updates of a topic up to the present one, or null if there are none. */
    @Nullable
    TopicPast<Frame> past(Topic topic) {
        var past = ring.past(topic);
        return past != null && past.last() == cache.sequence(topic) ? past : null;
    }

    /** Whether a subscriber is owed an update of the past. */
    boolean owes(Subscription subscription, TopicPast<Frame> past, long seq) {
        var where = subscription.options().where();
        return where == null || where.passes(past.update(seq).value(), past.before(seq));
    }

    /** About the heap that a frame takes once it has an image, in bytes; the update is not counted. */
    private static int footprint(Frame frame) {
        return 200 + 2 * frame.weight();
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
