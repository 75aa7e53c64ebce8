package argus.session;

import argus.outbox.Item;
import argus.outbox.Item.Message;
import argus.outbox.Outbox;
import argus.outbox.SlowConsumerLadder;
import argus.protocol.Agreement;
import argus.topic.Topic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connected client: its subscriptions, what waits for it, and the gate through which it is written to. Container
 * threads, shards, one flusher and the sweeper meet here; each method says who calls it if not everyone may.
 */
public final class ClientSession {
    /** Updates that weigh so much are not put into one frame with more, in bytes; with credit flow one frame holds all. */
    private static final long BATCH_WEIGHT = 256 * 1024;

    /** Frames that a client may ask for ahead. */
    private static final int MAX_CREDIT = 1000;

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
    private final AtomicInteger credit = new AtomicInteger();
    private final List<Item> parcel = new ArrayList<>(1);
    private volatile Agreement asked = Agreement.WITHOUT_HELLO;
    private volatile Agreement agreement = Agreement.WITHOUT_HELLO;
    private volatile boolean resting;
    private volatile long lastPing;
    private volatile long nextBeat = Long.MAX_VALUE;
    private long beats;
    private long timer = Long.MAX_VALUE;
    private long batchDue;

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

    /** Whose saved lists it means: in this version nobody says who he is. */
    String owner() {
        return SymbolResolver.ANONYMOUS;
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

    /** Sends a control message whose maker asks how far topics have come: that is true where the message stands in line. */
    public void send(Supplier<String> message) {
        outbox.control(message);
        wake();
    }

    /** Sends a welcome in the old way and everything after it as agreed. */
    public void agree(Agreement next, String welcome) {
        asked = next;
        outbox.control(welcome, () -> adopt(next));
        wake();
    }

    /** Allows so many more frames. @return false if the client did not ask to be asked */
    public boolean ready(int frames) {
        if (!asked.credit()) {
            return false;
        }
        credit.accumulateAndGet(frames, (have, more) -> Math.min(MAX_CREDIT, have + more));
        wake();
        return true;
    }

    /** How it is written to now. */
    public Agreement agreement() {
        return agreement;
    }

    /** Whether it is the client that has not asked for a frame; it is no slow consumer. */
    boolean awaitsCredit() {
        return agreement.credit() && credit.get() == 0;
    }

    /** Whether its next heartbeat is due; if so the one after is set. Sweeper only. */
    boolean beatDue(long now) {
        if (now < nextBeat) {
            return false;
        }
        nextBeat = now + agreement.heartbeatMs();
        return true;
    }

    /** The number of the heartbeat that is sent now. Sweeper only. */
    long countBeat() {
        return ++beats;
    }

    private void adopt(Agreement next) {
        agreement = next;
        nextBeat = next.heartbeatMs() == 0 ? Long.MAX_VALUE : 0;
        outbox.delta(
                next.delta(),
                subscriptions.values().stream().map(Subscription::lane).toList());
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

    /** Whether it may be given more of what it missed. */
    public boolean hasRoom() {
        return outbox.hasRoom();
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
            return;
        }
        resting = false;
        if (schedule()) {
            flusher.add(this);
            flusher.signal();
        }
    }

    /** Ends a rest whose time has come. @return as {@link #schedule} */
    boolean rouse() {
        resting = false;
        return schedule();
    }

    /** Marks the session as in line. @return whether it was not: the caller then hands it to {@link #flusher()} */
    boolean schedule() {
        return !resting && !scheduled.get() && end.get() == null && scheduled.compareAndSet(false, true);
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
        if (rests(now)) {
            return false;
        }
        for (int i = 0; i < FRAMES_PER_TURN && end.get() == null; i++) {
            if (gate.pingDue()) {
                held.watch(() -> gate.ping(now));
            }
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

    /** Whether what waits is to wait for more to go with it. All sessions with one delay tick together, and so share batches. */
    private boolean rests(long now) {
        int delay = agreement.batchDelayMs();
        if (delay == 0 || gate.hasRest() || outbox.urgent() || outbox.bytes() == 0) {
            batchDue = 0;
            return false;
        }
        if (batchDue == 0) {
            batchDue = (now / delay + 1) * delay;
            flusher.at(batchDue, this);
        }
        if (now < batchDue) {
            resting = true;
            return true;
        }
        batchDue = 0;
        return false;
    }

    private void setTimer(long due) {
        if (due != timer) {
            timer = due;
            flusher.at(due, this);
        }
    }

    private boolean send(Flusher.Held held) throws IOException {
        if (gate.hasRest()) {
            held.watch(() -> gate.sendRest(completion));
            return true;
        }
        return !awaitsCredit() && sendNext(held);
    }

    private boolean sendNext(Flusher.Held held) throws IOException {
        var way = agreement;
        outbox.drain(Math.max(1, way.batchItems()), way.credit() ? Long.MAX_VALUE : BATCH_WEIGHT, parcel);
        if (parcel.isEmpty()) {
            return false;
        }
        var payload = held.press().press(parcel, way.encoding());
        if (way.credit()) {
            credit.decrementAndGet();
        }
        if (parcel.get(parcel.size() - 1) instanceof Message message && message.taken() != null) {
            message.taken().run();
        }
        long began = held.begin();
        long ended;
        try {
            gate.send(payload, completion);
        } finally {
            ended = held.end();
        }
        events.sent(parcel, payload.size(), began, ended);
        parcel.clear();
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

        /** A frame with these items was handed to the container between two instants of {@link System#nanoTime}. */
        void sent(List<Item> items, int bytes, long began, long ended);
    }
}
