package argus.outbox;

import java.time.Duration;

/**
 * The announced steps for a client that does not keep up: past half of its budget, or stuck for a quarter of the send
 * time-out, it is slowed; with a backlog past the whole budget, or stuck, for the whole send time-out it is ended; when it
 * has kept up for half of it it is restored. Not thread-safe: one sweeper asks.
 */
public final class SlowConsumerLadder {
    /** A client that takes something at least once in this part of the send time-out keeps up. */
    private static final int CALM = 20;

    private final long budget;
    private final long timeoutMs;
    private boolean slowed;
    private long overSince;
    private long calmSince;

    /**
     * @param budget bytes that may wait for the client
     * @param sendTimeout how long a send, or a backlog past the budget, may last
     */
    public SlowConsumerLadder(long budget, Duration sendTimeout) {
        this.budget = budget;
        this.timeoutMs = sendTimeout.toMillis();
    }

    /** What is to be done now. */
    public enum Step {
        STAY,
        SLOW,
        RESTORE,
        END
    }

    /**
     * Judges the present state.
     *
     * @param now epoch milliseconds
     * @param bytes backlog
     * @param stuckMs for how long the client has taken nothing although something waits or is being sent
     * @param crowded whether all outboxes together are over their limit and this one is among the largest
     */
    public Step judge(long now, long bytes, long stuckMs, boolean crowded) {
        overSince = bytes <= budget ? 0 : overSince == 0 ? now : overSince;
        if (stuckMs >= timeoutMs || (overSince != 0 && now - overSince >= timeoutMs)) {
            return Step.END;
        }
        if (bytes > budget / 2 || stuckMs >= timeoutMs / 4 || crowded) {
            calmSince = 0;
            if (slowed) {
                return Step.STAY;
            }
            slowed = true;
            return Step.SLOW;
        }
        if (!slowed) {
            return Step.STAY;
        }
        if (bytes > budget / 4 || stuckMs > timeoutMs / CALM) {
            calmSince = 0;
            return Step.STAY;
        }
        if (calmSince == 0) {
            calmSince = now;
        }
        if (now - calmSince < timeoutMs / 2) {
            return Step.STAY;
        }
        slowed = false;
        calmSince = 0;
        return Step.RESTORE;
    }

    public boolean slowed() {
        return slowed;
    }
}
