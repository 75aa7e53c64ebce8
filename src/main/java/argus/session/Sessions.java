package argus.session;

import argus.metrics.ServiceMetrics;
import argus.outbox.Frame;
import argus.outbox.Gzip;
import argus.outbox.Item;
import argus.outbox.Item.Gap;
import argus.outbox.Item.Owed;
import argus.outbox.Outbox;
import argus.outbox.OutboxMeter;
import argus.outbox.SlowConsumerLadder;
import argus.protocol.BatchWriter;
import argus.protocol.MessageWriter;
import argus.protocol.ServerMessage;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** All connected clients and the flushers that write to them. Thread-safe; {@link #sweep} is called by one thread. */
public final class Sessions {
    /** Interval at which a slowed client still gets each conflated topic, in milliseconds. */
    private static final long SLOWED_INTERVAL = 1000;

    private static final Logger LOG = System.getLogger(Sessions.class.getName());

    private final Map<String, ClientSession> sessions = new ConcurrentHashMap<>();
    private final Supplier<SessionSettings> settings;
    private final OutboxMeter meter;
    private final ServiceMetrics metrics;
    private final MessageWriter writer;
    private final Clock clock;
    private final Gzip gzip;
    private final Executor closer;
    private final AtomicInteger closing = new AtomicInteger();
    private final List<Flusher> flushers;
    private final ClientSession.SessionEvents events = new Events();
    private volatile SubscriptionPort port = SubscriptionPort.NONE;
    private volatile boolean draining;

    /**
     * @param settings limits of the sessions that open now
     * @param flushers how many threads write
     * @param closer runs closes, each of which may wait for seconds
     */
    public Sessions(
            Supplier<SessionSettings> settings,
            OutboxMeter meter,
            ServiceMetrics metrics,
            MessageWriter writer,
            Clock clock,
            ThreadFactory threads,
            int flushers,
            Executor closer) {
        this.settings = settings;
        this.meter = meter;
        this.metrics = metrics;
        this.writer = writer;
        this.clock = clock;
        this.closer = closer;
        this.gzip = new Gzip(metrics.compressed());
        this.flushers = IntStream.range(0, flushers)
                .mapToObj(i -> new Flusher("argus-flusher-" + i, threads, this::press, clock, metrics.heldFlushers()))
                .toList();
    }

    /** Starts the flushers. @param port where subscriptions of ended sessions are given back */
    public void start(SubscriptionPort port) {
        this.port = port;
        flushers.forEach(Flusher::start);
    }

    /** Ends the flushers; nothing is written afterwards. */
    public void stop() {
        flushers.forEach(Flusher::stop);
    }

    /** Whether every flusher's thread runs. */
    public boolean flushing() {
        return flushers.stream().allMatch(Flusher::alive);
    }

    /** Takes in a new connection. */
    public ClientSession open(Transport transport) {
        var id = UUID.randomUUID().toString();
        var limits = settings.get();
        var session = new ClientSession(
                id,
                clock.instant(),
                transport,
                new Outbox(limits.outboxBudget(), meter),
                new SlowConsumerLadder(limits.outboxBudget(), limits.sendTimeout()),
                flushers.get(Math.floorMod(id.hashCode(), flushers.size())),
                events);
        sessions.put(id, session);
        metrics.sessionsOpened().increment();
        return session;
    }

    public int count() {
        return sessions.size();
    }

    /** Ended sessions whose connections are not closed yet. */
    public int closing() {
        return closing.get();
    }

    /** All sessions; a live view. */
    public Collection<ClientSession> all() {
        return sessions.values();
    }

    /** Subscriptions of all sessions together. */
    public int subscriptions() {
        return sessions.values().stream()
                .mapToInt(s -> s.subscriptions().size())
                .sum();
    }

    /** Sends a control message to every client. */
    public void broadcast(ServerMessage message) {
        var text = writer.write(message);
        sessions.values().forEach(session -> session.send(text));
    }

    /** Whether no new client is to be taken in. */
    public boolean draining() {
        return draining;
    }

    /**
     * Tells every client to come back elsewhere or later, each at its own time, and takes in no new one.
     *
     * @param closesIn until connections are closed
     * @param window over which clients are to come back
     */
    public void drain(Duration closesIn, Duration window) {
        draining = true;
        long spread = Math.max(1, window.toMillis());
        long i = 0;
        int all = Math.max(1, sessions.size());
        for (var session : sessions.values()) {
            session.send(writer.write(new ServerMessage.Status(
                    "shutdown",
                    "This node is shutting down",
                    ServerMessage.Severity.WARNING,
                    Map.of(
                            "closes_in_ms",
                            closesIn.toMillis(),
                            "reconnect_after_ms",
                            closesIn.toMillis() + spread * i++ / all))));
        }
    }

    /** Ends all sessions. */
    public void endAll(Disconnect reason) {
        sessions.values().forEach(session -> session.end(reason));
    }

    /** Looks after every session once: pings, missing pongs, slow consumers, held flushers. */
    public void sweep() {
        flushers.forEach(Flusher::watch);
        long now = clock.millis();
        var limits = settings.get();
        sessions.values().forEach(session -> sweep(session, limits, now));
    }

    /** Looks for held flushers only; to be called more often. */
    public void watch() {
        flushers.forEach(Flusher::watch);
    }

    /** The flushers, to be run by hand where no thread was started. */
    List<Flusher> flushers() {
        return flushers;
    }

    private void sweep(ClientSession session, SessionSettings limits, long now) {
        var gate = session.gate();
        if (gate.pingAgeMs(now) > limits.pingTimeout().toMillis()) {
            session.end(Disconnect.NO_PONG);
            return;
        }
        if (now - session.lastPing() >= limits.pingInterval().toMillis()) {
            session.wantPing(now);
        }
        // what a client has not asked for yet is no backlog
        long bytes = session.awaitsCredit() ? 0 : session.backlog();
        switch (session.ladder().judge(now, bytes, gate.stuckMs(now), meter.crowds(bytes))) {
            case SLOW -> slow(session, bytes, gate.stuckMs(now));
            case RESTORE -> restore(session);
            case END -> {
                LOG.log(
                        Level.WARNING,
                        "session {0} is ended as a slow consumer: {1} bytes waiting, nothing taken for {2} ms",
                        session.id(),
                        bytes,
                        gate.stuckMs(now));
                session.end(Disconnect.SLOW_CONSUMER);
            }
            case STAY -> {}
        }
    }

    Press press() {
        return new Press(new BatchWriter(clock), gzip, this::tell, metrics);
    }

    private String tell(Gap gap) {
        metrics.gaps().increment();
        var cause = gap.cause().name().toLowerCase(Locale.ROOT);
        return writer.write(new ServerMessage.Gap(gap.lane().topic(), gap.from(), gap.to(), cause));
    }

    private void slow(ClientSession session, long bytes, long stuckMs) {
        LOG.log(
                Level.INFO,
                "session {0} is slowed: {1} bytes waiting, nothing taken for {2} ms",
                session.id(),
                bytes,
                stuckMs);
        metrics.slowed().increment();
        session.outbox().slow(SLOWED_INTERVAL);
        session.send(writer.write(new ServerMessage.Status(
                "slowed",
                "This connection does not keep up; its topics are sent at most once a second",
                ServerMessage.Severity.WARNING,
                Map.of("queue_bytes", bytes, "budget_bytes", session.outbox().budget()))));
    }

    private void restore(ClientSession session) {
        LOG.log(Level.INFO, "session {0} is restored", session.id());
        session.outbox().slow(0);
        session.send(writer.write(new ServerMessage.Status(
                "restored", "This connection keeps up again", ServerMessage.Severity.INFO, Map.of())));
    }

    private final class Events implements ClientSession.SessionEvents {
        @Override
        public void ended(ClientSession session, Disconnect reason) {
            sessions.remove(session.id());
            ServiceMetrics.count(metrics.disconnects(), reason.name());
            port.unsubscribe(List.copyOf(session.subscriptions()), subscription -> {});
            if (reason.closes()) {
                closing.incrementAndGet();
                closer.execute(() -> close(session, reason));
            }
        }

        private void close(ClientSession session, Disconnect reason) {
            try {
                session.transport().close(reason);
            } catch (IOException e) {
                LOG.log(Level.DEBUG, () -> "session " + session.id() + " could not be told " + reason + ": " + e);
            } finally {
                closing.decrementAndGet();
            }
        }

        @Override
        public void sent(List<Item> items, int bytes, long began, long ended) {
            metrics.sendLatency().record(ended - began);
            metrics.messagesOut().increment();
            metrics.bytesOut().add(bytes);
            int updates = 0;
            int burst = 0;
            long accepted = Frame.PAST;
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i) instanceof Owed owed) {
                    updates++;
                    long next = owed.frame().acceptedNanos();
                    if (next != accepted) {
                        published(ended, accepted, burst);
                        accepted = next;
                        burst = 0;
                    }
                    burst++;
                }
            }
            published(ended, accepted, burst);
            metrics.updatesOut().add(updates);
        }

        /** Notes how late updates are that were accepted together. */
        private void published(long now, long accepted, int updates) {
            if (accepted != Frame.PAST && updates > 0) {
                metrics.publishLatency().record(now - accepted, updates);
            }
        }
    }
}
