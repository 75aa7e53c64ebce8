package argus.session;

import java.util.ArrayDeque;

/**
 * How much may be sent without the risk of a write that blocks: the bytes since the last ping that the client answered.
 * A pong proves that its reader has taken everything sent before the ping, so while what came after fits into the socket's
 * send buffer a blocking write returns at once. Thread-safe: a flusher sends, container threads bring pongs.
 *
 * <p>Invariant: while credit is used up a ping is under way, so a reading client always gets new credit.
 */
final class SendCredit {
    /** Bytes since the last answered ping that may be sent at most. A reader that had stopped took 295,000 before a write blocked. */
    static final long LIMIT = 200 * 1024;

    /** The longest frame sent in one piece: the limit and one such frame stay well under 295,000. */
    static final int PIECE = 32 * 1024;

    // what is on its way cannot be merged any more, so only a reader that answers at once is sent much ahead
    private static final long LIMIT_UNLESS_PROMPT = 48 * 1024;
    private static final long PROMPT_MS = 250;

    // a ping and its pong cost what several updates cost, and a reader that keeps up answers long before the rest is
    // used
    private static final long PING_EVERY = 160 * 1024;
    private static final long PING_EVERY_UNLESS_PROMPT = 36 * 1024;

    private final ArrayDeque<Ping> pings = new ArrayDeque<>(2);
    private long sent;
    private long pingedAt;
    private long waitingSince;
    private long roundTripMs = -1;
    private volatile boolean prompt;
    private volatile long sentForReaders;
    private volatile long acknowledged;

    private record Ping(long payload, long offset, long at) {}

    /** Notes bytes that were written. Flusher only. */
    void sent(int size) {
        sent += size;
        sentForReaders = sent;
    }

    /** Whether another frame may be written. */
    boolean open() {
        return sentForReaders - acknowledged < (prompt ? LIMIT : LIMIT_UNLESS_PROMPT);
    }

    /** Whether it is time for a ping. Flusher only. */
    boolean pingDue() {
        return sent - pingedAt >= (prompt ? PING_EVERY : PING_EVERY_UNLESS_PROMPT);
    }

    /** Notes a ping that is about to be sent. {@code now} in epoch milliseconds. */
    synchronized void pinging(long payload, long now) {
        if (pings.isEmpty()) {
            waitingSince = now;
        }
        pings.add(new Ping(payload, sent, now));
        pingedAt = sent;
    }

    /** Takes the payload of a pong. @return whether it belongs to a ping that was waiting for its answer */
    synchronized boolean answered(long payload, long now) {
        boolean known = pings.stream().anyMatch(ping -> ping.payload == payload);
        if (known) {
            Ping ping;
            do {
                ping = pings.remove();
            } while (ping.payload != payload);
            acknowledged = ping.offset;
            roundTripMs = now - ping.at;
            prompt = roundTripMs <= PROMPT_MS;
            waitingSince = now;
        }
        return known;
    }

    /** Since when a ping has had no answer, or since the last one that had, epoch milliseconds; 0 if none waits. */
    synchronized long waitingSince() {
        return pings.isEmpty() ? 0 : waitingSince;
    }

    /** How long the last answered ping took, in milliseconds; -1 before the first. */
    synchronized long roundTripMs() {
        return roundTripMs;
    }

    /** Whether a ping has no answer yet. */
    synchronized boolean waiting() {
        return !pings.isEmpty();
    }
}
