package argus.config;

import argus.config.check.Settings;
import argus.config.key.DatasourceKeys;
import argus.config.key.Route;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where market data comes from: {@code argus.datasource}.
 *
 * @param routes which sources serve which symbols, in order; reloadable
 * @param updateInterval time between two polls of a source that is polled; reloadable
 * @param batchSize symbols asked for in one request
 * @param retryAttempts failed attempts after which a source counts as down
 * @param retryDelay wait before the first new attempt
 * @param staleAfter silence after which a source is stale while a market it is wanted for is open
 * @param failbackAfter how long a source has to deliver before it takes back what it lost
 */
public record DatasourceConfig(
        List<Route> routes,
        Duration updateInterval,
        int batchSize,
        int retryAttempts,
        Duration retryDelay,
        Duration staleAfter,
        Duration failbackAfter,
        SimulatedConfig simulated,
        RecordedConfig recorded,
        QmtConfig qmt,
        TencentConfig tencent,
        BinanceConfig binance,
        TdxConfig tdx,
        YahooConfig yahoo) {

    public DatasourceConfig {
        routes = List.copyOf(routes);
    }

    static DatasourceConfig from(Settings settings) {
        return new DatasourceConfig(
                settings.find(DatasourceKeys.SOURCE_TYPE)
                        .map(Route::everythingTo)
                        .orElseGet(() -> settings.get(DatasourceKeys.ROUTES)),
                settings.get(DatasourceKeys.UPDATE_INTERVAL),
                settings.get(DatasourceKeys.BATCH_SIZE),
                settings.get(DatasourceKeys.RETRY_ATTEMPTS),
                settings.get(DatasourceKeys.RETRY_DELAY),
                settings.get(DatasourceKeys.STALE_AFTER),
                settings.get(DatasourceKeys.FAILBACK_AFTER),
                SimulatedConfig.from(settings),
                RecordedConfig.from(settings),
                QmtConfig.from(settings),
                TencentConfig.from(settings),
                BinanceConfig.from(settings),
                TdxConfig.from(settings),
                YahooConfig.from(settings));
    }

    /**
     * The simulated market: {@code argus.datasource.simulated}.
     *
     * @param symbols upper case, ranges written out; empty for the simulation's own board
     * @param rate events a second for each symbol
     * @param burst whether all symbols move in one instant
     * @param seed the same seed gives the same market
     * @param sessions whether it keeps trading hours
     */
    public record SimulatedConfig(List<String> symbols, BigDecimal rate, boolean burst, long seed, boolean sessions) {

        public SimulatedConfig {
            symbols = List.copyOf(symbols);
        }

        static SimulatedConfig from(Settings settings) {
            return new SimulatedConfig(
                    settings.find(DatasourceKeys.SIMULATED_SYMBOLS).orElse(List.of()),
                    settings.get(DatasourceKeys.SIMULATED_RATE),
                    settings.get(DatasourceKeys.SIMULATED_BURST),
                    settings.get(DatasourceKeys.SIMULATED_SEED),
                    settings.get(DatasourceKeys.SIMULATED_SESSIONS));
        }
    }

    /**
     * Recorded market data, played again: {@code argus.datasource.recorded}.
     *
     * @param path a directory of recordings; empty for the packaged trades
     * @param speed how many times faster than it happened
     * @param loop whether it begins anew at its end
     */
    public record RecordedConfig(Optional<Path> path, BigDecimal speed, boolean loop) {

        static RecordedConfig from(Settings settings) {
            return new RecordedConfig(
                    settings.find(DatasourceKeys.RECORDED_PATH),
                    settings.get(DatasourceKeys.RECORDED_SPEED),
                    settings.get(DatasourceKeys.RECORDED_LOOP));
        }
    }
}
