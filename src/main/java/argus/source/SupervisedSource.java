package argus.source;

import argus.model.Instrument;
import argus.model.MarketEvent;
import argus.model.Symbol;
import argus.source.Candidate.Standing;
import argus.source.SourceSupervisor.EventSink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One source with what is known of it. Thread-safe. */
final class SupervisedSource {
    /** How long it may take to connect before another source is taken. */
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** The same where the connection was there before. */
    private static final Duration RECONNECT = Duration.ofSeconds(3);

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

    /** How many had come in when the present state began. */
    private long eventsBefore;

    /** Whether it was down since it was up; it is then not waited for. */
    private boolean failed;

    private boolean proven;

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

    /** What can be expected of it for a symbol whose market is at work, or is not. */
    synchronized Standing standing(boolean busy) {
        return switch (state) {
            case UP -> Standing.GOOD;
            case STALE -> busy ? Standing.OUT : Standing.GOOD;
            case CONNECTING -> failed || isLate() ? Standing.OUT : Standing.HOPEFUL;
            case DOWN, STOPPED -> Standing.OUT;
        };
    }

    private boolean isLate() {
        var began = wantedSince;
        if (began == null) {
            return false;
        }
        var from = began.isAfter(since) ? began : since;
        return Duration.between(from, clock.instant()).compareTo(proven ? RECONNECT : CONNECT) > 0;
    }

    /** Says that the source is stale if it has been silent for too long although symbols are wanted whose market is at work. */
    void watch(Duration staleAfter, MarketHours hours) {
        var silentSince = silentSince(hours);
        if (state() == SourceState.STALE && hasSpoken()) {
            change(SourceState.UP, "delivers again");
        } else if (state() == SourceState.UP
                && silentSince != null
                && Duration.between(silentSince, clock.instant()).compareTo(staleAfter) > 0) {
            change(SourceState.STALE, "silent for more than " + staleAfter.toSeconds() + " s");
        }
    }

    private synchronized boolean hasSpoken() {
        return events > eventsBefore;
    }

    /** Since when it could have told something and did not; null where it has nothing to tell. */
    private @Nullable Instant silentSince(MarketHours hours) {
        Set<Symbol> symbols;
        Instant from;
        synchronized (this) {
            symbols = wanted;
            from = wantedSince;
        }
        var last = lastEvent;
        if (from == null) {
            return null;
        }
        var spoke = latest(from, last == null ? from : last);
        return keepsHours()
                ? busySince(symbols, hours).map(opened -> latest(opened, spoke)).orElse(null)
                : spoke;
    }

    /** Since when one of the markets at work has been so. */
    private static Optional<Instant> busySince(Set<Symbol> symbols, MarketHours hours) {
        return symbols.stream().filter(hours::isBusy).map(hours::since).min(Comparator.naturalOrder());
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
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
                eventsBefore = events;
            }
            failed = newState == SourceState.DOWN || (failed && newState != SourceState.UP);
            proven |= newState == SourceState.UP;
            state = newState;
            reason = newReason;
            status = status();
        }
        changes.accept(status);
    }
}
