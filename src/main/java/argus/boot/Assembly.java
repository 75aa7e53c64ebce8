package argus.boot;

import argus.config.ArgusConfig;
import argus.config.LiveConfig;
import argus.config.SystemClock;
import argus.endpoint.DoorSettings;
import argus.endpoint.LinkWatch;
import argus.feed.DemandLease;
import argus.feed.MarketPipeline;
import argus.feed.Node;
import argus.feed.Readiness;
import argus.feed.ServiceFigures;
import argus.market.LastValueCache;
import argus.metrics.ServiceMetrics;
import argus.normalise.Quality;
import argus.normalise.SymbolDirectory;
import argus.outbox.OutboxMeter;
import argus.protocol.ImageWriter;
import argus.protocol.MessageWriter;
import argus.protocol.request.MessageReader;
import argus.session.ClientRequests;
import argus.session.Drain;
import argus.session.Sessions;
import argus.session.SymbolResolver;
import argus.source.MarketHours;
import argus.source.SourceSupervisor;
import argus.watchlist.WatchLists;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import org.eclipse.microprofile.config.Config;

/**
 * Ties the house to the container: makes it when the application starts, gives its parts to the doors, and ends it. The
 * parts are plain objects made once, so they are handed out as they are, without proxies.
 */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // made by start(), before anything is asked for
public class Assembly {
    private static final Logger LOG = System.getLogger(Assembly.class.getName());
    private static final Duration LOOK_AT_FILE = Duration.ofSeconds(2);
    private static final Duration LOOK_AT_LOGGERS = Duration.ofSeconds(5);

    @Resource
    ManagedScheduledExecutorService timers;

    @Resource
    ManagedThreadFactory threads;

    @Inject
    Config settings;

    private LiveConfig live;
    private Logging logging;
    private House house;
    private Shutdown shutdown;
    private TermSignal signal;

    /** Starts the service with the application. A fault in the settings stops the deployment with one message. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        var config = ArgusConfig.load(settings);
        logging = Logging.start(config.logging());
        config.warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
        live = new LiveConfig(config, current -> current.reload(settings));
        house = new House(config, node(), SystemClock.utc(), threads, timers, Ticker.on(threads));
        var server = config.server();
        shutdown = new Shutdown(house.sessions, server.closeTimeout(), server.reconnectWindow(), timers, this::exit);
        signal = TermSignal.handle(shutdown::begin);
        live.onChange(house::reconfigure);
        house.start();
        house.every(LOOK_AT_LOGGERS, logging::apply);
        ArgusConfig.file(settings).ifPresent(file -> house.watch(file, LOOK_AT_FILE, this::reload));
    }

    /** Ends the service with the application. */
    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
        if (house != null) {
            signal.restore();
            house.stop();
        }
        if (logging != null) {
            logging.close();
        }
    }

    /** Liberty waits up to 30 s for the threads of its executor, so that none of them may wait for the exit itself. */
    private void exit() {
        threads.newThread(() -> System.exit(0)).start();
    }

    private void reload() {
        LOG.log(Level.INFO, "settings taken over: {0}", live.reload());
    }

    @Produces
    ArgusConfig config() {
        return house.config();
    }

    @Produces
    LiveConfig settings() {
        return live;
    }

    @Produces
    Clock clock() {
        return house.clock;
    }

    @Produces
    Drain drain() {
        return shutdown;
    }

    @Produces
    ClientRequests requests() {
        return house.requests;
    }

    @Produces
    DemandLease lease() {
        return house.lease;
    }

    @Produces
    DoorSettings door() {
        return house.door;
    }

    @Produces
    LinkWatch links() {
        return house.links;
    }

    @Produces
    ImageWriter images() {
        return house.images;
    }

    @Produces
    LastValueCache cache() {
        return house.cache;
    }

    @Produces
    MarketPipeline pipeline() {
        return house.pipeline;
    }

    @Produces
    MarketHours hours() {
        return house.hours;
    }

    @Produces
    MessageReader reader() {
        return house.reader;
    }

    @Produces
    MessageWriter writer() {
        return house.writer;
    }

    @Produces
    Node thisNode() {
        return house.node;
    }

    @Produces
    OutboxMeter outboxes() {
        return house.outboxes;
    }

    @Produces
    Quality quality() {
        return house.quality;
    }

    @Produces
    Readiness readiness() {
        return house.readiness;
    }

    @Produces
    ServiceFigures figures() {
        return house.figures;
    }

    @Produces
    ServiceMetrics metrics() {
        return house.metrics;
    }

    @Produces
    Sessions sessions() {
        return house.sessions;
    }

    @Produces
    SourceSupervisor sources() {
        return house.sources;
    }

    @Produces
    SymbolResolver symbols() {
        return house.symbols;
    }

    @Produces
    WatchLists lists() {
        return house.lists;
    }

    @Produces
    SymbolDirectory directory() {
        return house.directory;
    }

    private static Node node() {
        return new Node(hostName(), version(), SystemClock.utc().instant());
    }

    private static String version() {
        var build = new Properties();
        try (var file = Objects.requireNonNull(Assembly.class.getResourceAsStream("build.properties"))) {
            build.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the application does not know its version", e);
        }
        return build.getProperty("version");
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            LOG.log(Level.INFO, "this host does not know its name ({0}); the node is called localhost", e.getMessage());
            return "localhost";
        }
    }
}
