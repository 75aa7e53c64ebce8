package argus.session;

import argus.outbox.Frame;
import argus.outbox.Item.Gap;
import argus.outbox.Item.Message;
import argus.outbox.Item.Owed;
import argus.outbox.Outbox;
import argus.outbox.SlowConsumerLadder;
import argus.topic.Topic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One connected client: its subscriptions, what waits for it, and the gate through which it is written to. Container
 * threads, shards, one flusher and the sweeper meet here; each method says who calls it if not everyone may.
 */
public final class ClientSession {
    /** After so many frames a flusher turns to the next session. */
    private static final int FRAMES_PER_TURN = 64;

    /** Answers are never dropped, so a client that asks without reading is ended at so many times its budget. */
    private static final long BUDGETS_OF_ANSWERS = 4;

    private final String id;
    private final Instant openedAt;
    private final Outbox outbox;
    private final SlowConsumerLadder ladder;
    private final SendGate gate;
    private final Transport transport;
    private final Flusher flusher;
    private final SessionEvents events;
    private final Map<Topic, Subscription> subscriptions = new ConcurrentHashMap<>(4);
    private final AtomicInteger nextSubscription = new AtomicInteger();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicBoolean flushing = new AtomicBoolean();
    private final AtomicReference<@Nullable Disconnect> end = new AtomicReference<>();
    private final Transport.Completion completion = this::completed;
    private volatile long lastPing;
    private long timer = Long.MAX_VALUE;

    ClientSession(
            String id,
            Instant openedAt,
            Transport transport,
            Outbox outbox,
            SlowConsumerLadder ladder,
            Flusher flusher,
            SessionEvents events) {
        this.id = id;
        this.openedAt = openedAt;
        this.outbox = outbox;
        this.ladder = ladder;
        this.transport = transport;
        this.gate = new SendGate(transport);
        this.flusher = flusher;
        this.events = events;
        this.lastPing = openedAt.toEpochMilli();
    }

    public String id() {
        return id;
    }

    public Instant openedAt() {
        return openedAt;
    }

    /** What it is subscribed to; a live view. */
    public Collection<Subscription> subscriptions() {
        return subscriptions.values();
    }

    public @Nullable Subscription subscription(Topic topic) {
        return subscriptions.get(topic);
    }

    /** A name for another subscription, unique in the life of the node. */
    String nextSubscriptionId() {
        return id + '-' + nextSubscription.incrementAndGet();
    }

    /** Remembers a subscription. @return the one it replaces, or null */
    public @Nullable Subscription put(Subscription subscription) {
        return subscriptions.put(subscription.topic(), subscription);
    }

    /** Forgets a subscription. @return whether it was still remembered */
    public boolean remove(Subscription subscription) {
        return subscriptions.remove(subscription.topic(), subscription);
    }

    /** Sends a control message after everything that waits already. */
    public void send(String message) {
        outbox.control(message);
        wake();
    }

    /** Takes a pong. @return whether it answers a ping of ours */
    public boolean pong(ByteBuffer payload, long now) {
        boolean known = gate.pong(payload, now);
        if (known && gate.isStuck()) {
            wake();
        }
        return known;
    }

    /** Ends the session and closes its connection; only the first call counts. Does not wait. */
    public void end(Disconnect reason) {
        if (end.compareAndSet(null, reason)) {
            outbox.close();
            events.ended(this, reason);
        }
    }

    /** Why it ended, or null while it lives. */
    public @Nullable Disconnect ended() {
        return end.get();
    }

    /** Whether nothing waits to be written. */
    public boolean idle() {
        return outbox.bytes() == 0 && gate.open() && !gate.hasRest();
    }

    /** Bytes that wait. */
    public long backlog() {
        return outbox.bytes();
    }

    /** Whether the client does not keep up and was slowed. */
    public boolean slowed() {
        return ladder.slowed();
    }

    Outbox outbox() {
        return outbox;
    }

    SlowConsumerLadder ladder() {
        return ladder;
    }

    SendGate gate() {
        return gate;
    }

    Transport transport() {
        return transport;
    }

    long lastPing() {
        return lastPing;
    }

    /** Asks for a ping. Sweeper only. */
    void wantPing(long now) {
        lastPing = now;
        if (gate.wantPing()) {
            wake();
        }
    }

    /** Has the flusher look after this session; ends it if far more answers wait than a client can have use for. */
    public void wake() {
        if (outbox.bytes() > BUDGETS_OF_ANSWERS * outbox.budget()) {
            end(Disconnect.SLOW_CONSUMER);
        } else if (schedule()) {
            flusher.add(this);
            flusher.signal();
        }
    }

    /** Marks the session as in line. @return whether it was not: the caller then hands it to {@link #flusher()} */
    boolean schedule() {
        return end.get() == null && scheduled.compareAndSet(false, true);
    }

    /** The flusher that writes to this client. */
    public Flusher flusher() {
        return flusher;
    }

    /**
     * Writes what waits, as far as the gate allows. Flusher only.
     *
     * @param now epoch milliseconds
     */
    void flush(long now, Flusher.Held held) {
        scheduled.set(false);
        if (!flushing.compareAndSet(false, true)) {
            return; // a held flusher still has it and wakes it again when it lets go
        }
        boolean more = false;
        try {
            more = write(now, held);
        } catch (IOException e) {
            end(Disconnect.BROKEN);
        } finally {
            flushing.set(false);
        }
        if (more || held.takenOver()) {
            wake();
        }
    }

    private boolean write(long now, Flusher.Held held) throws IOException {
        long due = outbox.release(now);
        for (int i = 0; i < FRAMES_PER_TURN && end.get() == null; i++) {
            gate.pingIfDue(now);
            if (!gate.open()) {
                gate.stuck(gate.inFlight() || gate.hasRest() || outbox.bytes() > 0, now);
                if (gate.open()) {
                    continue; // the pong came in between, and did not see that it was waited for
                }
                return false;
            }
            boolean sent = send(held);
            gate.stuck(false, now);
            if (!sent) {
                setTimer(due);
                return false;
            }
        }
        return true;
    }

    private void setTimer(long due) {
        if (due != timer) {
            timer = due;
            flusher.at(due, this);
        }
    }

    private boolean send(Flusher.Held held) throws IOException {
        held.begin();
        try {
            return gate.hasRest() ? sendRest() : sendNext();
        } finally {
            held.end();
        }
    }

    private boolean sendRest() throws IOException {
        gate.sendRest(completion);
        return true;
    }

    private boolean sendNext() throws IOException {
        var item = outbox.poll();
        if (item == null) {
            return false;
        }
        String text;
        int size;
        if (item instanceof Owed owed) {
            var frame = owed.frame();
            text = owed.image().text();
            size = text.length(); // images are ASCII
            long began = System.nanoTime();
            gate.send(text, size, completion);
            events.sent(frame, size, System.nanoTime() - began);
        } else {
            text = item instanceof Gap gap ? events.gap(gap) : ((Message) item).text();
            size = Utf8.length(text);
            long began = System.nanoTime();
            gate.send(text, size, completion);
            events.sent(null, size, System.nanoTime() - began);
        }
        return true;
    }

    private void completed(boolean failed) {
        gate.completed();
        if (failed) {
            end(Disconnect.BROKEN);
        } else {
            wake();
        }
    }

    /** What a session tells the house. Called by whoever causes it. */
    interface SessionEvents {

        void ended(ClientSession session, Disconnect reason);

        /** A frame was handed to the container, which took so long. */
        void sent(@Nullable Frame update, int bytes, long nanos);

        /** The message that tells a gap. */
        String gap(Gap gap);
    }
}
