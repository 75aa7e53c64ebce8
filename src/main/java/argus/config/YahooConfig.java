package argus.config;

import argus.config.check.Settings;
import argus.config.key.YahooKeys;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * How Yahoo is talked to: {@code argus.datasource.yahoo-*}.
 *
 * @param retryDelay about the first wait after failures
 * @param requestInterval at most one HTTP request in any stretch of this length
 * @param streamSymbols on one connection, at most
 * @param history of how long daily bars are fetched; empty for none
 */
public record YahooConfig(
        Duration timeout,
        Duration retryDelay,
        String userAgent,
        URI stream,
        List<URI> hosts,
        URI cookie,
        Duration requestInterval,
        int streamSymbols,
        Duration resubscribe,
        Duration silence,
        String history) {

    public YahooConfig {
        hosts = List.copyOf(hosts);
    }

    static YahooConfig from(Settings settings) {
        var history = settings.get(YahooKeys.HISTORY);
        return new YahooConfig(
                settings.get(YahooKeys.TIMEOUT),
                settings.get(YahooKeys.RETRY_DELAY),
                settings.get(YahooKeys.USER_AGENT),
                URI.create(settings.get(YahooKeys.STREAM)),
                settings.get(YahooKeys.HOSTS).stream().map(URI::create).toList(),
                URI.create(settings.get(YahooKeys.COOKIE)),
                settings.get(YahooKeys.REQUEST_INTERVAL),
                settings.get(YahooKeys.STREAM_SYMBOLS),
                settings.get(YahooKeys.RESUBSCRIBE),
                settings.get(YahooKeys.SILENCE),
                history.equals("none") ? "" : history);
    }
}
