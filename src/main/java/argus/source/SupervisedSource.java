package argus.source;

import argus.model.Instrument;
import argus.model.MarketEvent;
import argus.model.Symbol;
import argus.source.SourceSupervisor.EventSink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One source with what is known of it. Thread-safe. */
final class SupervisedSource {
    private final MarketDataSource source;
    private final Clock clock;
    private final Consumer<SourceStatus> changes;
    private Set<Symbol> wanted = Set.of();
    private SourceState state = SourceState.CONNECTING;
    private String reason = "not started";
    private Instant since;
    private @Nullable Instant wantedSince;
    private volatile @Nullable Instant lastEvent;
    private volatile long events;

    SupervisedSource(MarketDataSource source, Clock clock, Consumer<SourceStatus> changes) {
        this.source = source;
        this.clock = clock;
        this.changes = changes;
        this.since = clock.instant();
    }

    void start(EventSink sink) {
        source.start(new SourceSink() {
            @Override
            public void events(List<MarketEvent> burst) {
                received(burst.size());
                try {
                    sink.accept(burst);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void state(SourceState newState, String newReason) {
                change(newState, newReason);
            }
        });
    }

    void stop() {
        source.close();
        change(SourceState.STOPPED, "stopped");
    }

    String name() {
        return source.name();
    }

    boolean serves(Symbol symbol) {
        return source.serves(symbol);
    }

    boolean keepsHours() {
        return source.keepsHours();
    }

    Collection<Instrument> instruments() {
        return source.instruments();
    }

    void demand(Set<Symbol> symbols) {
        synchronized (this) {
            if (wanted.equals(symbols)) {
                return;
            }
            if (wanted.isEmpty() || symbols.isEmpty()) {
                wantedSince = symbols.isEmpty() ? null : clock.instant();
            }
            wanted = Set.copyOf(symbols);
        }
        source.demand(wanted);
    }

    synchronized SourceStatus status() {
        return new SourceStatus(source.name(), state, reason, since, lastEvent, events, wanted.size());
    }

    /** Says that the source is stale if it has been silent for too long although symbols are wanted. */
    void watch(Duration staleAfter) {
        var began = wantedSince();
        var last = lastEvent;
        if (began == null) {
            return;
        }
        var silentSince = last == null || last.isBefore(began) ? began : last;
        boolean silent = Duration.between(silentSince, clock.instant()).compareTo(staleAfter) > 0;
        if (silent && state() == SourceState.UP) {
            change(SourceState.STALE, "silent for more than " + staleAfter.toSeconds() + " s");
        } else if (!silent && state() == SourceState.STALE) {
            change(SourceState.UP, "delivers again");
        }
    }

    private synchronized @Nullable Instant wantedSince() {
        return wantedSince;
    }

    private synchronized SourceState state() {
        return state;
    }

    private void received(int count) {
        lastEvent = clock.instant();
        events = events + count;
    }

    private void change(SourceState newState, String newReason) {
        SourceStatus status;
        synchronized (this) {
            if (state == newState && reason.equals(newReason)) {
                return;
            }
            if (state != newState) {
                since = clock.instant();
            }
            state = newState;
            reason = newReason;
            status = status();
        }
        changes.accept(status);
    }
}
