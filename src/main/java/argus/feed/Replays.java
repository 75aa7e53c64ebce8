package argus.feed;

import argus.history.UpdateRing;
import argus.market.LastValueCache;
import argus.outbox.Frame;
import argus.session.ClientSession;
import argus.session.Disconnect;
import argus.session.Subscription;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Subscriptions to every update that are still given what they missed: a little at a time, each client in its turn, and no
 * faster than it takes it. What happens meanwhile is recorded and comes in its order. Belongs to the shard's thread.
 */
final class Replays {
    /** Updates given in one turn. */
    private static final int TURN = 64;

    /** After how long clients for which there was no room are looked at again, in milliseconds. */
    private static final long REST = 5;

    private final Publisher publisher;
    private final LastValueCache cache;
    private final UpdateRing<Frame> ring;
    private final LongAdder replayed;
    private final ArrayDeque<Client> line = new ArrayDeque<>();
    private final Map<ClientSession, Client> clients = new HashMap<>();
    private int fruitless;
    private long restUntil;

    Replays(FeedContext context, Publisher publisher) {
        this.publisher = publisher;
        this.cache = context.cache();
        this.ring = publisher.ring();
        this.replayed = context.metrics().resumedUpdates();
    }

    private record Client(ClientSession session, ArrayDeque<Replay> topics) {}

    /** @param done the sequence up to which it was given all that it is owed */
    private record Replay(Subscription subscription, AtomicLong done) {}

    /** Takes in a subscription that has started after a sequence, unless nothing is missing. */
    void begin(Subscription subscription, long seq) {
        var replay = new Replay(subscription, new AtomicLong(seq));
        if (isComplete(replay)) {
            return;
        }
        publisher.hold(subscription, replay.done::get);
        var client = clients.get(subscription.session());
        if (client == null) {
            client = new Client(subscription.session(), new ArrayDeque<>());
            clients.put(client.session, client);
            line.add(client);
        }
        client.topics.add(replay);
    }

    /** Whether there is a client that has not been looked at a moment ago. */
    boolean hasWork() {
        return !line.isEmpty() && publisher.now() >= restUntil;
    }

    /** For how long there will be none, in milliseconds; at most so many. */
    long idleMs(long atMost) {
        return line.isEmpty() ? atMost : Math.max(0, Math.min(atMost, restUntil - publisher.now()));
    }

    /** Gives the next client some, if there is room for it. */
    void step() {
        var client = line.remove();
        boolean went = false;
        try {
            fruitless = give(client) ? 0 : fruitless + 1;
            went = true;
        } finally {
            if (!went) {
                client.session.end(Disconnect.INTERNAL); // it would never learn what it missed
                client.topics.clear();
            }
            if (client.topics.isEmpty()) {
                clients.remove(client.session);
            } else {
                line.add(client);
            }
        }
        if (fruitless > 0 && fruitless >= line.size()) { // nobody has room: so much can wait
            fruitless = 0;
            restUntil = publisher.now() + REST;
        }
    }

    /** @return whether there was room */
    private boolean give(Client client) {
        var replay = client.topics.element();
        if (client.session.ended() != null) {
            client.topics.clear();
        } else if (!publisher.holds(replay.subscription)) {
            client.topics.remove(); // it was given up
        } else if (!client.session.hasRoom()) {
            return false;
        } else {
            give(replay);
            if (isComplete(replay)) {
                client.topics.remove();
                publisher.release(replay.subscription);
            }
        }
        return true;
    }

    private boolean isComplete(Replay replay) {
        return replay.done.get() >= cache.sequence(replay.subscription.topic());
    }

    private void give(Replay replay) {
        var subscription = replay.subscription;
        long newest = cache.sequence(subscription.topic());
        long seq = replay.done.get();
        for (int i = 0; i < TURN && seq < newest && subscription.session().hasRoom(); i++) {
            seq++;
            var past = publisher.past(subscription.topic());
            if (past == null || seq < past.first()) {
                long gone = past == null ? newest : past.first() - 1;
                subscription.lose(seq, gone);
                seq = gone;
            } else if (publisher.owes(subscription, past, seq)) {
                publisher.offer(subscription, ring.replay(past, seq));
                replayed.increment();
            }
        }
        replay.done.lazySet(seq);
    }
}
