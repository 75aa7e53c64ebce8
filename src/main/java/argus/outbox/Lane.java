package argus.outbox;

import argus.outbox.Item.Owed;
import argus.topic.Delivery;
import argus.topic.MinChange;
import argus.topic.Shape;
import argus.topic.SubscribeOptions;
import argus.topic.Topic;
import argus.topic.Update;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One topic of one client: how it is delivered, what of it waits, and what was sent last. Its state is guarded by the
 * lock of the outbox it is used with.
 */
public final class Lane {
    private final Topic topic;
    private SubscribeOptions options;
    private Shape shape;
    private @Nullable MinChange minChange;
    private boolean conflates;
    private boolean delta;

    private long intervalMs;
    private long lastSeq = Frame.NONE;
    private @Nullable Update base;
    private @Nullable Update reference;
    private boolean patchable;
    private boolean started;
    private long missing;
    private @Nullable Frame pending;
    private long pendingMerged;
    private @Nullable ArrayDeque<Waiting> finished;

    /** How many of its frames stand in the line by themselves. */
    int inLine;

    long sent;
    long considered;
    long lastUpdate;
    long due;
    boolean paused;
    boolean queued;
    boolean closed;

    Item.@Nullable Gap gap;

    public Lane(Topic topic, SubscribeOptions options) {
        this.topic = topic;
        this.options = options;
        this.shape = options.shape().withDelta(false);
        this.minChange = options.minChange();
        this.conflates = options.delivery() == Delivery.CONFLATED;
        this.intervalMs = options.minInterval().toMillis();
    }

    /** @param intervalMs shortest time between two updates, in milliseconds; zero sends at once */
    public Lane(Topic topic, Delivery delivery, long intervalMs) {
        this(topic, new SubscribeOptions(delivery, Duration.ofMillis(intervalMs), 1));
    }

    /** A frame that waits. @param merged how many owed before it are not sent by themselves */
    record Waiting(Lane lane, Frame frame, long merged) {}

    public Topic topic() {
        return topic;
    }

    /** Brings it near to the processor. @return something of it, without its lock, so that it is read */
    public long fetch() {
        return considered;
    }

    boolean conflates() {
        return conflates;
    }

    long intervalMs() {
        return intervalMs;
    }

    /** Takes other options; the next update is sent in full if it looks different. */
    void options(SubscribeOptions next) {
        patchable &= next.shape().equals(options.shape());
        options = next;
        shape = next.shape().withDelta(delta);
        minChange = next.minChange();
        conflates = next.delivery() == Delivery.CONFLATED;
        intervalMs = next.minInterval().toMillis();
    }

    /** Whether updates may be told as patches of the ones before. */
    void delta(boolean patches) {
        delta = patches;
        shape = options.shape().withDelta(patches);
    }

    /** What the client asks of it. */
    SubscribeOptions options() {
        return options;
    }

    /** Begins after a sequence, or with a snapshot if it is {@link Frame#NONE}. */
    void startAt(long seq) {
        started = true;
        lastSeq = seq;
        considered = Math.max(0, seq);
        base = null;
        reference = null;
    }

    /** The client has a value that came beside the lane. */
    void given(Update update) {
        reference = update;
    }

    /** Goes on after updates that will not come. */
    void goOnAfter(long seq) {
        lastSeq = seq;
        base = null;
    }

    /** The sequence sent last, or where it started. */
    long lastSeq() {
        return lastSeq;
    }

    /** Notes an update that was owed and will not be sent by itself. */
    void miss(long count) {
        missing += count;
    }

    /** Whether a value is far enough from the one the client has. */
    boolean wants(Frame frame) {
        var distance = minChange;
        var before = reference;
        return distance == null
                || before == null
                || distance.reached(frame.update().value(), before.value());
    }

    /** The newest frame that waits, or null. */
    @Nullable
    Frame pending() {
        return pending;
    }

    /** Has a frame wait, in the place of the one that waited: that one and all it stood for are merged into it. */
    void replace(Frame frame) {
        pendingMerged = missing + (pending == null ? 0 : pendingMerged + 1);
        missing = 0;
        pending = frame;
    }

    /** Has the frame that waits not be sent: it and all it stood for are merged into the next one. */
    void withdraw() {
        missing += pending == null ? 0 : pendingMerged + 1;
        pending = null;
    }

    /** Has a frame wait behind the one that waited, which is sent as well. */
    void follow(Frame frame) {
        if (pending != null) {
            if (finished == null) {
                finished = new ArrayDeque<>(2);
            }
            finished.add(new Waiting(this, pending, pendingMerged));
            pending = null;
        }
        replace(frame);
    }

    /** A frame that is to be sent whatever follows. */
    Waiting lastingly(Frame frame) {
        long merged = missing;
        missing = 0;
        reference = frame.update();
        return new Waiting(this, frame, merged);
    }

    /** Forgets the next frame that waits, oldest first. @return it, or null if nothing waited */
    @Nullable
    Frame discard() {
        var first = finished == null ? null : finished.poll();
        var next = first == null ? pending : first.frame;
        if (first == null) {
            pending = null;
        }
        return next;
    }

    /** Takes the next frame that waits, oldest first, to be sent now; null if nothing waits. */
    @Nullable
    Owed take() {
        var first = finished == null ? null : finished.poll();
        if (first != null) {
            return send(first.frame, first.merged);
        }
        var next = pending;
        pending = null;
        return next == null ? null : send(next, pendingMerged);
    }

    boolean waits() {
        return pending != null || (finished != null && !finished.isEmpty());
    }

    /** Whether the client was told where it begins. */
    boolean started() {
        return started;
    }

    /** Notes that a frame is sent now. @return it, joined to what was sent before */
    Owed send(Frame frame, long merged) {
        var update = frame.update();
        var owed = frame.owed(lastSeq, lastSeq == Frame.NONE ? 0 : merged, patchable ? base : null, shape);
        lastSeq = update.seq();
        base = update;
        patchable = delta;
        if (conflates()) {
            reference = update;
        }
        sent++;
        return owed;
    }
}
