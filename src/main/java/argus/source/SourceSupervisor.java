package argus.source;

import argus.model.Instrument;
import argus.model.MarketEvent;
import argus.model.Symbol;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Keeps the sources: starts them, tells each which symbols are wanted of it by the routes, watches that they deliver, and
 * says when one is in another state. Thread-safe.
 */
public final class SourceSupervisor {
    private static final Logger LOG = System.getLogger(SourceSupervisor.class.getName());

    private final Map<String, SupervisedSource> sources = new LinkedHashMap<>();
    private volatile List<Way> ways;
    private Set<Symbol> wanted = Set.of();
    private final Duration staleAfter;
    private final Consumer<SourceStatus> changes;

    /** A route with the sources it names. */
    private record Way(SourceRoute route, List<SupervisedSource> sources) {}

    /** Takes the events of all sources, each source from one thread at a time. */
    @FunctionalInterface
    public interface EventSink {

        /** May wait while the feed is behind. */
        void accept(List<MarketEvent> burst) throws InterruptedException;
    }

    /**
     * @param routes ordered: the first that matches a symbol decides
     * @param staleAfter how long a source may be silent while symbols are wanted of it
     * @param changes is told of each new state
     * @throws IllegalArgumentException if a route names a source that is not there
     */
    public SourceSupervisor(
            List<MarketDataSource> sources,
            List<SourceRoute> routes,
            Clock clock,
            Duration staleAfter,
            Consumer<SourceStatus> changes) {
        this.staleAfter = staleAfter;
        this.changes = changes;
        for (var source : sources) {
            this.sources.put(source.name(), new SupervisedSource(source, clock, this::told));
        }
        this.ways = ways(routes);
    }

    /**
     * Takes other routes; symbols move to their new sources at once.
     *
     * @throws IllegalArgumentException if a route names a source that is not there: nothing is changed
     */
    public synchronized void reroute(List<SourceRoute> routes) {
        ways = ways(routes);
        demand(wanted);
    }

    /** Starts all sources. */
    public void start(EventSink sink) {
        sources.values().forEach(source -> source.start(sink));
    }

    /** Stops all sources. */
    public void stop() {
        sources.values().forEach(SupervisedSource::stop);
    }

    /** Tells the sources what is wanted of each of them. */
    public synchronized void demand(Set<Symbol> symbols) {
        wanted = symbols;
        Map<SupervisedSource, Set<Symbol>> parts = new LinkedHashMap<>();
        for (var symbol : symbols) {
            find(symbol).ifPresent(source -> parts.computeIfAbsent(source, s -> new HashSet<>())
                    .add(symbol));
        }
        sources.values().forEach(source -> source.demand(parts.getOrDefault(source, Set.of())));
    }

    /** Whether a route leads the symbol to a source that serves it. */
    public boolean serves(Symbol symbol) {
        return find(symbol).isPresent();
    }

    /** The name of the source that a symbol comes from. */
    public Optional<String> sourceOf(Symbol symbol) {
        return find(symbol).map(SupervisedSource::name);
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

    /** Looks for sources that have fallen silent. Called now and then by one thread. */
    public void watch() {
        sources.values().forEach(source -> source.watch(staleAfter));
    }

    private Optional<SupervisedSource> find(Symbol symbol) {
        return ways.stream()
                .filter(way -> way.route.matches(symbol))
                .findFirst()
                .flatMap(way -> way.sources.stream()
                        .filter(source -> source.serves(symbol))
                        .findFirst());
    }

    private List<Way> ways(List<SourceRoute> routes) {
        return routes.stream()
                .map(route ->
                        new Way(route, route.sources().stream().map(this::named).toList()))
                .toList();
    }

    private SupervisedSource named(String name) {
        var source = sources.get(name);
        if (source == null) {
            throw new IllegalArgumentException("a route names a source that is not there: " + name);
        }
        return source;
    }

    private void told(SourceStatus status) {
        var level =
                status.state() == SourceState.DOWN || status.state() == SourceState.STALE ? Level.WARNING : Level.INFO;
        LOG.log(level, "source {0} is {1}: {2}", status.name(), status.state(), status.reason());
        changes.accept(status);
    }
}
