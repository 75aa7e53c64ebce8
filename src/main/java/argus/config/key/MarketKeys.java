package argus.config.key;

import static argus.config.key.ConfigKey.key;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Trading hours, what is kept in memory and what is kept for good. */
public final class MarketKeys {
    public static final ConfigKey<Boolean> ALWAYS_OPEN = key("calendar.always-open", ValueType.flag())
            .initially("false")
            .means("Whether sources are polled whatever the clock says.");

    public static final ConfigKey<Path> CALENDAR_DIRECTORY = key("calendar.directory", ValueType.path())
            .unset("the packaged calendars")
            .means("A directory with calendars of your own.");

    public static final ConfigKey<Path> SYMBOL_ALIASES = key("symbols.aliases", ValueType.path())
            .unset("the packaged table")
            .means("A table of your own of replaced symbols, a pair such as `430047.BJ,920047.BJ` a line.");

    public static final ConfigKey<Integer> CACHE_MAX_SIZE = key("cache.max-size", ValueType.integer(1, 10_000_000))
            .initially("100000")
            .means("Topics whose last value is kept.");

    public static final ConfigKey<Duration> CACHE_TTL = key("cache.ttl", ValueType.duration("100ms", "365d"))
            .initially("300s")
            .means("The age at which a value, still kept, is marked stale.");

    public static final ConfigKey<Duration> CACHE_CLEANUP_INTERVAL = key(
                    "cache.cleanup-interval", ValueType.duration("100ms", "1d"))
            .initially("60s")
            .means("The time between two removals of values beyond cache.max-size.");

    public static final ConfigKey<Integer> CACHE_BARS = key("cache.bars", ValueType.integer(1, 100_000))
            .initially("240")
            .means("Bars kept for each symbol and period.");

    public static final ConfigKey<Integer> CACHE_TRADES = key("cache.trades", ValueType.integer(1, 100_000))
            .initially("200")
            .means("Recent trades kept for each symbol.");

    public static final ConfigKey<Path> HISTORY_DIRECTORY =
            key("history.directory", ValueType.path()).means("Where history is written.");

    public static final ConfigKey<Duration> HISTORY_RETENTION =
            key("history.retention", ValueType.duration("1m", "36500d")).means("How long history is kept.");

    public static final ConfigKey<String> HISTORY_DATASOURCE =
            key("history.datasource", ValueType.text()).unset("embedded").means("The database of bars.");

    public static final ConfigKey<Long> RESUME_BYTES = key("history.resume-bytes", ValueType.size("0", "1024GiB"))
            .initially("32MiB")
            .means("The last updates kept for clients that come back, about as much heap. 0 keeps none.");

    public static final ConfigKey<Duration> RESUME_WINDOW = key("history.resume-window", ValueType.duration("0s", "1d"))
            .initially("120s")
            .means("The age up to which updates are kept for clients that come back, if there is room.");

    static final List<ConfigKey<?>> ALL = List.of(
            ALWAYS_OPEN,
            CALENDAR_DIRECTORY,
            SYMBOL_ALIASES,
            CACHE_MAX_SIZE,
            CACHE_TTL,
            CACHE_CLEANUP_INTERVAL,
            CACHE_BARS,
            CACHE_TRADES,
            RESUME_BYTES,
            RESUME_WINDOW,
            HISTORY_DIRECTORY,
            HISTORY_RETENTION,
            HISTORY_DATASOURCE);

    private MarketKeys() {}
}
