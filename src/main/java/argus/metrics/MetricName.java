package argus.metrics;

import java.util.List;

/** Every metric, with its name as Prometheus has it. The names are part of the contract: dashboards depend on them. */
public enum MetricName {
    CONNECTIONS(Kind.GAUGE, "argus_connections", "Connections that are open"),
    SUBSCRIPTIONS(Kind.GAUGE, "argus_subscriptions", "Subscriptions of all connections together"),
    TOPICS(Kind.GAUGE, "argus_topics", "Topics that have a value"),
    CONNECTIONS_OPENED(Kind.COUNTER, "argus_connections_opened_total", "Connections ever opened"),
    DISCONNECTS(Kind.COUNTER, "argus_disconnects_total", "Connections ended, by reason", "reason"),
    SLOWED(Kind.COUNTER, "argus_slowed_total", "How often a connection that did not keep up was slowed"),
    DRAINING(Kind.GAUGE, "argus_draining", "1 while the node is shutting down, otherwise 0"),

    MESSAGES_IN(Kind.COUNTER, "argus_messages_in_total", "Messages received from clients"),
    BYTES_IN(Kind.COUNTER, "argus_bytes_in_total", "Their length, in bytes where they are ASCII"),
    MESSAGES_OUT(Kind.COUNTER, "argus_messages_out_total", "Frames handed to the container"),
    UPDATES_OUT(Kind.COUNTER, "argus_updates_out_total", "Updates in these frames"),
    BYTES_OUT(Kind.COUNTER, "argus_bytes_out_total", "The payload of these frames, in bytes"),
    IMAGES_ENCODED(
            Kind.COUNTER, "argus_images_encoded_total", "Images of updates made; an update sent without one shared it"),
    BATCHES_OUT(Kind.COUNTER, "argus_batches_out_total", "Frames with several messages among them"),
    BATCHES_ENCODED(
            Kind.COUNTER, "argus_batches_encoded_total", "Batches of updates made; one sent without this shared it"),
    COMPRESSED(
            Kind.COUNTER,
            "argus_compressions_total",
            "Messages compressed; a compressed frame sent without this shared it"),
    ERRORS(Kind.COUNTER, "argus_errors_total", "Errors told to clients, by name of the code", "code"),

    UPDATES_MERGED(Kind.COUNTER, "argus_updates_merged_total", "Updates replaced by a newer one before they were sent"),
    UPDATES_MISSED(Kind.COUNTER, "argus_updates_missed_total", "Updates left out and told as part of a gap"),
    GAPS(Kind.COUNTER, "argus_gaps_total", "Gaps told to clients"),
    OUTBOX_BYTES(Kind.GAUGE, "argus_outbox_bytes", "What waits for all clients together, in bytes"),
    OUTBOX_LARGEST(
            Kind.GAUGE, "argus_outbox_largest_bytes", "What waits for the client with the longest queue, in bytes"),
    OUTBOX_DEPTH(Kind.GAUGE, "argus_outbox_depth", "Connections for which something waits"),
    FLUSHER_HELD(Kind.COUNTER, "argus_flusher_held_total", "How often a write held a flusher; expected to stay 0"),

    EVENTS_ACCEPTED(Kind.COUNTER, "argus_events_accepted_total", "Events of sources that were accepted"),
    EVENTS_REJECTED(
            Kind.COUNTER, "argus_events_rejected_total", "Events of sources that cannot be true, by rule", "rule"),
    FINDINGS(
            Kind.COUNTER,
            "argus_quality_findings_total",
            "Events that something is wrong with, refused or not, by source and rule",
            "source",
            "rule"),
    RESUMES(
            Kind.COUNTER,
            "argus_resumes_total",
            "Subscriptions that were to go on where their client was, by what became of them",
            "outcome"),
    RESUMED_UPDATES(Kind.COUNTER, "argus_resumed_updates_total", "Missed updates given to clients that came back"),
    LOST_UPDATES(Kind.COUNTER, "argus_lost_updates_total", "Missed updates told as lost to clients that came back"),
    RESUME_BYTES(Kind.GAUGE, "argus_resume_bytes", "About the heap of the updates kept for resuming"),
    RESUME_UPDATES(Kind.GAUGE, "argus_resume_updates", "Updates kept for resuming"),

    SHARD_FAULTS(
            Kind.COUNTER,
            "argus_shard_faults_total",
            "What a shard could not carry out by a fault of ours; expected to stay 0"),
    SHARD_BACKLOG(Kind.GAUGE, "argus_shard_backlog", "Bursts and requests that wait for a shard"),
    SOURCE_EVENTS(Kind.COUNTER, "argus_source_events_total", "Events that came in, by source", "source"),
    SOURCE_AGE(
            Kind.GAUGE,
            "argus_source_age_seconds",
            "Time since the last event of a source; NaN before the first",
            "source"),
    SOURCE_STATE(
            Kind.GAUGE, "argus_source_state", "1 for the state a source is in, 0 for the others", "source", "state"),
    SOURCE_WANTED(Kind.GAUGE, "argus_source_wanted", "Symbols that are wanted of a source", "source"),

    PUBLISH_LATENCY(
            Kind.HISTOGRAM,
            "argus_publish_latency_seconds",
            "From the acceptance of an update to its hand-over to the container"),
    SEND_LATENCY(Kind.HISTOGRAM, "argus_send_latency_seconds", "The hand-over of one frame to the container");

    /** How a figure is to be read. */
    public enum Kind {
        /** Only rises, from 0 at the start of the node. */
        COUNTER,
        /** The present value. */
        GAUGE,
        /** How often values fell below each bound. */
        HISTOGRAM
    }

    private final Kind kind;
    private final String text;
    private final String meaning;
    private final List<String> tags;

    MetricName(Kind kind, String text, String meaning, String... tags) {
        this.kind = kind;
        this.text = text;
        this.meaning = meaning;
        this.tags = List.of(tags);
    }

    public Kind kind() {
        return kind;
    }

    /** The name in a scrape. */
    public String text() {
        return text;
    }

    /** What is measured, and in which unit. */
    public String meaning() {
        return meaning;
    }

    /** What one metric is told apart by. */
    public List<String> tags() {
        return tags;
    }
}
