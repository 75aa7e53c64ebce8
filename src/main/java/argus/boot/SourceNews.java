package argus.boot;

import argus.model.Symbol;
import argus.protocol.MessageWriter;
import argus.protocol.ServerMessage.Severity;
import argus.protocol.ServerMessage.Status;
import argus.session.ClientSession;
import argus.session.Sessions;
import argus.source.SourceState;
import argus.source.SourceStatus;
import argus.source.SourceSupervisor;
import argus.source.SourceSwitch;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tells clients what becomes of sources: all of them when one is in another state, those concerned when symbols come from
 * another one. Thread-safe.
 */
final class SourceNews implements SourceSupervisor.Listener {
    /** Symbols named in one message; {@code count} says how many there are. */
    private static final int NAMED = 500;

    private final Sessions sessions;
    private final MessageWriter writer;
    private final Runnable cameUp;

    /** @param cameUp is run when a source has come up: it may know instruments now */
    SourceNews(Sessions sessions, MessageWriter writer, Runnable cameUp) {
        this.sessions = sessions;
        this.writer = writer;
        this.cameUp = cameUp;
    }

    @Override
    public void changed(SourceStatus status) {
        if (status.state() == SourceState.UP) {
            cameUp.run();
        }
        var severity =
                switch (status.state()) {
                    case DOWN -> Severity.ERROR;
                    case STALE -> Severity.WARNING;
                    case CONNECTING, UP, STOPPED -> Severity.INFO;
                };
        sessions.broadcast(new Status(
                "source_" + status.state().name().toLowerCase(Locale.ROOT),
                "Source " + status.name() + ": " + status.reason(),
                severity,
                Map.of("topic", "status:" + status.name(), "source", status.name())));
    }

    @Override
    public void switched(SourceSwitch turn) {
        var moved = Set.copyOf(turn.symbols());
        var texts = new HashMap<List<Symbol>, String>(); // most of those concerned have the same symbols
        for (var session : sessions.all()) {
            var concerned = concerned(session, moved);
            if (!concerned.isEmpty()) {
                session.send(texts.computeIfAbsent(concerned, symbols -> writer.write(status(turn, symbols))));
            }
        }
    }

    private static List<Symbol> concerned(ClientSession session, Set<Symbol> moved) {
        return session.subscriptions().stream()
                .map(subscription -> subscription.topic().symbol())
                .filter(moved::contains)
                .distinct()
                .sorted()
                .toList();
    }

    private static Status status(SourceSwitch turn, List<Symbol> symbols) {
        return new Status(
                turn.restored() ? "source_restored" : "source_failed_over",
                "From " + turn.to() + " instead of " + turn.from() + ": " + turn.reason(),
                turn.restored() ? Severity.INFO : Severity.WARNING,
                Map.of(
                        "from",
                        turn.from(),
                        "to",
                        turn.to(),
                        "symbols",
                        symbols.stream().limit(NAMED).map(Symbol::text).toList(),
                        "count",
                        symbols.size()));
    }
}
