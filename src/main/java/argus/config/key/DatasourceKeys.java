package argus.config.key;

import static argus.config.key.ConfigKey.key;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Which sources serve which symbols, and the settings of those that need no venue. */
public final class DatasourceKeys {
    public static final ConfigKey<String> SOURCE_TYPE = key(
                    "datasource.source-type",
                    ValueType.choice("mock", "simulated", "recorded", "tdx", "qmt", "yahoo", "tencent", "binance"))
            .unset("– (the routes decide)")
            .environment("DATASOURCE_TYPE")
            .means("The short form: one source for everything, in place of the routes. `mock` is `simulated`.");

    public static final ConfigKey<List<Route>> ROUTES = key(
                    "datasource.routes",
                    new ValueType<>("routes such as BTC-USD -> recorded; * -> simulated", Route::parse))
            .initially("BTC-USD -> recorded; * -> simulated")
            .reloadable()
            .means("Ordered patterns: the first source that has the symbol serves it, the rest are its stand-ins.");

    public static final ConfigKey<Duration> UPDATE_INTERVAL = key(
                    "datasource.update-interval", ValueType.duration("1ms", "1h"))
            .initially("1.0")
            .environment("UPDATE_INTERVAL")
            .reloadable()
            .means("The time between two polls of a source that is polled.");

    public static final ConfigKey<Integer> BATCH_SIZE = key("datasource.batch-size", ValueType.integer(1, 10_000))
            .initially("100")
            .means("Symbols asked for in one request.");

    public static final ConfigKey<Integer> RETRY_ATTEMPTS = key(
                    "datasource.retry-attempts", ValueType.integer(0, 1_000))
            .initially("3")
            .means("Failed attempts after which a source counts as down; it is tried again all the same.");

    public static final ConfigKey<Duration> RETRY_DELAY = key("datasource.retry-delay", ValueType.duration("1ms", "1h"))
            .initially("1.0")
            .means("The wait before the first new attempt; it grows from there.");

    public static final ConfigKey<Duration> STALE_AFTER = key("datasource.stale-after", ValueType.duration("1s", "1h"))
            .initially("15s")
            .means("A source that is silent for longer, while a market it is wanted for is open, is stale.");

    public static final ConfigKey<Duration> FAILBACK_AFTER = key(
                    "datasource.failback-after", ValueType.duration("1s", "1h"))
            .initially("30s")
            .means("For so long a source has to deliver before it takes back symbols that it lost to a stand-in.");

    public static final ConfigKey<List<String>> SIMULATED_SYMBOLS = key(
                    "datasource.simulated.symbols", ValueType.symbols())
            .unset("a board of CN, HK and US names")
            .means("The symbols simulated; `600000..600099.SH` is a hundred of them.");

    public static final ConfigKey<BigDecimal> SIMULATED_RATE = key(
                    "datasource.simulated.rate", ValueType.decimal("0.001", "1000"))
            .initially("1.0")
            .means("Events a second for each symbol.");

    public static final ConfigKey<Boolean> SIMULATED_BURST = key("datasource.simulated.burst", ValueType.flag())
            .initially("false")
            .means("Whether all symbols move in one instant, or spread over the interval.");

    public static final ConfigKey<Long> SIMULATED_SEED = key("datasource.simulated.seed", ValueType.longInteger())
            .initially("20131125")
            .means("The seed of the random walk; the same seed gives the same market.");

    public static final ConfigKey<Boolean> SIMULATED_SESSIONS = key("datasource.simulated.sessions", ValueType.flag())
            .initially("false")
            .means("Whether the simulated market keeps trading hours, or is always open.");

    public static final ConfigKey<Path> RECORDED_PATH = key("datasource.recorded.path", ValueType.path())
            .unset("the packaged BTC-USD trades")
            .means("A directory of recorded trades, quotes and depth.");

    public static final ConfigKey<BigDecimal> RECORDED_SPEED = key(
                    "datasource.recorded.speed", ValueType.decimal("0", "10000"))
            .initially("1.0")
            .means(
                    "How many times faster than it happened a recording is played; 0 plays it once, as fast as possible.");

    public static final ConfigKey<Boolean> RECORDED_LOOP = key("datasource.recorded.loop", ValueType.flag())
            .initially("true")
            .means("Whether a recording begins anew at its end.");

    static final List<ConfigKey<?>> ALL = List.of(
            SOURCE_TYPE,
            ROUTES,
            UPDATE_INTERVAL,
            BATCH_SIZE,
            RETRY_ATTEMPTS,
            RETRY_DELAY,
            STALE_AFTER,
            FAILBACK_AFTER,
            SIMULATED_SYMBOLS,
            SIMULATED_RATE,
            SIMULATED_BURST,
            SIMULATED_SEED,
            SIMULATED_SESSIONS,
            RECORDED_PATH,
            RECORDED_SPEED,
            RECORDED_LOOP);

    private DatasourceKeys() {}
}
