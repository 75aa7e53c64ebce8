package argus.source.qmt;

import argus.source.Backoff;
import argus.source.qmt.link.BridgeFailures;
import argus.source.qmt.link.BridgeLink;
import argus.source.qmt.link.Dialect;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The socket over which a bridge pushes ticks. A bridge takes one request for each connection, so another set of codes is
 * another connection: it is opened first, and the one before is closed when the new one has spoken. A connection that ends, or is silent for too long, is opened
 * again after a while that grows. Not thread-safe: what the link tells goes through the lock of the owner.
 */
final class QmtStream {
    /** The bridge's own subscription for single codes is not made for more. */
    private static final int MOST_REALTIME = 50;

    private static final Duration OVERLAP = Duration.ofSeconds(5);
    /** An attempt that has come to no end by then never will. */
    private static final Duration OPENING = Duration.ofSeconds(30);

    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);
    private static final int UNREADABLE_UNTIL_BROKEN = 3;

    private final BridgeLink link;
    private final Duration silence;
    private final Backoff backoff;
    private final Clock clock;
    private final Consumer<Runnable> exclusively;
    private final Owner owner;

    private Set<String> wanted = Set.of();
    private @Nullable Connection current;
    private @Nullable Connection opening;
    private @Nullable Connection retiring;
    private Instant notBefore = Instant.MIN;
    private int failures;

    /** Whom the stream works for. */
    interface Owner {

        /** Takes a frame; says whether there was anything to read in it. */
        boolean frame(String text);

        /** A connection is open; these codes were not pushed before. */
        void opened(Set<String> added);

        /** Nothing is pushed until it says {@link #opened}. Called for each attempt that fails, too. */
        void broken(String reason);

        /** The connection is open and nothing comes although it should; then it is broken. */
        void silent();

        /** Whether something should come. */
        boolean busy();
    }

    /**
     * @param silence so long nothing may come while the owner is busy
     * @param exclusively runs a task while no other runs
     */
    QmtStream(
            BridgeLink link,
            Duration silence,
            Backoff backoff,
            Clock clock,
            Consumer<Runnable> exclusively,
            Owner owner) {
        this.link = link;
        this.silence = silence;
        this.backoff = backoff;
        this.clock = clock;
        this.exclusively = exclusively;
        this.owner = owner;
    }

    /** Whether a connection is open. */
    boolean isOpen() {
        return current != null;
    }

    /** Says what is to be pushed from now on. */
    void want(Set<String> codes) {
        wanted = Set.copyOf(codes);
        adjust();
    }

    /** Does not wait any longer before the next attempt: the bridge was seen to be there. */
    void hurry() {
        if (current == null) {
            notBefore = Instant.MIN;
            adjust();
        }
    }

    /** Looks at the time. Called now and then. */
    void tick() {
        var now = clock.instant();
        var open = current;
        if (retiring != null && open != null && now.isAfter(open.since.plus(OVERLAP))) {
            retire();
        }
        if (open != null && !owner.busy()) {
            open.heard = now;
        }
        if (open != null && now.isAfter(open.heard.plus(silence))) {
            drop(open);
            owner.silent();
            lost("nothing came for " + silence.toSeconds() + " s");
        }
        var attempt = opening;
        if (attempt != null && now.isAfter(attempt.since.plus(OPENING))) {
            ended(attempt, "it did not open within " + OPENING.toSeconds() + " s");
        }
        adjust();
    }

    /** Ends every connection; nothing is opened again. */
    void close() {
        want(Set.of());
    }

    private void adjust() {
        var open = current;
        if (wanted.isEmpty()) {
            current = null;
            opening = null;
            close(open);
            retire();
            return;
        }
        boolean fits = open != null
                && open.codes.containsAll(wanted)
                && open.codes.size() <= Math.max(2 * wanted.size(), MOST_REALTIME);
        if (!fits && opening == null && !clock.instant().isBefore(notBefore)) {
            open();
        }
    }

    private void open() {
        var connection = new Connection(wanted, clock.instant());
        opening = connection;
        notBefore = clock.instant().plus(SHORTEST_LIFE);
        boolean whole = connection.codes.size() > MOST_REALTIME;
        var codes = new TreeSet<>(connection.codes)
                .stream().map(code -> '"' + code + '"').collect(Collectors.joining(",", "[", "]"));
        begun(
                        whole ? Dialect.WHOLE_QUOTE : Dialect.REALTIME,
                        whole ? "{\"codes\":" + codes + "}" : "{\"stocks\":" + codes + ",\"period\":\"tick\"}",
                        connection)
                .whenComplete((line, failure) -> exclusively.accept(() -> opened(connection, line, failure)));
    }

    private CompletionStage<BridgeLink.Line> begun(String path, String request, Connection connection) {
        try {
            return link.open(path, request, connection);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void opened(Connection connection, BridgeLink.@Nullable Line line, @Nullable Throwable failure) {
        if (line != null) {
            connection.line = line;
        }
        if (opening != connection) { // closed, or ended before it was known to be open
            close(connection);
            return;
        }
        opening = null;
        if (failure != null) {
            lost(BridgeFailures.words(failure));
            return;
        }
        var before = current;
        var added = new HashSet<>(connection.codes);
        if (before != null) {
            added.removeAll(before.codes);
            retire();
            retiring = before;
        }
        connection.since = clock.instant();
        connection.heard = connection.since;
        current = connection;
        owner.opened(added);
        if (connection.spoke) {
            failures = 0;
            retire();
        }
        adjust();
    }

    private void heard(Connection connection, String text) {
        if (connection != current && connection != retiring && connection != opening) {
            return;
        }
        if (owner.frame(text)) {
            connection.heard = clock.instant();
            connection.unreadable = 0;
            connection.spoke = true;
            if (connection == current) {
                failures = 0;
                retire();
            }
        } else if (++connection.unreadable == UNREADABLE_UNTIL_BROKEN) {
            ended(connection, "what comes cannot be read");
        }
    }

    private void ended(Connection connection, String reason) {
        if (connection == retiring) {
            retire();
        } else if (connection == current || connection == opening) {
            drop(connection);
            lost(reason);
        }
    }

    private void drop(Connection connection) {
        if (connection == current) {
            current = null;
        }
        if (connection == opening) {
            opening = null;
        }
        close(connection);
    }

    private void lost(String reason) {
        failures++;
        notBefore = clock.instant().plus(backoff.after(failures));
        if (current == null) {
            retire();
            owner.broken(reason);
        }
    }

    private void retire() {
        close(retiring);
        retiring = null;
    }

    private static void close(@Nullable Connection connection) {
        if (connection != null && connection.line != null) {
            connection.line.close();
        }
    }

    /** One socket with what it was asked for. */
    private final class Connection implements BridgeLink.Listener {
        final Set<String> codes;
        Instant since;
        Instant heard;
        boolean spoke;
        int unreadable;
        BridgeLink.@Nullable Line line;

        Connection(Set<String> codes, Instant now) {
            this.codes = codes;
            since = now;
            heard = now;
        }

        @Override
        public void text(String frame) {
            exclusively.accept(() -> heard(this, frame));
        }

        @Override
        public void ended(String reason) {
            exclusively.accept(() -> QmtStream.this.ended(this, reason));
        }
    }
}
