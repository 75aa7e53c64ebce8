package argus.config.key;

import static argus.config.key.ConfigKey.key;

import java.time.Duration;
import java.util.List;

/** Connections, what waits for them and the threads that serve them. */
public final class ServerKeys {
    public static final ConfigKey<String> HOST = key("server.host", ValueType.text())
            .initially("0.0.0.0")
            .environment("WEBSOCKET_HOST")
            .ofContainer()
            .means("The address clients connect to.");

    public static final ConfigKey<Integer> PORT = key("server.port", ValueType.integer(0, 65_535))
            .initially("8765")
            .environment("WEBSOCKET_PORT")
            .ofContainer()
            .means("The port of WebSocket, REST and the page.");

    public static final ConfigKey<String> ADMIN_HOST = key("server.admin-host", ValueType.text())
            .unset("that of `server.host`")
            .environment("METRICS_HOST")
            .ofContainer()
            .means("The address of the second port.");

    public static final ConfigKey<Integer> ADMIN_PORT = key("server.admin-port", ValueType.integer(-1, 65_535))
            .initially("9090")
            .environment("METRICS_PORT")
            .formerly("monitoring.metrics-port")
            .ofContainer()
            .means("The second port, for health, metrics and administration; -1 for none.");

    public static final ConfigKey<Integer> MAX_CONNECTIONS = key(
                    "server.max-connections", ValueType.integer(1, 1_000_000))
            .initially("10000")
            .environment("MAX_CONNECTIONS")
            .reloadable()
            .means("Connections held at once; one more is refused.");

    public static final ConfigKey<Integer> MAX_SUBSCRIPTIONS = key(
                    "server.max-subscriptions-per-client", ValueType.integer(1, 1_000_000))
            .initially("1000")
            .environment("MAX_SUBSCRIPTIONS_PER_CLIENT")
            .reloadable()
            .means("Topics one connection can have.");

    public static final ConfigKey<Duration> PING_INTERVAL = key(
                    "server.ping-interval", ValueType.duration("10ms", "1h"))
            .initially("20s")
            .means("The time between two pings to a client.");

    public static final ConfigKey<Duration> PING_TIMEOUT = key("server.ping-timeout", ValueType.duration("10ms", "1h"))
            .initially("20s")
            .means("The time a client has to answer a ping before its connection is closed.");

    public static final ConfigKey<Duration> CLOSE_TIMEOUT = key("server.close-timeout", ValueType.duration("0s", "10m"))
            .initially("10s")
            .means("The time closing may take: of one connection, and of all at shutdown.");

    public static final ConfigKey<Duration> RECONNECT_WINDOW = key(
                    "server.reconnect-window", ValueType.duration("0s", "10m"))
            .initially("10s")
            .means("The time over which clients are told to spread their return after a shutdown.");

    public static final ConfigKey<Long> MAX_MESSAGE_SIZE = key(
                    "server.max-message-size", ValueType.size("1KiB", "4MiB"))
            .initially("1048576")
            .means("The longest message taken from a client, in bytes.");

    public static final ConfigKey<Long> OUTBOX_BUDGET = key("server.outbox-budget", ValueType.size("16KiB", "1GiB"))
            .initially("1048576")
            .reloadable()
            .means("What may wait for one connection, in bytes.");

    public static final ConfigKey<Long> OUTBOX_TOTAL = key("server.outbox-total", ValueType.size("1MiB", "1024GiB"))
            .initially(
                    "a quarter of the heap",
                    () -> Long.toString(Runtime.getRuntime().maxMemory() / 4))
            .reloadable()
            .means("What may wait for all connections together, in bytes.");

    public static final ConfigKey<Duration> SEND_TIMEOUT = key("server.send-timeout", ValueType.duration("10ms", "10m"))
            .initially("10s")
            .reloadable()
            .means(
                    "The time a send may be in flight, or a backlog over budget, before the connection is ended as slow.");

    public static final ConfigKey<Integer> SHARDS = key("server.shards", ValueType.integer(1, 256))
            .initially("half of the processors", ServerKeys::halfOfProcessors)
            .means("Threads that take events from the sources; each symbol belongs to one.");

    public static final ConfigKey<Integer> FLUSHERS = key("server.flushers", ValueType.integer(1, 256))
            .initially("half of the processors", ServerKeys::halfOfProcessors)
            .means("Threads that write to clients; each connection belongs to one.");

    public static final ConfigKey<Transport> TRANSPORT = key("server.transport", ValueType.constant(Transport.class))
            .initially("auto")
            .means("How frames are sent: blocking sends on ping credit, async sends, or what suits the container.");

    static final List<ConfigKey<?>> ALL = List.of(
            HOST,
            PORT,
            ADMIN_HOST,
            ADMIN_PORT,
            MAX_CONNECTIONS,
            MAX_SUBSCRIPTIONS,
            PING_INTERVAL,
            PING_TIMEOUT,
            CLOSE_TIMEOUT,
            RECONNECT_WINDOW,
            MAX_MESSAGE_SIZE,
            OUTBOX_BUDGET,
            OUTBOX_TOTAL,
            SEND_TIMEOUT,
            SHARDS,
            FLUSHERS,
            TRANSPORT);

    private ServerKeys() {}

    private static String halfOfProcessors() {
        return Integer.toString(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    /** How frames are handed to the container. */
    public enum Transport {
        /** Blocking where the container makes it cheap, async elsewhere. */
        AUTO,
        BLOCKING,
        ASYNC
    }
}
