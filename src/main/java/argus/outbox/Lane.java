package argus.outbox;

import argus.topic.Delivery;
import argus.topic.Topic;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One topic of one client: how it is delivered, what of it waits, and what was sent last. Its state is guarded by the
 * lock of the outbox it is used with.
 */
public final class Lane {
    private final Topic topic;
    private final Delivery delivery;
    private final long intervalMs;

    long lastSeq = Frame.NONE;
    long sent;
    long due;
    boolean queued;
    boolean closed;

    @Nullable
    Frame pending;

    @Nullable
    ArrayDeque<Frame> finished;

    Outbox.@Nullable Gap gap;

    /** @param intervalMs shortest time between two updates, in milliseconds; zero sends at once */
    public Lane(Topic topic, Delivery delivery, long intervalMs) {
        this.topic = topic;
        this.delivery = delivery;
        this.intervalMs = intervalMs;
    }

    public Topic topic() {
        return topic;
    }

    boolean conflates() {
        return delivery == Delivery.CONFLATED;
    }

    long intervalMs() {
        return intervalMs;
    }

    /** The next thing owed, oldest first; null if nothing waits. */
    @Nullable
    Frame take() {
        if (finished != null && !finished.isEmpty()) {
            return finished.poll();
        }
        var frame = pending;
        pending = null;
        return frame;
    }

    boolean waits() {
        return pending != null;
    }

    /** Keeps a bar that is complete although the next one has begun. */
    void finish(Frame frame) {
        if (finished == null) {
            finished = new ArrayDeque<>(2);
        }
        finished.add(frame);
    }
}
