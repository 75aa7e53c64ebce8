package argus.source;

import argus.model.MarketEvent;
import argus.model.Symbol;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All wanted symbols with the source that each comes from. The supervisor's lock guards it, but for {@link #admitted}, which
 * sources call from their own threads.
 */
final class Seats {
    private final MarketHours hours;
    private final Clock clock;
    private final Patience patience;
    private final Map<Symbol, Seat> seats = new ConcurrentHashMap<>();

    Seats(MarketHours hours, Clock clock, Patience patience) {
        this.hours = hours;
        this.clock = clock;
        this.patience = patience;
    }

    /** Has a seat for each of these symbols, and for no other. A symbol that had one keeps who has it. */
    void want(Set<Symbol> symbols, Function<Symbol, List<SupervisedSource>> candidates) {
        seats.keySet().retainAll(symbols);
        for (var symbol : symbols) {
            if (!seats.containsKey(symbol)) {
                var sources = candidates.apply(symbol);
                if (!sources.isEmpty()) {
                    seats.put(symbol, seat(symbol, sources));
                }
            }
        }
    }

    /** Forgets who had what. */
    void clear() {
        seats.clear();
    }

    /** What is wanted of each source. */
    Map<SupervisedSource, Set<Symbol>> parts() {
        var parts = new LinkedHashMap<SupervisedSource, Set<Symbol>>();
        for (var seat : seats.values()) {
            seat.wanted().forEach(source -> parts.computeIfAbsent(source, s -> new HashSet<>())
                    .add(seat.symbol()));
        }
        return parts;
    }

    /** Who has the symbol, null if it is not wanted. */
    @Nullable
    SupervisedSource holder(Symbol symbol) {
        var seat = seats.get(symbol);
        return seat == null ? null : seat.active().source();
    }

    /** The last state that the present holders of symbols told, in the order of the symbols. */
    List<MarketEvent> states(List<Symbol> symbols) {
        return symbols.stream()
                .map(seats::get)
                .filter(Objects::nonNull)
                .flatMap(seat -> seat.active().state().stream())
                .toList();
    }

    /** Leaves a source out of a symbol for a while. */
    void exclude(String source, Symbol symbol, String reason) {
        var seat = seats.get(symbol);
        if (seat != null) {
            seat.exclude(source, reason);
        }
    }

    /** Gives symbols to other sources where that is due. */
    Collection<SourceSwitch> review() {
        var turns = new LinkedHashMap<Seat.Turn, TreeSet<Symbol>>();
        for (var seat : seats.values()) {
            seat.review().ifPresent(turn -> turns.computeIfAbsent(turn, t -> new TreeSet<>())
                    .add(seat.symbol()));
        }
        return turns.entrySet().stream()
                .map(entry -> new SourceSwitch(
                        entry.getKey().from(),
                        entry.getKey().to(),
                        List.copyOf(entry.getValue()),
                        entry.getKey().reason(),
                        entry.getKey().restored()))
                .toList();
    }

    /** The events of a burst that count: those of symbols that come from this source, or that nobody has. */
    List<MarketEvent> admitted(SupervisedSource source, List<MarketEvent> burst) {
        for (int i = 0; i < burst.size(); i++) {
            if (!admits(source, burst.get(i))) {
                return without(source, burst, i);
            }
        }
        return burst;
    }

    private List<MarketEvent> without(SupervisedSource source, List<MarketEvent> burst, int first) {
        var admitted = new ArrayList<>(burst.subList(0, first));
        for (var event : burst.subList(first + 1, burst.size())) {
            if (admits(source, event)) {
                admitted.add(event);
            }
        }
        return admitted;
    }

    private boolean admits(SupervisedSource source, MarketEvent event) {
        var seat = seats.get(event.symbol());
        return seat == null || seat.admits(source, event);
    }

    private Seat seat(Symbol symbol, List<SupervisedSource> sources) {
        var candidates = sources.stream()
                .map(source -> new Candidate(source, clock, patience.failbackAfter()))
                .toList();
        return new Seat(symbol, candidates, hours, clock, patience.staleAfter());
    }
}
