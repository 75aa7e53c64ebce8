package argus.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Everything that is counted or timed on the way of the data. Thread-safe. */
public final class ServiceMetrics {
    private final LongAdder messagesIn = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder messagesOut = new LongAdder();
    private final LongAdder updatesOut = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final LongAdder imagesEncoded = new LongAdder();
    private final LongAdder compressed = new LongAdder();
    private final LongAdder batchesOut = new LongAdder();
    private final LongAdder batchesMade = new LongAdder();
    private final LongAdder sessionsOpened = new LongAdder();
    private final LongAdder heldFlushers = new LongAdder();
    private final LongAdder slowed = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final Map<String, LongAdder> disconnects = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> rejected = new ConcurrentHashMap<>();
    private final Map<String, Map<String, LongAdder>> findings = new ConcurrentHashMap<>();
    private final LongAdder gaps = new LongAdder();
    private final Map<String, LongAdder> resumes = new ConcurrentHashMap<>();
    private final LongAdder resumedUpdates = new LongAdder();
    private final LongAdder lostUpdates = new LongAdder();
    private final LongAdder shardFaults = new LongAdder();
    private final LatencyHistogram publishLatency = new LatencyHistogram();
    private final LatencyHistogram sendLatency = new LatencyHistogram();

    /** Messages received from clients. */
    public LongAdder messagesIn() {
        return messagesIn;
    }

    /** Their payload, in characters as received. */
    public LongAdder bytesIn() {
        return bytesIn;
    }

    /** Frames handed to the container. */
    public LongAdder messagesOut() {
        return messagesOut;
    }

    /** Updates among them. */
    public LongAdder updatesOut() {
        return updatesOut;
    }

    /** The payload of all frames, in bytes. */
    public LongAdder bytesOut() {
        return bytesOut;
    }

    /** Images of updates that were made; an update sent without a new one shared one. */
    public LongAdder imagesEncoded() {
        return imagesEncoded;
    }

    /** How often a message was compressed; a frame sent without a new compression shared one. */
    public LongAdder compressed() {
        return compressed;
    }

    /** Frames with several messages among them. */
    public LongAdder batchesOut() {
        return batchesOut;
    }

    /** Batches of updates that had to be made; the others were shared. */
    public LongAdder batchesMade() {
        return batchesMade;
    }

    /** Sessions ever opened. */
    public LongAdder sessionsOpened() {
        return sessionsOpened;
    }

    /** How often a write held a flusher; expected to stay 0. */
    public LongAdder heldFlushers() {
        return heldFlushers;
    }

    /** How often a session was slowed. */
    public LongAdder slowed() {
        return slowed;
    }

    /** Events accepted from sources. */
    public LongAdder accepted() {
        return accepted;
    }

    /** Sessions ended, by reason. */
    public Map<String, LongAdder> disconnects() {
        return disconnects;
    }

    /** Errors told to clients, by name of the code. */
    public Map<String, LongAdder> errors() {
        return errors;
    }

    /** Events refused, by rule. */
    public Map<String, LongAdder> rejected() {
        return rejected;
    }

    /** Events that something was wrong with, by source and rule. */
    public Map<String, Map<String, LongAdder>> findings() {
        return findings;
    }

    /** Adds one to them. */
    public void finding(String source, String rule) {
        count(findings.computeIfAbsent(source, s -> new ConcurrentHashMap<>()), rule);
    }

    /** Adds one to a count by name. */
    public static void count(Map<String, LongAdder> counts, String name) {
        counts.computeIfAbsent(name, n -> new LongAdder()).increment();
    }

    /** Gaps told to clients. */
    public LongAdder gaps() {
        return gaps;
    }

    /** Subscriptions that were to go on where their client was, by what became of them. */
    public Map<String, LongAdder> resumes() {
        return resumes;
    }

    /** Updates that such a client had missed and was given. */
    public LongAdder resumedUpdates() {
        return resumedUpdates;
    }

    /** Updates that such a client had missed and was told to be lost. */
    public LongAdder lostUpdates() {
        return lostUpdates;
    }

    /** Faults of ours that cost a shard what it was doing; expected to stay 0. */
    public LongAdder shardFaults() {
        return shardFaults;
    }

    /** From the acceptance of an update to its hand-over to the container. */
    public LatencyHistogram publishLatency() {
        return publishLatency;
    }

    /** The hand-over of one frame to the container. */
    public LatencyHistogram sendLatency() {
        return sendLatency;
    }
}
