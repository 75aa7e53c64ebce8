package argus.config;

import argus.config.check.Settings;
import argus.config.key.BinanceKeys;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Where Binance is and what may be asked of it: {@code argus.datasource.binance}.
 *
 * @param streams address of the stream server
 * @param rest address of the REST interface
 * @param silence after which a connection counts as lost
 * @param renewAfter the age at which a connection is replaced
 * @param history wire names of the periods whose bars of the past are fetched
 */
public record BinanceConfig(
        URI streams,
        URI rest,
        int streamsPerConnection,
        int connections,
        int messagesPerSecond,
        int requestsPerMinute,
        int snapshotsPerMinute,
        int snapshotLevels,
        Duration timeout,
        Duration silence,
        Duration renewAfter,
        List<String> history,
        int historyBars) {

    public BinanceConfig {
        history = List.copyOf(history);
    }

    static BinanceConfig from(Settings settings) {
        return new BinanceConfig(
                URI.create(settings.get(BinanceKeys.STREAM_URL)),
                URI.create(settings.get(BinanceKeys.REST_URL)),
                settings.get(BinanceKeys.STREAMS),
                settings.get(BinanceKeys.CONNECTIONS),
                settings.get(BinanceKeys.MESSAGES),
                settings.get(BinanceKeys.REQUESTS),
                settings.get(BinanceKeys.SNAPSHOTS),
                settings.get(BinanceKeys.SNAPSHOT_LEVELS),
                settings.get(BinanceKeys.TIMEOUT),
                settings.get(BinanceKeys.SILENCE),
                settings.get(BinanceKeys.RENEW_AFTER),
                settings.get(BinanceKeys.HISTORY),
                settings.get(BinanceKeys.HISTORY_BARS));
    }
}
