package argus.config.key;

import static argus.config.key.ConfigKey.key;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The settings of Binance: where it is, and what may be asked of it. */
public final class BinanceKeys {
    /** Those of our periods that Binance has as well. */
    private static final Set<String> PERIODS =
            Set.of("1s", "1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "1d", "1w", "1M");

    public static final ConfigKey<String> STREAM_URL = key(
                    "datasource.binance.stream-url",
                    new ValueType<>("an address that begins with ws:// or wss://", BinanceKeys::socket))
            .initially("wss://data-stream.binance.vision")
            .means("The stream server of Binance. The default needs no account and has market data only.");

    public static final ConfigKey<String> REST_URL = key("datasource.binance.rest-url", ValueType.url())
            .initially("https://data-api.binance.vision")
            .means("The REST interface of Binance, for snapshots of books, bars of the past and the list of pairs.");

    public static final ConfigKey<Integer> STREAMS = key(
                    "datasource.binance.streams-per-connection", ValueType.integer(5, 1024))
            .initially("1024")
            .means("Streams on one connection at most; a pair takes five. Binance allows 1024.");

    public static final ConfigKey<Integer> CONNECTIONS = key(
                    "datasource.binance.connections", ValueType.integer(1, 100))
            .initially("4")
            .means("Stream connections to Binance at most. Pairs for which there is no room are said to have none.");

    public static final ConfigKey<Integer> MESSAGES = key(
                    "datasource.binance.messages-per-second", ValueType.integer(1, 5))
            .initially("4")
            .means("Requests on one stream connection in any second at most. Binance allows 5 and counts pongs.");

    public static final ConfigKey<Integer> REQUESTS = key(
                    "datasource.binance.requests-per-minute", ValueType.integer(1, 3000))
            .initially("300")
            .means("REST requests to Binance in any minute at most.");

    public static final ConfigKey<Integer> SNAPSHOTS = key(
                    "datasource.binance.snapshots-per-minute", ValueType.integer(1, 120))
            .initially("60")
            .means(
                    "Snapshots of books among them at most: one of 1000 levels weighs 50 of the 6000 that Binance allows.");

    public static final ConfigKey<Integer> SNAPSHOT_LEVELS = key(
                    "datasource.binance.snapshot-levels", ValueType.integer(100, 5000))
            .initially("1000")
            .means("Levels of a snapshot. When the price leaves them, the book needs another one.");

    public static final ConfigKey<Duration> TIMEOUT = key(
                    "datasource.binance.timeout", ValueType.duration("10ms", "10m"))
            .initially("10s")
            .means("The time Binance has to take a connection or to answer.");

    public static final ConfigKey<Duration> SILENCE = key(
                    "datasource.binance.silence", ValueType.duration("100ms", "10m"))
            .initially("30s")
            .means(
                    "After so long without a frame a stream connection is made anew; at half of it a sign is asked for.");

    public static final ConfigKey<Duration> RENEW_AFTER = key(
                    "datasource.binance.renew-after", ValueType.duration("1s", "24h"))
            .initially("23h")
            .means("The age at which a stream connection is replaced by another one. Binance ends it after 24 hours.");

    public static final ConfigKey<List<String>> HISTORY = key(
                    "datasource.binance.history",
                    new ValueType<>("periods such as 1m, 15m, 1h, 1d", text -> ValueLists.split(text).stream()
                            .map(BinanceKeys::period)
                            .toList()))
            .initially("1m, 5m, 15m, 1h, 1d")
            .means("Periods whose bars of the past are fetched for each pair that is wanted.");

    public static final ConfigKey<Integer> HISTORY_BARS = key(
                    "datasource.binance.history-bars", ValueType.integer(2, 1000))
            .initially("300")
            .means("How many bars of the past are fetched of each period.");

    static final List<ConfigKey<?>> ALL = List.of(
            STREAM_URL,
            REST_URL,
            STREAMS,
            CONNECTIONS,
            MESSAGES,
            REQUESTS,
            SNAPSHOTS,
            SNAPSHOT_LEVELS,
            TIMEOUT,
            SILENCE,
            RENEW_AFTER,
            HISTORY,
            HISTORY_BARS);

    private BinanceKeys() {}

    private static String socket(String text) {
        if (!text.matches("wss?://\\S+")) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    private static String period(String text) {
        if (!PERIODS.contains(text)) {
            throw new IllegalArgumentException();
        }
        return text;
    }
}
