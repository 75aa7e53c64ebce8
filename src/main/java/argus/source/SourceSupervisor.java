package argus.source;

import argus.model.Instrument;
import argus.model.MarketEvent;
import argus.model.Symbol;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the sources: starts them, tells each which symbols are wanted of it by the routes, watches that they deliver,
 * replaces one that does not by the next of its route, symbol by symbol, and says what becomes of them. Thread-safe.
 */
public final class SourceSupervisor {
    private static final Logger LOG = System.getLogger(SourceSupervisor.class.getName());

    private final MarketHours hours;
    private final Clock clock;
    private final Patience patience;
    private final Listener listener;
    private final Seats seats;
    private final Queue<Complaint> complaints = new ConcurrentLinkedQueue<>();
    private volatile Map<String, SupervisedSource> sources = Map.of();
    private volatile List<Way> ways = List.of();
    private Set<Symbol> wanted = Set.of();
    private volatile @Nullable EventSink sink;

    /** A route with the sources it names. */
    private record Way(SourceRoute route, List<SupervisedSource> sources) {}

    private record Complaint(String source, Symbol symbol, String reason) {}

    /** Takes the events of all sources, each source from one thread at a time. */
    @FunctionalInterface
    public interface EventSink {

        /** May wait while the feed is behind. */
        void accept(List<MarketEvent> burst) throws InterruptedException;
    }

    /** Is told what becomes of sources, by any thread. */
    public interface Listener {

        /** A source is in another state. */
        void changed(SourceStatus status);

        /** Symbols come from another source. */
        void switched(SourceSwitch turn);
    }

    public SourceSupervisor(MarketHours hours, Clock clock, Patience patience, Listener listener) {
        this.hours = hours;
        this.clock = clock;
        this.patience = patience;
        this.listener = listener;
        this.seats = new Seats(hours, clock, patience);
    }

    /**
     * Takes routes, the first that matches a symbol decides; symbols move to their new sources at once. Sources that are named for the first time
     * are made, those that are not named any more are stopped for good.
     *
     * @param maker makes a source by its name
     * @throws IllegalArgumentException if it cannot: nothing is changed
     */
    public synchronized void route(List<SourceRoute> routes, Function<String, MarketDataSource> maker) {
        var before = sources;
        var next = new LinkedHashMap<String, SupervisedSource>();
        for (var route : routes) {
            for (var name : route.sources()) {
                var known = before.get(name);
                next.computeIfAbsent(
                        name, n -> known != null ? known : new SupervisedSource(maker.apply(n), clock, this::told));
            }
        }
        sources = next;
        ways = routes.stream()
                .map(route ->
                        new Way(route, route.sources().stream().map(next::get).toList()))
                .toList();
        var running = sink;
        if (running != null) {
            next.values().stream()
                    .filter(source -> before.get(source.name()) != source)
                    .forEach(source -> start(source, running));
        }
        seats.clear();
        demand(wanted);
        before.values().stream()
                .filter(source -> next.get(source.name()) != source)
                .forEach(SupervisedSource::stop);
    }

    /** Starts all sources. */
    public synchronized void start(EventSink newSink) {
        sink = newSink;
        sources.values().forEach(source -> start(source, newSink));
    }

    /** Stops all sources. */
    public synchronized void stop() {
        sources.values().forEach(SupervisedSource::stop);
    }

    /** Tells the sources what is wanted of each of them. */
    public synchronized void demand(Set<Symbol> symbols) {
        wanted = symbols;
        seats.want(symbols, this::candidates);
        tellDemand();
    }

    /** Whether a route leads the symbol to a source that serves it. */
    public boolean serves(Symbol symbol) {
        return find(symbol).isPresent();
    }

    /** The name of the source that a symbol comes from, or would come from if somebody wanted it. */
    public Optional<String> sourceOf(Symbol symbol) {
        return Optional.ofNullable(seats.holder(symbol)).or(() -> find(symbol)).map(SupervisedSource::name);
    }

    /** Whether the symbol rests while its market is closed, as the first source says that a route leads it to. */
    public boolean keepsHours(Symbol symbol) {
        return find(symbol).map(SupervisedSource::keepsHours).orElse(true);
    }

    /** The instruments that a route leads to the source that tells them. */
    public List<Instrument> instruments() {
        var instruments = new ArrayList<Instrument>();
        for (var source : sources.values()) {
            source.instruments().stream()
                    .filter(instrument -> find(instrument.symbol()).orElse(null) == source)
                    .forEach(instruments::add);
        }
        return instruments;
    }

    /** What is known of each source now. */
    public List<SourceStatus> statuses() {
        return sources.values().stream().map(SupervisedSource::status).toList();
    }

    /** The sources of which no symbol of a route can come at present, since none that the route names is connected. */
    public List<SourceStatus> missing() {
        return ways.stream()
                .map(way -> way.sources.stream().map(SupervisedSource::status).toList())
                .filter(statuses -> statuses.stream().noneMatch(SourceStatus::connected))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** Says that what a source tells of a symbol is wrong; {@link #watch} sees to it. */
    public void complain(String source, Symbol symbol, String reason) {
        complaints.add(new Complaint(source, symbol, reason));
    }

    /** Looks for sources that have fallen silent, and replaces what does not deliver. Called every second by one thread. */
    public void watch() {
        for (var source : sources.values()) {
            source.watch(patience.staleAfter(), hours);
        }
        for (var turn : review()) {
            told(turn);
            tellState(turn);
        }
    }

    /** A source that has proven itself may have told the present state while another one had the symbols. */
    private void tellState(SourceSwitch turn) {
        var to = sink;
        var states = seats.states(turn.symbols());
        if (turn.restored() && to != null && !states.isEmpty()) {
            try {
                to.accept(states);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized List<SourceSwitch> review() {
        for (var complaint = complaints.poll(); complaint != null; complaint = complaints.poll()) {
            seats.exclude(complaint.source, complaint.symbol, complaint.reason);
        }
        var switches = List.copyOf(seats.review());
        if (!switches.isEmpty()) {
            tellDemand();
        }
        return switches;
    }

    private void tellDemand() {
        var parts = seats.parts();
        sources.values().forEach(source -> source.demand(parts.getOrDefault(source, Set.of())));
    }

    private void start(SupervisedSource source, EventSink to) {
        source.start(burst -> {
            var admitted = seats.admitted(source, burst);
            if (!admitted.isEmpty()) {
                to.accept(admitted);
            }
        });
    }

    private Optional<SupervisedSource> find(Symbol symbol) {
        return candidates(symbol).stream().findFirst();
    }

    private List<SupervisedSource> candidates(Symbol symbol) {
        for (var way : ways) {
            if (way.route.matches(symbol)) {
                return way.sources.stream()
                        .filter(source -> source.serves(symbol))
                        .toList();
            }
        }
        return List.of();
    }

    private void told(SourceStatus status) {
        var level =
                status.state() == SourceState.DOWN || status.state() == SourceState.STALE ? Level.WARNING : Level.INFO;
        LOG.log(level, "source {0} is {1}: {2}", status.name(), status.state(), status.reason());
        listener.changed(status);
    }

    private void told(SourceSwitch turn) {
        LOG.log(
                turn.restored() ? Level.INFO : Level.WARNING,
                "{0} symbols come from {1} instead of {2}: {3}",
                turn.symbols().size(),
                turn.to(),
                turn.from(),
                turn.reason());
        listener.switched(turn);
    }
}
