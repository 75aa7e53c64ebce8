package argus.boot;

import argus.calendar.Calendars;
import argus.config.ArgusConfig;
import argus.config.ConfigWatcher;
import argus.endpoint.DoorSettings;
import argus.endpoint.LinkWatch;
import argus.feed.Demand;
import argus.feed.DemandLease;
import argus.feed.FeedContext;
import argus.feed.MarketNews;
import argus.feed.MarketPipeline;
import argus.feed.Node;
import argus.feed.Readiness;
import argus.feed.ServiceFigures;
import argus.history.Retention;
import argus.market.LastValueCache;
import argus.metrics.ServiceMetrics;
import argus.normalise.Quality;
import argus.normalise.SymbolDirectory;
import argus.normalise.naming.Aliases;
import argus.outbox.OutboxMeter;
import argus.protocol.ImageWriter;
import argus.protocol.MessageWriter;
import argus.protocol.request.MessageReader;
import argus.session.ClientRequests;
import argus.session.FewAtOnce;
import argus.session.Heartbeats;
import argus.session.SessionSettings;
import argus.session.Sessions;
import argus.session.SymbolResolver;
import argus.source.MarketHours;
import argus.source.Patience;
import argus.source.SourceRoute;
import argus.source.SourceSupervisor;
import argus.watchlist.ListFiles;
import argus.watchlist.WatchLists;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All parts of the service, made and connected once. Plain Java: what it needs of a container are threads and timers.
 * The order of the fields is the way of the data.
 */
final class House {
    private static final Logger LOG = System.getLogger(House.class.getName());

    /** Closes that may run at once; each may wait for seconds. */
    private static final int CLOSERS = 8;

    private static final Duration SWEEP = Duration.ofMillis(500);
    private static final Duration WATCH = Duration.ofMillis(40);
    private static final Duration LEARN = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration LEASE = Duration.ofSeconds(30);
    /** Symbols that are polled at most for those who only read. */
    private static final int LEASES = 5_000;

    final Node node;
    final Clock clock;
    final ServiceMetrics metrics;
    final MessageReader reader;
    final MessageWriter writer;
    final ImageWriter images = new ImageWriter();
    final OutboxMeter outboxes;
    /** When symbols are traded: as their sources say, or as their markets do. */
    final MarketHours hours;

    final SymbolDirectory directory;
    final SourceSupervisor sources;
    final LastValueCache cache;
    final Quality quality;
    final Demand demand;
    final DemandLease lease;
    final MarketPipeline pipeline;
    final Sessions sessions;
    final WatchLists lists;
    final SymbolResolver symbols;
    final ClientRequests requests;
    final DoorSettings door;
    final LinkWatch links;
    final ServiceFigures figures;
    final Heartbeats heartbeats;
    final Readiness readiness;

    private final Calendars calendars;
    private final MarketHours venueHours;
    private final ThreadFactory threads;
    private final ScheduledExecutorService timers;
    private final Function<String, ScheduledExecutorService> tickers;
    private final ScheduledExecutorService ticker;
    private final List<Future<?>> timed = new ArrayList<>();
    private @Nullable ConfigWatcher watcher;
    private volatile ArgusConfig config;

    /**
     * @param timers run what may wait, such as polls
     * @param tickers makes timers for what is short and comes often, which wait for nobody else's tasks
     */
    House(
            ArgusConfig config,
            Node node,
            Clock clock,
            ThreadFactory threads,
            ScheduledExecutorService timers,
            Function<String, ScheduledExecutorService> tickers) {
        this.config = config;
        this.node = node;
        this.clock = clock;
        this.threads = threads;
        this.timers = timers;
        this.tickers = tickers;
        this.ticker = tickers.apply("house");
        var server = config.server();
        calendars = config.calendar().directory().map(Calendars::of).orElseGet(Calendars::packaged);

        directory =
                new SymbolDirectory(config.symbols().aliases().map(Aliases::of).orElseGet(Aliases::packaged));
        venueHours = new MarketHours(calendars, config.calendar().alwaysOpen(), clock);
        venueHours.warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
        metrics = new ServiceMetrics();
        reader = new MessageReader(server.maxMessageSize());
        writer = new MessageWriter(clock);
        outboxes = new OutboxMeter(server.outboxTotal());
        sessions = new Sessions(
                this::sessionSettings,
                outboxes,
                metrics,
                writer,
                clock,
                threads,
                server.flushers(),
                new FewAtOnce(CLOSERS, threads));
        sources = new SourceSupervisor(
                venueHours,
                clock,
                new Patience(
                        config.datasource().staleAfter(), config.datasource().failbackAfter()),
                new SourceNews(sessions, writer, this::learnInstruments));
        hours = venueHours.except(symbol -> !sources.keepsHours(symbol));
        sources.route(routes(config), catalogue(config)::source);
        learnInstruments();
        lists = new WatchLists(new ListFiles(config.lists().directory()), clock);
        symbols = new ServedSymbols(directory, lists, sources::serves);
        cache = new LastValueCache(epoch(node));
        quality = new Quality(metrics, clock, sources::complain);
        demand = new Demand(timers, sources::demand);
        lease = new DemandLease(demand, clock, LEASE, LEASES);
        pipeline = new MarketPipeline(
                new FeedContext(
                        cache,
                        demand,
                        writer,
                        images,
                        hours,
                        config.cache().bars(),
                        config.cache().trades(),
                        config.cache().ttl(),
                        new Retention(
                                config.history().resumeBytes(), config.history().resumeWindow()),
                        metrics,
                        quality,
                        clock),
                server.shards());
        figures = new ServiceFigures(node, sessions, outboxes, pipeline, sources, metrics, clock);
        heartbeats = new Heartbeats(figures::sourceAges, writer, clock);
        readiness = new Readiness(sources, sessions);
        links = new LinkWatch(clock);
        door = new DoorSettings(this::config, node.version(), node.name());
        requests = new ClientRequests(
                pipeline,
                symbols,
                () -> this.config.server().maxSubscriptionsPerClient(),
                writer,
                door::welcome,
                figures::stats,
                metrics,
                clock);
    }

    /** The settings in force. */
    ArgusConfig config() {
        return config;
    }

    /** Starts everything, from the clients' end to the sources'. */
    void start() {
        lists.onChange((owner, name) -> timers.execute(() -> requests.listEdited(owner, name)));
        sessions.start(pipeline);
        pipeline.start(threads);
        sources.start(pipeline::burst);
        often(SWEEP, sessions::sweep);
        often(WATCH, sessions::watch);
        every(LOOK, links::look);
        every(SWEEP, () -> heartbeats.beat(sessions.all()));
        every(Duration.ofSeconds(1), sources::watch);
        every(LEARN, this::learn);
        every(Duration.ofSeconds(1), lease::sweep);
        every(Duration.ofSeconds(10), requests::sweep);
        every(Duration.ofSeconds(1), new MarketNews(hours, demand::wanted, sessions::broadcast)::watch);
        every(config.cache().cleanupInterval(), () -> cache.trim(config.cache().maxSize()));
    }

    /** Has a task run now and then while the house is open. */
    void every(Duration interval, Runnable task) {
        repeat(timers, interval, task);
    }

    /** The same for a task that waits for nothing: the watchdog must not come late. */
    private void often(Duration interval, Runnable task) {
        repeat(ticker, interval, task);
    }

    private void repeat(ScheduledExecutorService on, Duration interval, Runnable task) {
        timed.add(on.scheduleAtFixedRate(
                () -> run(task), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** A task that fails once is not the end of its timer. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "a periodic task failed", e);
        }
    }

    /** Sequences of two starts are never taken for one: the start time tells them apart. */
    private static String epoch(Node node) {
        return node.name() + '-' + Long.toString(node.startedAt().toEpochMilli(), 36);
    }

    /** Has a change of the settings' file told. */
    void watch(Path file, Duration every, Runnable changed) {
        watcher = new ConfigWatcher(file, every, timers, changed);
    }

    /** Stops everything, from the sources to the clients' end. */
    void stop() {
        var watching = watcher;
        if (watching != null) {
            watching.close();
        }
        timed.forEach(timer -> timer.cancel(false));
        sources.stop();
        pipeline.stop();
        sessions.stop();
    }

    /**
     * Takes over settings that may change while running.
     *
     * @throws IllegalArgumentException if a source that a route names cannot be made: nothing is changed
     */
    void reconfigure(ArgusConfig next) {
        sources.route(routes(next), catalogue(next)::source);
        learnInstruments();
        outboxes.limit(next.server().outboxTotal());
        config = next;
    }

    /** Takes up the names that sources have learned since; known ones stay as they are. */
    private void learn() {
        var news = sources.instruments().stream()
                .filter(instrument -> directory.instrument(instrument.symbol()).isEmpty())
                .toList();
        if (!news.isEmpty()) {
            directory.add(news);
        }
    }

    private Duration updateInterval() {
        return config.datasource().updateInterval();
    }

    private SessionSettings sessionSettings() {
        var server = config.server();
        return new SessionSettings(
                server.outboxBudget(), server.sendTimeout(), server.pingInterval(), server.pingTimeout());
    }

    private static List<SourceRoute> routes(ArgusConfig config) {
        return config.datasource().routes().stream()
                .map(route -> new SourceRoute(route.pattern(), route.sources()))
                .toList();
    }

    private SourceCatalogue catalogue(ArgusConfig settings) {
        return new SourceCatalogue(
                settings.datasource(), this::updateInterval, calendars, venueHours, clock, timers, tickers);
    }

    private void learnInstruments() {
        directory.add(sources.instruments());
    }
}
