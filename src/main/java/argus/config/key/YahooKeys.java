package argus.config.key;

import static argus.config.key.ConfigKey.key;

import java.time.Duration;
import java.util.List;

/** How Yahoo is talked to. */
public final class YahooKeys {
    public static final ConfigKey<Duration> TIMEOUT = key("datasource.yahoo-timeout", ValueType.duration("10ms", "10m"))
            .initially("10s")
            .means("The time Yahoo has to answer.");

    public static final ConfigKey<Duration> RETRY_DELAY = key(
                    "datasource.yahoo-retry-delay", ValueType.duration("10ms", "1h"))
            .initially("5s")
            .means("The wait before Yahoo is asked again after failures; its stream after a second at most. It grows.");

    public static final ConfigKey<String> USER_AGENT = key("datasource.yahoo-user-agent", ValueType.text())
            .initially(
                    "that of a browser",
                    () -> "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
                            + " Chrome/140.0.0.0 Safari/537.36")
            .means("How Argus introduces itself to Yahoo.");

    public static final ConfigKey<String> STREAM = key(
                    "datasource.yahoo-stream-url",
                    new ValueType<>("an address that begins with ws:// or wss://", YahooKeys::socket))
            .initially("wss://streamer.finance.yahoo.com/?version=2")
            .means("Where Yahoo's stream is.");

    public static final ConfigKey<List<String>> HOSTS = key(
                    "datasource.yahoo-urls",
                    new ValueType<>("a list of addresses that begin with http:// or https://", YahooKeys::addresses))
            .initially("https://query1.finance.yahoo.com,https://query2.finance.yahoo.com")
            .means("Where Yahoo's HTTP services are: the first, and the next where it fails.");

    public static final ConfigKey<String> COOKIE = key("datasource.yahoo-cookie-url", ValueType.url())
            .initially("https://fc.yahoo.com")
            .means("Where the cookie is got that Yahoo's quotes need.");

    public static final ConfigKey<Duration> REQUEST_INTERVAL = key(
                    "datasource.yahoo-request-interval", ValueType.duration("1ms", "1h"))
            .initially("1s")
            .means("At most one HTTP request to Yahoo in any stretch of this length, all hosts together.");

    public static final ConfigKey<Integer> STREAM_SYMBOLS = key(
                    "datasource.yahoo-stream-symbols", ValueType.integer(1, 100))
            .initially("100")
            .means("Symbols on one connection of Yahoo's stream; it drops what is beyond 100.");

    public static final ConfigKey<Duration> RESUBSCRIBE = key(
                    "datasource.yahoo-resubscribe", ValueType.duration("100ms", "1h"))
            .initially("45s")
            .means("The time between two renewals of what is subscribed at Yahoo's stream.");

    public static final ConfigKey<Duration> SILENCE = key("datasource.yahoo-silence", ValueType.duration("100ms", "1h"))
            .initially("60s")
            .means(
                    "A connection of Yahoo's stream that is silent for so long while a market of it is busy is made anew.");

    public static final ConfigKey<String> HISTORY = key(
                    "datasource.yahoo-history",
                    ValueType.choice("none", "5d", "1mo", "3mo", "6mo", "1y", "2y", "5y", "10y"))
            .initially("6mo")
            .means("How far back daily bars are fetched when a symbol becomes wanted.");

    static final List<ConfigKey<?>> ALL = List.of(
            TIMEOUT,
            RETRY_DELAY,
            USER_AGENT,
            STREAM,
            HOSTS,
            COOKIE,
            REQUEST_INTERVAL,
            STREAM_SYMBOLS,
            RESUBSCRIBE,
            SILENCE,
            HISTORY);

    private YahooKeys() {}

    private static List<String> addresses(String text) {
        var addresses = ValueLists.split(text);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException();
        }
        return addresses.stream().map(ValueType.url()::parse).toList();
    }

    private static String socket(String text) {
        if (!text.matches("wss?://\\S+")) {
            throw new IllegalArgumentException();
        }
        return text;
    }
}
