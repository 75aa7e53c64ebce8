package argus.config.key;

import static argus.config.key.ConfigKey.key;

import java.time.Duration;
import java.util.List;

/** How TDX servers are reached, and what they are asked for. */
public final class TdxKeys {
    public static final ConfigKey<List<String>> SERVERS = key("datasource.tdx-servers", ValueType.list())
            .environment("TDX_SERVERS")
            .means("TDX servers, each `host` or `host:port`; the one that answers best is used.");

    public static final ConfigKey<String> SERVER = key("datasource.tdx-server", ValueType.text())
            .environment("TDX_SERVER")
            .means("The only TDX server, where there is one.");

    public static final ConfigKey<Integer> PORT = key("datasource.tdx-port", ValueType.integer(1, 65_535))
            .initially("7709")
            .environment("TDX_PORT")
            .means("The port of a TDX server that names none.");

    public static final ConfigKey<Duration> INTERVAL = key("datasource.tdx-interval", ValueType.duration("100ms", "1h"))
            .initially("3s")
            .means("The time between two polls of TDX; exchanges tell a new state every three seconds.");

    public static final ConfigKey<Duration> TIMEOUT = key("datasource.tdx-timeout", ValueType.duration("100ms", "1m"))
            .initially("6s")
            .means("The time a TDX server has for a connection, and for each answer.");

    public static final ConfigKey<Duration> HEARTBEAT = key(
                    "datasource.tdx-heartbeat", ValueType.duration("100ms", "50s"))
            .initially("20s")
            .means(
                    "The time without traffic after which a TDX connection is kept alive; servers drop it after a minute.");

    public static final ConfigKey<Integer> CONNECTIONS = key("datasource.tdx-connections", ValueType.integer(1, 32))
            .initially("2")
            .means("TDX connections open at the same time, each with one request under way.");

    public static final ConfigKey<Integer> REQUESTS_PER_SECOND = key(
                    "datasource.tdx-requests-per-second", ValueType.integer(1, 10_000))
            .initially("40")
            .means("Requests a TDX server is sent at most within any second, over all connections.");

    public static final ConfigKey<Integer> TRADE_SYMBOLS = key(
                    "datasource.tdx-trade-symbols", ValueType.integer(0, 10_000))
            .initially("50")
            .means("Of so many wanted symbols TDX is asked for trades, too: a request for each new state.");

    public static final ConfigKey<Integer> HISTORY_BARS = key("datasource.tdx-history-bars", ValueType.integer(0, 800))
            .initially("240")
            .means("Past bars of a minute and of a day that are fetched for a symbol when it is wanted; 0 for none.");

    static final List<ConfigKey<?>> ALL = List.of(
            SERVERS,
            SERVER,
            PORT,
            INTERVAL,
            TIMEOUT,
            HEARTBEAT,
            CONNECTIONS,
            REQUESTS_PER_SECOND,
            TRADE_SYMBOLS,
            HISTORY_BARS);

    private TdxKeys() {}
}
