package argus.boot;

import argus.calendar.Calendars;
import argus.config.DatasourceConfig;
import argus.config.QmtConfig;
import argus.config.key.Route;
import argus.source.MarketDataSource;
import argus.source.MarketHours;
import argus.source.qmt.QmtSettings;
import argus.source.qmt.QmtSource;
import argus.source.recorded.RecordedSource;
import argus.source.simulated.SimulatedBoard;
import argus.source.simulated.SimulatedSettings;
import argus.source.simulated.SimulatedSource;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Makes the sources that the routes name.
 *
 * @param hours of the markets, for sources that are not to be polled while theirs is closed
 */
record SourceCatalogue(
        DatasourceConfig config, Calendars calendars, MarketHours hours, Clock clock, ScheduledExecutorService timers) {

    List<MarketDataSource> sources() {
        return config.routes().stream()
                .map(Route::sources)
                .flatMap(List::stream)
                .distinct()
                .map(this::source)
                .toList();
    }

    private MarketDataSource source(String name) {
        return switch (name) {
            case "simulated" -> simulated(config.simulated());
            case "recorded" -> recorded(config.recorded());
            case "qmt" -> qmt(config.qmt());
            default -> throw new IllegalArgumentException("a route names a source this version does not have: " + name);
        };
    }

    private MarketDataSource simulated(DatasourceConfig.SimulatedConfig config) {
        var board = config.symbols().isEmpty() ? SimulatedBoard.packaged() : SimulatedBoard.of(config.symbols());
        var settings = new SimulatedSettings(
                board, config.rate().doubleValue(), config.burst(), config.seed(), config.sessions());
        return new SimulatedSource(settings, calendars, clock, timers);
    }

    private MarketDataSource recorded(DatasourceConfig.RecordedConfig config) {
        var settings = new RecordedSource.Settings(config.path(), config.speed().doubleValue(), config.loop());
        return new RecordedSource(settings, clock, timers);
    }

    private MarketDataSource qmt(QmtConfig config) {
        var settings = new QmtSettings(
                config.host(),
                config.port(),
                config.key(),
                config.account(),
                config.flavor(),
                config.pollInterval(),
                this.config.batchSize(),
                config.silence(),
                config.historyBars(),
                this.config.retryDelay(),
                this.config.retryAttempts());
        return new QmtSource(settings, hours, clock, timers);
    }
}
