package argus.outbox;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** The memory of all outboxes together, and what happened in them. Thread-safe. */
public final class OutboxMeter {
    private volatile long limit;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger outboxes = new AtomicInteger();
    private final LongAdder merged = new LongAdder();
    private final LongAdder gaps = new LongAdder();

    /** @param limit bytes for all outboxes together */
    public OutboxMeter(long limit) {
        this.limit = limit;
    }

    /** Changes the limit, in bytes. */
    public void limit(long bytes) {
        limit = bytes;
    }

    /** Bytes that wait now, in all outboxes. */
    public long bytes() {
        return bytes.get();
    }

    /** Updates that were replaced by a newer one before they were sent. */
    public long merged() {
        return merged.sum();
    }

    /** Updates that were left out and told as a gap. */
    public long missed() {
        return gaps.sum();
    }

    void opened() {
        outboxes.incrementAndGet();
    }

    void closed(long held) {
        outboxes.decrementAndGet();
        bytes.addAndGet(-held);
    }

    void add(long delta) {
        bytes.addAndGet(delta);
    }

    void countMerge() {
        merged.increment();
    }

    void countMissed() {
        gaps.increment();
    }

    /** Whether all together hold no more than half of what they may. */
    boolean isAmple() {
        return bytes.get() <= limit / 2;
    }

    /** Whether an outbox that holds so much has to give way because all together hold too much: the largest first. */
    public boolean crowds(long held) {
        long total = bytes.get();
        return total > limit && held > total / Math.max(1, 2L * outboxes.get());
    }
}
