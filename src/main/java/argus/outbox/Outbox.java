package argus.outbox;

import argus.outbox.Item.Gap;
import argus.outbox.Item.Message;
import argus.outbox.Lane.Waiting;
import argus.topic.SubscribeOptions;
import argus.topic.Update;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one client, in order. A conflating lane keeps only its newest update (and each finished bar),
 * so a slow client sees fewer updates but never a stale one; another lane keeps every update until the budget is used up
 * and then says exactly what is missing. Control messages are never dropped. Offering takes constant time and never
 * waits. Thread-safe; one flusher polls.
 */
public final class Outbox {
    /** What a message that is not an update counts for beside its text. */
    private static final int OVERHEAD = 64;

    private final long budget;
    private final OutboxMeter meter;
    private final ArrayDeque<Object> queue = new ArrayDeque<>(4);
    private final ArrayList<Lane> held = new ArrayList<>(0);
    private int messages;
    private long bytes;
    private long taken;
    private long fetched;
    private long merged;
    private long slowIntervalMs;
    private boolean delta;
    private boolean closed;

    /** @param budget backlog of this client that is not to be exceeded, in bytes */
    public Outbox(long budget, OutboxMeter meter) {
        this.budget = budget;
        this.meter = meter;
        meter.opened();
    }

    /** What became of an update. */
    public enum Offer {
        /** It waits. */
        QUEUED,
        /** It waits for the next tick of its lane's interval. */
        HELD,
        /** It took the place of one that waited. */
        MERGED,
        /** It was left out; the client will be told. */
        MISSED,
        /** It is too near to what the client has. */
        FILTERED,
        /** Nobody wants it any more. */
        CLOSED
    }

    /** Adds a control message. */
    public void control(String text) {
        control(text, null);
    }

    /**
     * Adds a control message that is made while nothing else changes here, so that what it says of lanes is true where it
     * stands in the line.
     */
    public synchronized void control(Supplier<String> text) {
        control(text.get());
    }

    /** Adds a control message. @param taken is run when it is taken; what follows goes into another frame */
    public synchronized void control(String text, @Nullable Runnable taken) {
        if (!closed) {
            queue.add(new Message(text, taken));
            messages++;
            grow(text.length() + OVERHEAD);
        }
    }

    /** Whether a control message waits, which is not to wait for updates to go with it. */
    public synchronized boolean urgent() {
        return messages > 0;
    }

    /**
     * Adds the answer to a subscription and the value it starts from. Updates of the lane follow it.
     *
     * @param snapshot the present value to send first, or null
     * @param seq the sequence the lane starts from if there is no snapshot to send, or {@link Frame#NONE} if the first
     *     update is to be the snapshot
     */
    public synchronized void start(Lane lane, String answer, @Nullable Frame snapshot, long seq) {
        control(answer);
        lane.delta(delta);
        lane.startAt(snapshot == null ? seq : Frame.NONE);
        if (snapshot != null && !closed) {
            lane.lastUpdate = snapshot.update().ts();
            enqueue(lane.lastingly(snapshot));
            grow(snapshot.weight());
        }
    }

    /** Measures the least change of a lane from a value that the client was given in another way. */
    public synchronized void given(Lane lane, Update value) {
        lane.given(value);
    }

    /** Adds an update of a lane; {@code now} in epoch milliseconds. */
    public synchronized Offer offer(Lane lane, Frame frame, long now) {
        if (closed || lane.closed) {
            return Offer.CLOSED;
        }
        lane.considered = frame.update().seq();
        lane.lastUpdate = frame.update().ts();
        if (!lane.wants(frame)) {
            withdraw(lane, frame);
            return Offer.FILTERED;
        }
        return lane.conflates() ? conflate(lane, frame, now) : append(lane, frame);
    }

    /** Counts updates that were owed and will not be sent by themselves: the next one stands for them. */
    public synchronized void skip(Lane lane, long count) {
        lane.miss(count);
    }

    /** Leaves out updates that are not to be had any more, from one sequence to another; the client will be told. */
    public synchronized void lose(Lane lane, long from, long to) {
        if (closed || lane.closed) {
            return;
        }
        if (lane.gap == null) {
            lane.gap = new Gap(lane, from, lane.paused ? Gap.Cause.PAUSED : Gap.Cause.SLOW_CONSUMER);
            if (!lane.paused) {
                queue.add(lane.gap);
                grow(OVERHEAD);
            }
        }
        missed(lane.gap, to);
    }

    /** Gives a lane other options and stops or restarts it; what waits already is still sent. */
    public synchronized void change(Lane lane, SubscribeOptions options, boolean paused) {
        lane.options(options);
        if (lane.paused && !paused) {
            goOn(lane);
        } else if (paused && !lane.paused && lane.gap != null) {
            lane.gap = null; // it is told as it is
        }
        lane.paused = paused;
    }

    /** Has updates be told as patches from now on, or not any more. */
    public synchronized void delta(boolean patches, Collection<Lane> lanes) {
        delta = patches;
        lanes.forEach(lane -> lane.delta(patches));
    }

    /** Ends a lane: nothing of it is sent any more. */
    public synchronized void drop(Lane lane) {
        if (!lane.closed) {
            lane.closed = true;
            for (var waiting = lane.discard(); waiting != null; waiting = lane.discard()) {
                grow(-waiting.weight());
            }
            held.remove(lane);
        }
    }

    /** The next thing to send, or null. What is returned counts as sent. */
    public synchronized @Nullable Item poll() {
        var item = next();
        settle();
        return item;
    }

    /**
     * Takes what is to be sent together, in order. What is taken counts as sent.
     *
     * @param items at most so many
     * @param weight and no more once they weigh so much, in bytes
     */
    public synchronized void drain(int items, long weight, List<Item> into) {
        for (var waiting : queue) { // all at once: they wait for memory together
            fetched += waiting instanceof Lane lane ? lane.fetch() : 0;
        }
        boolean more = true;
        while (more && into.size() < items && taken < weight) {
            var item = next();
            more = item != null && !(item instanceof Message message && message.taken() != null);
            if (item != null) {
                into.add(item);
            }
        }
        settle();
    }

    private @Nullable Item next() {
        for (var next = queue.poll(); next != null; next = queue.poll()) {
            if (next instanceof Message message) {
                messages--;
                take(message.text().length() + OVERHEAD);
                return message;
            }
            if (next instanceof Gap gap) {
                take(OVERHEAD);
                if (!gap.lane().closed) {
                    if (gap.lane().gap == gap) {
                        gap.lane().gap = null;
                    }
                    gap.lane().goOnAfter(gap.to());
                    return gap;
                }
            } else if (next instanceof Waiting waiting) {
                waiting.lane().inLine--;
                take(waiting.frame().weight());
                if (!waiting.lane().closed) {
                    return waiting.lane().send(waiting.frame(), waiting.merged());
                }
            } else if (next instanceof Lane lane) {
                lane.queued = false;
                var owed = lane.paused ? null : lane.take();
                if (owed != null) {
                    take(owed.frame().weight());
                    if (lane.waits()) {
                        enqueue(lane);
                    }
                    return owed;
                }
            }
        }
        return null;
    }

    /**
     * Puts the lanes whose interval has passed in line.
     *
     * @return epoch milliseconds when the next one is due, or {@link Long#MAX_VALUE}
     */
    public synchronized long release(long now) {
        long next = Long.MAX_VALUE;
        int kept = 0;
        for (int i = 0; i < held.size(); i++) {
            var lane = held.get(i);
            if (lane.due <= now) {
                lane.due = 0;
                if (!lane.paused) {
                    enqueue(lane);
                }
            } else {
                next = Math.min(next, lane.due);
                held.set(kept++, lane);
            }
        }
        held.subList(kept, held.size()).clear();
        return next;
    }

    /** Sends updates of conflating lanes at most once in so many milliseconds; zero ends this. */
    public synchronized void slow(long intervalMs) {
        slowIntervalMs = intervalMs;
    }

    /** Forgets everything; later offers do nothing. */
    public synchronized void close() {
        if (!closed) {
            closed = true;
            queue.clear();
            held.clear();
            meter.closed(bytes);
            bytes = 0;
        }
    }

    /** Bytes that wait. */
    public synchronized long bytes() {
        return bytes;
    }

    /** Whether so little waits that a client which catches up may be given more; very little if all outboxes hold much. */
    public synchronized boolean hasRoom() {
        return bytes <= budget / (meter.isAmple() ? 8 : 256);
    }

    /** Updates of this client that were replaced before they were sent. */
    public synchronized long merged() {
        return merged;
    }

    /** Updates of a lane that were sent. */
    public synchronized long sent(Lane lane) {
        return lane.sent;
    }

    /** When the last update of a lane was accepted, epoch milliseconds; 0 before the first. */
    public synchronized long lastUpdate(Lane lane) {
        return lane.lastUpdate;
    }

    /** How far a lane has come. */
    public synchronized Top top(Lane lane) {
        boolean waiting = !lane.started() || lane.waits() || lane.inLine > 0 || lane.gap != null;
        return new Top(Math.max(0, lane.lastSeq()), lane.considered, waiting);
    }

    public long budget() {
        return budget;
    }

    private Offer conflate(Lane lane, Frame frame, long now) {
        grow(frame.weight());
        var waiting = lane.pending();
        if (waiting == null) {
            lane.replace(frame);
            if (lane.paused) {
                return Offer.HELD;
            }
            long interval = Math.max(lane.intervalMs(), slowIntervalMs);
            if (interval == 0) {
                enqueue(lane);
                return Offer.QUEUED;
            }
            // all lanes of one interval tick together, so that clients share images
            if (lane.due == 0) { // it may be in line still for a frame that was withdrawn
                held.add(lane);
            }
            lane.due = (now / interval + 1) * interval;
            return Offer.HELD;
        }
        if (!frame.replaces(waiting) && bytes <= budget) {
            lane.follow(frame);
            return Offer.QUEUED;
        }
        var older = waiting;
        if (frame.isOlderThan(waiting)) { // a correction that has no room must not cost the newest state
            lane.miss(1);
            older = frame;
        } else {
            lane.replace(frame);
        }
        grow(-older.weight());
        merged++;
        meter.countMerge();
        return Offer.MERGED;
    }

    /** What waits is not sent any more where the state has come back to what the client has. */
    private void withdraw(Lane lane, Frame frame) {
        var waiting = lane.pending();
        if (waiting != null && lane.conflates() && frame.replaces(waiting)) {
            lane.withdraw();
            grow(-waiting.weight());
            merged++;
            meter.countMerge();
        }
    }

    private Offer append(Lane lane, Frame frame) {
        long seq = frame.update().seq();
        if (lane.paused) {
            lane.gap = lane.gap == null ? new Gap(lane, seq, Gap.Cause.PAUSED) : lane.gap;
            return missed(lane.gap, seq);
        }
        if (lane.gap != null && (bytes > budget / 2 || meter.crowds(bytes))) {
            return missed(lane.gap, seq);
        }
        lane.gap = null;
        // the rest of the budget is for answers and for the state of topics that merge
        if (bytes + frame.weight() > budget / 4 * 3 || meter.crowds(bytes)) {
            lane.gap = new Gap(lane, seq, Gap.Cause.SLOW_CONSUMER);
            queue.add(lane.gap);
            grow(OVERHEAD);
            return missed(lane.gap, seq);
        }
        enqueue(lane.lastingly(frame));
        grow(frame.weight());
        return Offer.QUEUED;
    }

    private Offer missed(Gap gap, long seq) {
        gap.extendTo(seq);
        meter.countMissed();
        return Offer.MISSED;
    }

    private void goOn(Lane lane) {
        if (lane.gap != null) {
            queue.add(lane.gap);
            grow(OVERHEAD);
            lane.gap = null;
        } else if (lane.waits() && lane.due == 0) {
            enqueue(lane);
        }
    }

    private void enqueue(Waiting waiting) {
        waiting.lane().inLine++;
        queue.add(waiting);
    }

    private void enqueue(Lane lane) {
        if (!lane.queued) {
            lane.queued = true;
            queue.add(lane);
        }
    }

    private void take(long weight) {
        taken += weight;
    }

    /** Accounts for all that was taken at once: the meter is shared by all flushers. */
    private void settle() {
        grow(-taken);
        taken = 0;
    }

    private void grow(long delta) {
        if (!closed) {
            bytes += delta;
            meter.add(delta);
        }
    }
}
