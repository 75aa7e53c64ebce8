package argus.config.key;

import static argus.config.key.ConfigKey.key;

import java.time.Duration;
import java.util.List;

/** How Tencent is asked. */
public final class TencentKeys {
    public static final ConfigKey<String> ADDRESS = key("datasource.tencent-url", ValueType.url())
            .initially("https://qt.gtimg.cn")
            .means("Where Tencent's quotes are asked for.");

    public static final ConfigKey<Duration> TIMEOUT = key(
                    "datasource.tencent-timeout", ValueType.duration("10ms", "10m"))
            .initially("5s")
            .means("The time Tencent has to answer.");

    public static final ConfigKey<Integer> BATCH = key("datasource.tencent-batch-size", ValueType.integer(1, 200))
            .initially("80")
            .means("Symbols asked for in one request to Tencent, where `batch-size` is not less.");

    public static final ConfigKey<Integer> REQUESTS = key("datasource.tencent-requests", ValueType.integer(1, 1_000))
            .initially("5")
            .means("Requests to Tencent in any stretch of a second, at most.");

    static final List<ConfigKey<?>> ALL = List.of(ADDRESS, TIMEOUT, BATCH, REQUESTS);

    private TencentKeys() {}
}
