package argus.outbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
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
    private long bytes;
    private long merged;
    private long slowIntervalMs;
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
        /** Nobody wants it any more. */
        CLOSED
    }

    /** A thing to send. */
    public sealed interface Item {}

    /** A complete control message. */
    public record Message(String text) implements Item {}

    /** An update, with the sequence that the client was sent before. */
    public record Owed(Lane lane, Frame frame, long pseq) implements Item {}

    /** The updates from one sequence to another, both inclusive, will not come. */
    public static final class Gap implements Item {
        private final Lane lane;
        private final long from;
        private long to;

        private Gap(Lane lane, long from) {
            this.lane = lane;
            this.from = from;
            this.to = from;
        }

        public Lane lane() {
            return lane;
        }

        public long from() {
            return from;
        }

        public long to() {
            return to;
        }
    }

    /** Adds a control message. */
    public synchronized void control(String text) {
        if (!closed) {
            queue.add(new Message(text));
            grow(text.length() + OVERHEAD);
        }
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
        lane.lastSeq = seq;
        if (snapshot != null && !closed) {
            lane.lastSeq = Frame.NONE;
            queue.add(new Waiting(lane, snapshot));
            grow(snapshot.weight());
        }
    }

    /** Adds an update of a lane; {@code now} in epoch milliseconds. */
    public synchronized Offer offer(Lane lane, Frame frame, long now) {
        if (closed || lane.closed) {
            return Offer.CLOSED;
        }
        return lane.conflates() ? conflate(lane, frame, now) : append(lane, frame);
    }

    /** Ends a lane: nothing of it is sent any more. */
    public synchronized void drop(Lane lane) {
        if (!lane.closed) {
            lane.closed = true;
            for (var frame = lane.take(); frame != null; frame = lane.take()) {
                grow(-frame.weight());
            }
            held.remove(lane);
        }
    }

    /** The next thing to send, or null. What is returned counts as sent. */
    public synchronized @Nullable Item poll() {
        for (var next = queue.poll(); next != null; next = queue.poll()) {
            if (next instanceof Message message) {
                grow(-message.text.length() - OVERHEAD);
                return message;
            }
            if (next instanceof Gap gap) {
                grow(-OVERHEAD);
                if (!gap.lane.closed) {
                    gap.lane.gap = null;
                    gap.lane.lastSeq = gap.to;
                    return gap;
                }
            } else if (next instanceof Waiting waiting) {
                grow(-waiting.frame.weight());
                if (!waiting.lane.closed) {
                    return owed(waiting.lane, waiting.frame);
                }
            } else if (next instanceof Lane lane) {
                lane.queued = false;
                var frame = lane.take();
                if (frame != null) {
                    grow(-frame.weight());
                    if (lane.waits()) {
                        enqueue(lane);
                    }
                    return owed(lane, frame);
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
                enqueue(lane);
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

    /** Updates of this client that were replaced before they were sent. */
    public synchronized long merged() {
        return merged;
    }

    /** Updates of a lane that were sent. */
    public synchronized long sent(Lane lane) {
        return lane.sent;
    }

    public long budget() {
        return budget;
    }

    private Offer conflate(Lane lane, Frame frame, long now) {
        grow(frame.weight());
        var waiting = lane.pending;
        lane.pending = frame;
        if (waiting == null) {
            long interval = Math.max(lane.intervalMs(), slowIntervalMs);
            if (interval == 0) {
                enqueue(lane);
                return Offer.QUEUED;
            }
            // all lanes of one interval tick together, so that clients share images
            lane.due = (now / interval + 1) * interval;
            held.add(lane);
            return Offer.HELD;
        }
        if (!frame.replaces(waiting) && bytes <= budget) {
            lane.finish(waiting);
            return Offer.QUEUED;
        }
        var older = waiting;
        if (frame.isOlderThan(waiting)) { // a correction that has no room must not cost the newest state
            lane.pending = waiting;
            older = frame;
        }
        grow(-older.weight());
        merged++;
        meter.countMerge();
        return Offer.MERGED;
    }

    private Offer append(Lane lane, Frame frame) {
        long seq = frame.update().seq();
        if (lane.gap != null && (bytes > budget / 2 || meter.crowds(bytes))) {
            lane.gap.to = seq;
            meter.countMissed();
            return Offer.MISSED;
        }
        lane.gap = null;
        if (bytes + frame.weight() > budget || meter.crowds(bytes)) {
            var gap = new Gap(lane, seq);
            lane.gap = gap;
            queue.add(gap);
            grow(OVERHEAD);
            meter.countMissed();
            return Offer.MISSED;
        }
        queue.add(new Waiting(lane, frame));
        grow(frame.weight());
        return Offer.QUEUED;
    }

    private void enqueue(Lane lane) {
        if (!lane.queued) {
            lane.queued = true;
            queue.add(lane);
        }
    }

    private static Owed owed(Lane lane, Frame frame) {
        long pseq = lane.lastSeq;
        lane.lastSeq = frame.update().seq();
        lane.sent++;
        return new Owed(lane, frame, pseq);
    }

    private void grow(long delta) {
        if (!closed) {
            bytes += delta;
            meter.add(delta);
        }
    }

    private record Waiting(Lane lane, Frame frame) {}
}
