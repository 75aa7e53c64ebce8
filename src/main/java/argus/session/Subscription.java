package argus.session;

import argus.outbox.Frame;
import argus.outbox.Lane;
import argus.outbox.Outbox;
import argus.outbox.Top;
import argus.protocol.Echo;
import argus.session.SubscriptionPort.Change;
import argus.topic.ResumePoint;
import argus.topic.SubscribeOptions;
import argus.topic.Topic;
import argus.topic.Update;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One topic as one session wants it. Thread-safe; equal only to itself. */
public final class Subscription {
    private final String id;
    private final ClientSession session;
    private final Topic topic;
    private final @Nullable String set;
    private final @Nullable ResumePoint resumeFrom;
    private final @Nullable Echo requestId;
    private final String clientId;
    private final Instant createdAt;
    private final Lane lane;
    private @Nullable String list;
    private volatile SubscribeOptions options;
    private volatile boolean paused;
    private long lastTop = -1;
    private volatile @Nullable Change planned;
    private volatile LongSupplier considered = () -> 0;

    /** One of no set, from the present value on. */
    public Subscription(
            String id,
            ClientSession session,
            Topic topic,
            SubscribeOptions options,
            @Nullable Echo requestId,
            String clientId,
            Instant createdAt) {
        this(id, session, topic, options, requestId, clientId, createdAt, null, null);
    }

    /**
     * @param requestId the {@code id} of the client's message
     * @param clientId the name to answer with
     * @param set the client's name for the subscriptions it belongs to; null if it is of none
     * @param resumeFrom where the client wants to go on; null for the present value
     */
    public Subscription(
            String id,
            ClientSession session,
            Topic topic,
            SubscribeOptions options,
            @Nullable Echo requestId,
            String clientId,
            Instant createdAt,
            @Nullable String set,
            @Nullable ResumePoint resumeFrom) {
        this.id = id;
        this.session = session;
        this.topic = topic;
        this.options = options;
        this.requestId = requestId;
        this.clientId = clientId;
        this.createdAt = createdAt;
        this.set = set;
        this.resumeFrom = resumeFrom;
        this.lane = new Lane(topic, options);
    }

    public String id() {
        return id;
    }

    public ClientSession session() {
        return session;
    }

    public Topic topic() {
        return topic;
    }

    public SubscribeOptions options() {
        return options;
    }

    /** Whether it is held back although it is not ended. */
    public boolean paused() {
        return paused;
    }

    /** The client's name for the subscriptions it belongs to; null if it is of none. */
    public @Nullable String set() {
        return set;
    }

    /** The saved list that it was subscribed to by; null if it was named itself. */
    @Nullable
    String list() {
        return list;
    }

    /** Makes it one of a saved list. One request of a session at a time. */
    Subscription ofList(@Nullable String name) {
        list = name;
        return this;
    }

    /** Where the client wants to go on; null for the present value. */
    public @Nullable ResumePoint resumeFrom() {
        return resumeFrom;
    }

    public @Nullable Echo requestId() {
        return requestId;
    }

    /** The name to answer with: the client's own, or the session's. */
    public String clientId() {
        return clientId;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** When its last update was accepted, epoch milliseconds; 0 before the first. */
    public long lastUpdate() {
        return session.outbox().lastUpdate(lane);
    }

    /** How many updates were sent. */
    public long sent() {
        return session.outbox().sent(lane);
    }

    /** Brings what an offer needs near to the processor. @return as {@link Lane#fetch} */
    public long fetch() {
        return lane.fetch();
    }

    Lane lane() {
        return lane;
    }

    /** Queues the answer and what the topic starts from, as {@link Outbox#start}. Called by the topic's shard. */
    public void start(String answer, @Nullable Frame snapshot, long seq) {
        session.outbox().start(lane, answer, snapshot, seq);
    }

    /** Queues the answer and a snapshot that is made for this client alone. Called by the topic's shard. */
    public void start(String answer, String snapshot, Update value) {
        start(answer, null, value.seq());
        session.outbox().given(lane, value);
        session.send(snapshot);
    }

    /**
     * Queues an update. Called by the topic's shard.
     *
     * @return whether the session has to be woken
     */
    public boolean offer(Frame frame, long now) {
        return switch (session.outbox().offer(lane, frame, now)) {
            case QUEUED, HELD -> session.schedule();
            case MERGED, MISSED, FILTERED, CLOSED -> false;
        };
    }

    /** Counts updates that were owed and will not be sent by themselves. Called by the topic's shard. */
    public void skip(long count) {
        session.outbox().skip(lane, count);
    }

    /** Leaves out updates that are not to be had any more; the client will be told. Called by the topic's shard. */
    public void lose(long from, long to) {
        session.outbox().lose(lane, from, to);
        session.wake();
    }

    /** Says where to ask up to which sequence its filter has decided. Called by the topic's shard. */
    public void consideredBy(LongSupplier seq) {
        considered = seq;
    }

    /** What it will be like when everything that was asked for so far is in force. */
    Change planned() {
        var latest = planned;
        return latest == null ? new Change(this, options, paused) : latest;
    }

    /** Notes what it is to be like; the shard of its topic puts it in force. One request of a session at a time. */
    Change plan(SubscribeOptions next, boolean pause) {
        var change = new Change(this, next, pause);
        planned = change;
        return change;
    }

    /** Takes other options, or pauses or goes on. Called by the topic's shard. */
    public void apply(SubscribeOptions next, boolean pause) {
        options = next;
        paused = pause;
        session.outbox().change(lane, next, pause);
        session.wake();
    }

    /** How far it has come. */
    public Top top() {
        long filtered = considered.getAsLong(); // asked first: what was owed up to it is in the outbox, or was sent
        var top = session.outbox().top(lane);
        return new Top(top.sent(), Math.max(top.considered(), filtered), top.waiting());
    }

    /** How far it has come if nothing of it was sent since the last call and nothing waits, otherwise null. Sweeper only. */
    @Nullable
    Top silent() {
        var top = top();
        boolean same = top.sent() == lastTop;
        lastTop = top.sent();
        return same && !top.waiting() ? top : null;
    }

    /** Ends it: nothing more is sent. */
    public void drop() {
        session.outbox().drop(lane);
    }
}
