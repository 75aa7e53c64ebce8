package argus.boot;

import argus.calendar.Calendars;
import argus.config.DatasourceConfig;
import argus.config.QmtConfig;
import argus.config.TdxConfig;
import argus.model.BarPeriod;
import argus.source.HttpVenue;
import argus.source.MarketDataSource;
import argus.source.MarketHours;
import argus.source.Probe;
import argus.source.Upstream;
import argus.source.binance.BinanceProbe;
import argus.source.binance.BinanceSettings;
import argus.source.binance.BinanceSource;
import argus.source.qmt.QmtProbe;
import argus.source.qmt.QmtSettings;
import argus.source.qmt.QmtSource;
import argus.source.recorded.RecordedSource;
import argus.source.simulated.SimulatedBoard;
import argus.source.simulated.SimulatedSettings;
import argus.source.simulated.SimulatedSource;
import argus.source.tdx.TdxProbe;
import argus.source.tdx.TdxSettings;
import argus.source.tdx.TdxSource;
import argus.source.tdx.link.LinkSettings;
import argus.source.tdx.link.ServerAddress;
import argus.source.tencent.TencentProbe;
import argus.source.tencent.TencentSettings;
import argus.source.tencent.TencentSource;
import argus.source.yahoo.YahooProbe;
import argus.source.yahoo.YahooSettings;
import argus.source.yahoo.YahooSource;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes sources by the names that routes have for them.
 *
 * @param interval between two polls of a source that is polled; it may change
 * @param hours of the markets, for sources that are not to be polled while theirs is closed
 * @param timers of sources that ask others, which may wait
 * @param tickers makes timers, by a name, for a source that makes its own events
 */
record SourceCatalogue(
        DatasourceConfig config,
        Supplier<Duration> interval,
        Calendars calendars,
        MarketHours hours,
        Clock clock,
        ScheduledExecutorService timers,
        Function<String, ScheduledExecutorService> tickers) {
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);
    private static final Duration FIRST_REST = Duration.ofMinutes(1);
    private static final Duration LONGEST_REST = Duration.ofMinutes(15);
    private static final int LONGEST_ANSWER = 4 << 20;

    /** The trading date comes with a login, and servers turn to the next one before the market opens. */
    private static final Duration TDX_RENEWAL = Duration.ofMinutes(10);

    /** @throws IllegalArgumentException if this version does not have it */
    MarketDataSource source(String name) {
        return switch (name) {
            case "simulated" -> simulated(config.simulated());
            case "recorded" -> recorded(config.recorded());
            case "tdx" -> new TdxSource(tdx(config.tdx()), hours, clock, timers);
            case "qmt" -> new QmtSource(qmt(config.qmt()), hours, clock, timers);
            case "tencent" -> new TencentSource(tencent(), hours, clock, timers);
            case BinanceSource.NAME -> new BinanceSource(binance(config), clock, timers);
            case "yahoo" -> new YahooSource(yahoo(), hours, clock, timers);
            default -> throw new IllegalArgumentException("a route names a source this version does not have: " + name);
        };
    }

    /** @throws IllegalArgumentException if there is nothing to probe, or this version cannot */
    Probe probe(String name) {
        return switch (name) {
            case BinanceSource.NAME -> new BinanceProbe(binance(config), clock, timers);
            case "qmt" -> new QmtProbe(qmt(config.qmt()), timers);
            case "tdx" -> new TdxProbe(tdx(config.tdx()));
            case "tencent" -> new TencentProbe(tencent(), timers);
            case "yahoo" -> new YahooProbe(yahoo(), clock, timers);
            default -> throw new IllegalArgumentException("there is no probe for a source of this name: " + name);
        };
    }

    private MarketDataSource simulated(DatasourceConfig.SimulatedConfig config) {
        var board = config.symbols().isEmpty() ? SimulatedBoard.packaged() : SimulatedBoard.of(config.symbols());
        var settings = new SimulatedSettings(
                board, config.rate().doubleValue(), config.burst(), config.seed(), config.sessions());
        return new SimulatedSource(settings, calendars, clock, tickers.apply("simulated"));
    }

    static BinanceSettings binance(DatasourceConfig config) {
        var binance = config.binance();
        return new BinanceSettings(
                binance.streams(),
                binance.rest(),
                binance.streamsPerConnection(),
                binance.connections(),
                binance.messagesPerSecond(),
                binance.requestsPerMinute(),
                binance.snapshotsPerMinute(),
                binance.snapshotLevels(),
                binance.timeout(),
                binance.silence(),
                binance.renewAfter(),
                config.retryAttempts(),
                config.retryDelay(),
                binance.history().stream()
                        .flatMap(name -> BarPeriod.ofWire(name).stream())
                        .toList(),
                binance.historyBars());
    }

    private MarketDataSource recorded(DatasourceConfig.RecordedConfig config) {
        var settings = new RecordedSource.Settings(config.path(), config.speed().doubleValue(), config.loop());
        return new RecordedSource(settings, clock, tickers.apply("recorded"));
    }

    private TdxSettings tdx(TdxConfig config) {
        var links = new LinkSettings(
                config.servers().stream()
                        .map(server -> ServerAddress.of(server, config.port()))
                        .toList(),
                config.connections(),
                config.requestsPerSecond(),
                config.timeout(),
                config.heartbeat(),
                TDX_RENEWAL,
                this.config.retryAttempts());
        return new TdxSettings(
                links, config.interval(), this.config.batchSize(), config.tradeSymbols(), config.historyBars());
    }

    private QmtSettings qmt(QmtConfig config) {
        return new QmtSettings(
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
    }

    private TencentSettings tencent() {
        var tencent = config.tencent();
        return new TencentSettings(
                tencent.address(),
                Math.min(tencent.batch(), config.batchSize()),
                interval,
                terms(tencent.requests()),
                http(tencent.timeout(), Map.of()));
    }

    private YahooSettings yahoo() {
        var yahoo = config.yahoo();
        // the interval between requests is the quota
        var terms = new Upstream.Terms(
                1_000, Duration.ofSeconds(1), config.retryAttempts(), yahoo.retryDelay(), LONGEST_DELAY);
        return new YahooSettings(
                yahoo.stream(),
                yahoo.hosts(),
                yahoo.cookie(),
                yahoo.requestInterval(),
                yahoo.streamSymbols(),
                yahoo.resubscribe(),
                yahoo.silence(),
                yahoo.history(),
                yahoo.userAgent(),
                terms,
                http(yahoo.timeout(), Map.of("User-Agent", yahoo.userAgent())));
    }

    /** @param requests in any second */
    private Upstream.Terms terms(int requests) {
        return new Upstream.Terms(
                requests, Duration.ofSeconds(1), config.retryAttempts(), config.retryDelay(), LONGEST_DELAY);
    }

    private static HttpVenue.Terms http(Duration timeout, Map<String, String> headers) {
        return new HttpVenue.Terms(headers, timeout, LONGEST_ANSWER, FIRST_REST, LONGEST_REST);
    }
}
