package argus.boot;

import argus.calendar.Calendars;
import argus.config.DatasourceConfig;
import argus.config.key.Route;
import argus.source.MarketDataSource;
import argus.source.recorded.RecordedSource;
import argus.source.simulated.SimulatedBoard;
import argus.source.simulated.SimulatedSettings;
import argus.source.simulated.SimulatedSource;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/** Makes the sources that the routes name. */
final class SourceCatalogue {
    private SourceCatalogue() {}

    static List<MarketDataSource> of(
            DatasourceConfig config, Calendars calendars, Clock clock, ScheduledExecutorService timers) {
        return config.routes().stream()
                .map(Route::sources)
                .flatMap(List::stream)
                .distinct()
                .map(name -> source(name, config, calendars, clock, timers))
                .toList();
    }

    private static MarketDataSource source(
            String name, DatasourceConfig config, Calendars calendars, Clock clock, ScheduledExecutorService timers) {
        return switch (name) {
            case "simulated" -> simulated(config.simulated(), calendars, clock, timers);
            case "recorded" -> recorded(config.recorded(), clock, timers);
            default -> throw new IllegalArgumentException("a route names a source this version does not have: " + name);
        };
    }

    private static MarketDataSource simulated(
            DatasourceConfig.SimulatedConfig config,
            Calendars calendars,
            Clock clock,
            ScheduledExecutorService timers) {
        var board = config.symbols().isEmpty() ? SimulatedBoard.packaged() : SimulatedBoard.of(config.symbols());
        var settings = new SimulatedSettings(
                board, config.rate().doubleValue(), config.burst(), config.seed(), config.sessions());
        return new SimulatedSource(settings, calendars, clock, timers);
    }

    private static MarketDataSource recorded(
            DatasourceConfig.RecordedConfig config, Clock clock, ScheduledExecutorService timers) {
        var settings = new RecordedSource.Settings(config.path(), config.speed().doubleValue(), config.loop());
        return new RecordedSource(settings, clock, timers);
    }
}
