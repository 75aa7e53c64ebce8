package argus.feed;

import argus.history.TopicPast;
import argus.history.UpdateRing;
import argus.market.LastValueCache;
import argus.model.Bar;
import argus.model.DataType;
import argus.model.MarketEvent;
import argus.outbox.Frame;
import argus.protocol.Resumption;
import argus.session.Subscription;
import argus.topic.Delivery;
import argus.topic.Update;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets a subscription go on where its client was. Belongs to the shard's thread. */
final class Resumer {
    private final Publisher publisher;
    private final LastValueCache cache;
    private final UpdateRing<Frame> ring;
    private final Replays replays;
    private final FeedContext context;

    Resumer(FeedContext context, Publisher publisher, Replays replays) {
        this.publisher = publisher;
        this.cache = context.cache();
        this.ring = publisher.ring();
        this.replays = replays;
        this.context = context;
    }

    /** Starts a subscription with the answer that says what becomes of it. */
    @FunctionalInterface
    interface Start {

        /** @param seq after which it goes on */
        void at(long seq, Resumption resumed);
    }

    /** An update that is sent. @param merged how many before it are not */
    private record Survivor(Update update, long merged) {}

    /**
     * Goes on after a sequence of this epoch, no higher than the present one.
     *
     * @return false if that cannot be done, and nothing was
     */
    boolean resume(Subscription subscription, long seq, Start start) {
        if (subscription.options().delivery() == Delivery.ALL) {
            every(subscription, seq, start);
            return true;
        }
        return newest(subscription, seq, start);
    }

    private void every(Subscription subscription, long seq, Start start) {
        var past = publisher.past(subscription.topic());
        long present = cache.sequence(subscription.topic());
        long gone = past == null ? present : past.first() - 1;
        if (seq >= gone) {
            start.at(seq, new Resumption.Replayed(past == null ? 0 : owed(subscription, past, seq)));
            replays.begin(subscription, seq);
        } else {
            context.metrics().lostUpdates().add(gone - seq);
            start.at(gone, new Resumption.Lost(seq + 1, gone));
            replays.begin(subscription, gone);
        }
    }

    /** How many updates after a sequence are owed. */
    private long owed(Subscription subscription, TopicPast<Frame> past, long seq) {
        var options = subscription.options();
        var minChange = options.minChange();
        if (options.where() == null && minChange == null) {
            return past.last() - seq;
        }
        long owed = 0;
        @Nullable MarketEvent sent = null;
        for (long next = seq + 1; next <= past.last(); next++) {
            var value = past.update(next).value();
            if (publisher.owes(subscription, past, next)
                    && (minChange == null || sent == null || minChange.reached(value, sent))) {
                owed++;
                sent = value;
            }
        }
        return owed;
    }

    private boolean newest(Subscription subscription, long seq, Start start) {
        var topic = subscription.topic();
        long present = cache.sequence(topic);
        if (seq == present) {
            start.at(seq, new Resumption.Replayed(0));
            return true;
        }
        var latest = cache.latest(topic);
        boolean state = topic.type() == DataType.QUOTE || topic.type() == DataType.DEPTH;
        if (state && subscription.options().where() == null && latest.isPresent()) {
            start.at(seq, new Resumption.Replayed(1));
            give(subscription, publisher.present(latest.get()), present - seq - 1);
            return true;
        }
        var past = publisher.past(topic);
        if (past == null || past.first() > seq + 1) {
            return false;
        }
        var survivors = survivors(subscription, past, seq);
        start.at(seq, new Resumption.Replayed(survivors.size()));
        for (var survivor : survivors) {
            // making the one before may have cost the ring this one
            long at = survivor.update.seq();
            var frame = at < past.first() ? publisher.pastFrame(survivor.update) : ring.replay(past, at);
            give(subscription, frame, survivor.merged);
        }
        return true;
    }

    private void give(Subscription subscription, Frame frame, long merged) {
        subscription.skip(merged);
        publisher.offer(subscription, frame);
        context.metrics().resumedUpdates().increment();
    }

    /** What is left when what is owed is merged: the newest state; of bars the newest of each that follow one another. */
    private List<Survivor> survivors(Subscription subscription, TopicPast<Frame> past, long seq) {
        var survivors = new ArrayList<Survivor>();
        @Nullable Survivor last = null;
        for (long next = seq + 1; next <= past.last(); next++) {
            if (!publisher.owes(subscription, past, next)) {
                continue;
            }
            var update = past.update(next);
            if (last != null && isOther(last.update, update)) {
                survivors.add(last);
                last = null;
            }
            last = new Survivor(update, last == null ? 0 : last.merged + 1);
        }
        if (last != null) {
            survivors.add(last);
        }
        return survivors;
    }

    /** Whether two updates tell of two bars. */
    private static boolean isOther(Update one, Update other) {
        return one.value() instanceof Bar bar
                && !bar.time().equals(other.value().time());
    }
}
