package argus.feed;

import argus.calendar.Calendars;
import argus.history.Retention;
import argus.market.LastValueCache;
import argus.metrics.ServiceMetrics;
import argus.model.Depth;
import argus.model.Instrument;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.model.Side;
import argus.model.Symbol;
import argus.model.Trade;
import argus.normalise.Quality;
import argus.outbox.OutboxMeter;
import argus.protocol.ImageWriter;
import argus.protocol.MessageWriter;
import argus.session.SessionSettings;
import argus.session.Sessions;
import argus.source.ManualExecutor;
import argus.source.MarketDataSource;
import argus.source.MarketHours;
import argus.source.Patience;
import argus.source.RecordingListener;
import argus.source.SourceRoute;
import argus.source.SourceSink;
import argus.source.SourceState;
import argus.source.SourceSupervisor;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rooms behind the doors, with one source that says what the test says and a clock that the test moves. */
public final class SmallHouse implements AutoCloseable {
    public static final Symbol BANK = new Symbol("000001.SZ");
    public static final Symbol TEA = new Symbol("600519.SH");
    public static final Instant START = Instant.parse("2026-01-05T01:30:00Z");

    public final ManualExecutor timers = new ManualExecutor(START);
    public final Clock clock = timers.clock();
    public final Script source = new Script();
    public final ServiceMetrics metrics = new ServiceMetrics();
    public final OutboxMeter outboxes = new OutboxMeter(1 << 20);
    public final LastValueCache cache = new LastValueCache("epoch-1");
    public final SourceSupervisor sources = new SourceSupervisor(
            new MarketHours(Calendars.packaged(), true, clock),
            clock,
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30)),
            new RecordingListener());
    public final Quality quality = new Quality(metrics, clock, sources::complain);
    public final Demand demand = new Demand(Runnable::run, sources::demand);
    public final MarketHours hours;
    public final Sessions sessions;
    public final MarketPipeline pipeline;
    public final Node node = new Node("node-1", "1.2.3", START);
    public final ServiceFigures figures;
    public final Readiness readiness;

    /** One whose markets never close. */
    public SmallHouse() {
        this(true);
    }

    /** @param alwaysOpen whether the markets never close */
    public SmallHouse(boolean alwaysOpen) {
        hours = new MarketHours(Calendars.packaged(), alwaysOpen, clock);
        var writer = new MessageWriter(clock);
        sessions = new Sessions(
                () -> new SessionSettings(
                        1 << 16, Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(20)),
                outboxes,
                metrics,
                writer,
                clock,
                Thread::new,
                1,
                Runnable::run);
        pipeline = new MarketPipeline(
                new FeedContext(
                        cache,
                        demand,
                        writer,
                        new ImageWriter(),
                        hours,
                        10,
                        10,
                        Duration.ofMinutes(5),
                        new Retention(1 << 20, Duration.ofSeconds(120)),
                        metrics,
                        quality,
                        clock),
                1);
        sources.route(List.of(new SourceRoute("*", List.of("script"))), name -> source);
        figures = new ServiceFigures(node, sessions, outboxes, pipeline, sources, metrics, clock);
        readiness = new Readiness(sources, sessions);
        pipeline.start(task -> {
            var thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
        sources.start(pipeline::burst);
    }

    /** Has the source say something, and waits until the feed has taken it. */
    public void say(MarketEvent... events) {
        source.sink().events(List.of(events));
        settle();
    }

    /** Waits until the feed has done what it was asked for. */
    public void settle() {
        pipeline.settled().join(); // a question alone may be answered before a burst that came first
    }

    @Override
    public void close() {
        pipeline.stop();
    }

    public Quote quote(Symbol symbol, String price) {
        return new Quote(
                symbol,
                clock.instant(),
                "script",
                new BigDecimal(price),
                new BigDecimal("10.00"),
                null,
                null,
                null,
                BigDecimal.valueOf(100),
                null,
                null,
                null,
                null,
                null);
    }

    public Trade trade(Symbol symbol, String price, String id) {
        return new Trade(
                symbol, clock.instant(), "script", new BigDecimal(price), BigDecimal.valueOf(100), Side.BUY, id);
    }

    public Depth depth(Symbol symbol) {
        var levels = List.of(
                new Depth.Level(new BigDecimal("11.37"), BigDecimal.TEN),
                new Depth.Level(new BigDecimal("11.36"), BigDecimal.ONE));
        return new Depth(symbol, clock.instant(), "script", levels, List.of(), 7);
    }

    /** A source that the test speaks for. It serves everything but the US. */
    public static final class Script implements MarketDataSource {
        private @Nullable SourceSink sink;
        public Set<Symbol> wanted = Set.of();
        public Runnable whenWanted = () -> {};

        SourceSink sink() {
            return Objects.requireNonNull(sink);
        }

        public void state(SourceState state, String reason) {
            sink().state(state, reason);
        }

        @Override
        public String name() {
            return "script";
        }

        @Override
        public Collection<Instrument> instruments() {
            return List.of();
        }

        @Override
        public boolean serves(Symbol symbol) {
            return !symbol.text().endsWith(".US");
        }

        @Override
        public void start(SourceSink newSink) {
            sink = newSink;
        }

        @Override
        public void demand(Set<Symbol> symbols) {
            wanted = symbols;
            whenWanted.run();
        }

        @Override
        public void close() {}
    }
}
