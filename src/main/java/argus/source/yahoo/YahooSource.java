package argus.source.yahoo;

import argus.model.Bar;
import argus.model.BarPeriod;
import argus.model.Instrument;
import argus.model.Market;
import argus.model.MarketEvent;
import argus.model.Symbol;
import argus.source.Backoff;
import argus.source.DecodeException;
import argus.source.MarketDataSource;
import argus.source.MarketHours;
import argus.source.SourceSink;
import argus.source.SourceState;
import argus.source.yahoo.wire.Chart;
import argus.source.yahoo.wire.Pricing;
import argus.source.yahoo.wire.QuoteRow;
import argus.source.yahoo.wire.StreamDecoder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Quotes from Yahoo's stream. What the stream leaves out (the day's open, high and low, the previous close) and daily bars
 * of the past are fetched over HTTP once for each symbol that becomes wanted. Everything happens on the executor; the
 * methods only leave word.
 */
public final class YahooSource implements MarketDataSource {
    static final String NAME = "yahoo";

    private static final Logger LOG = System.getLogger(YahooSource.class.getName());
    private static final int QUOTES_AT_ONCE = 50;
    private static final String FEW_DAYS = "5d";
    private static final String DAILY = "1d";
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final YahooSettings settings;
    private final MarketHours hours;
    private final Clock clock;
    private final ScheduledExecutorService timers;
    private final YahooHttp http;
    private final StreamShards stream;
    private final Backoff backoff;
    private final Map<Symbol, Instrument> instruments = new ConcurrentHashMap<>();
    private volatile Set<Symbol> demanded = Set.of();
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final Map<String, QuoteState> states = new HashMap<>();
    private final Map<URI, String> troubles = new TreeMap<>();
    private final Queue<String> charts = new ArrayDeque<>();
    private boolean fetching;
    private int failures;
    private boolean closed;
    private boolean faultShown;
    private @Nullable SourceSink sink;
    private @Nullable Future<?> watch;

    /** @param timers runs everything, answers and messages included */
    public YahooSource(YahooSettings settings, MarketHours hours, Clock clock, ScheduledExecutorService timers) {
        this.settings = settings;
        this.hours = hours;
        this.clock = clock;
        this.timers = timers;
        http = new YahooHttp(settings, clock, timers, this::answers);
        stream = new StreamShards(settings, clock, timers, new StreamConnection.Owner() {
            @Override
            public boolean message(String text) {
                return received(text);
            }

            @Override
            public void changed() {
                timers.execute(YahooSource.this::tellState);
            }
        });
        backoff = new Backoff(settings.terms().retryDelay(), LONGEST_WAIT);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Those it has been asked for so far. */
    @Override
    public Collection<Instrument> instruments() {
        return List.copyOf(instruments.values());
    }

    @Override
    public boolean serves(Symbol symbol) {
        return YahooCode.of(symbol).isPresent();
    }

    @Override
    public void start(SourceSink sink) {
        lock.lock();
        try {
            this.sink = sink;
            long look = Math.max(
                    1, Math.min(LONGEST_LOOK.toMillis(), settings.silence().toMillis() / 4));
            watch = timers.scheduleWithFixedDelay(() -> stream.watch(this::isBusy), look, look, TimeUnit.MILLISECONDS);
        } finally {
            lock.unlock();
        }
        timers.execute(stream::start);
    }

    @Override
    public void demand(Set<Symbol> wanted) {
        demanded = Set.copyOf(wanted);
        timers.execute(this::applyDemand);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            var watching = watch;
            if (watching != null) {
                watching.cancel(false);
            }
        } finally {
            lock.unlock();
        }
        stream.close();
    }

    private boolean isBusy(String name) {
        return YahooCode.symbol(name).filter(hours::isBusy).isPresent();
    }

    private void applyDemand() {
        var fresh = new ArrayList<String>();
        lock.lock();
        try {
            if (closed) {
                return;
            }
            var wanted = new HashSet<String>();
            for (var symbol : demanded) {
                YahooCode.of(symbol).ifPresent(name -> {
                    wanted.add(name);
                    if (states.putIfAbsent(name, new QuoteState(symbol)) == null) {
                        fresh.add(name);
                    }
                });
            }
            states.keySet().retainAll(wanted);
            stream.want(wanted);
        } finally {
            lock.unlock();
        }
        for (int from = 0; from < fresh.size(); from += QUOTES_AT_ONCE) {
            snapshot(List.copyOf(fresh.subList(from, Math.min(fresh.size(), from + QUOTES_AT_ONCE))));
        }
    }

    /** Fetches the figures of the day, and then of each symbol its days before. */
    private void snapshot(List<String> names) {
        http.quotes(names).whenComplete((rows, failure) -> {
            if (failure == null) {
                with(rows);
            } else {
                LOG.log(Level.DEBUG, "no quotes from Yahoo", failure);
            }
            boolean lacking = failure != null;
            lock.lock();
            try {
                if (lacking || !settings.history().isEmpty()) {
                    charts.addAll(names);
                }
            } finally {
                lock.unlock();
            }
            nextChart();
        });
    }

    private void with(List<QuoteRow> rows) {
        lock.lock();
        try {
            var burst = new ArrayList<MarketEvent>();
            for (var row : rows) {
                var state = states.get(row.symbol());
                if (state != null) {
                    var learned = instrument(row);
                    instruments.put(learned.symbol(), learned);
                    state.add(row).ifPresent(burst::add);
                }
            }
            deliver(burst);
        } finally {
            lock.unlock();
        }
    }

    /** Fetches the next chart, one at a time. */
    private void nextChart() {
        String name;
        lock.lock();
        try {
            name = fetching || closed ? null : nextWanted();
            if (name == null) {
                return;
            }
            fetching = true;
        } finally {
            lock.unlock();
        }
        var range = settings.history().isEmpty() ? FEW_DAYS : settings.history();
        http.chart(name, range, DAILY).whenComplete((chart, failure) -> charted(name, chart, failure));
    }

    private @Nullable String nextWanted() {
        var name = charts.poll();
        while (name != null && !states.containsKey(name)) {
            name = charts.poll();
        }
        return name;
    }

    private void charted(String name, @Nullable Optional<Chart> chart, @Nullable Throwable failure) {
        long wait = 0;
        lock.lock();
        try {
            fetching = false;
            if (chart != null) {
                failures = 0;
                chart.ifPresent(known -> with(name, known));
            } else if (failure != null && failure.getCause() instanceof DecodeException
                    || failure instanceof DecodeException) {
                dropped("a chart of " + name, failure);
            } else {
                charts.add(name);
                wait = backoff.after(++failures).toMillis();
            }
            timers.schedule(this::nextChart, wait, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "fetches no more", e);
        } finally {
            lock.unlock();
        }
    }

    private void with(String name, Chart chart) {
        var state = states.get(name);
        var symbol = YahooCode.symbol(name);
        if (state != null && symbol.isPresent()) {
            var burst = new ArrayList<MarketEvent>();
            if (!settings.history().isEmpty()) {
                burst.addAll(past(symbol.get(), chart));
            }
            state.add(chart).ifPresent(burst::add);
            deliver(burst);
        }
    }

    /** Daily bars that are over. Of coins Yahoo tells the turnover, of shares the volume; it does not tell the other. */
    private List<Bar> past(Symbol symbol, Chart chart) {
        var zone = chart.zone();
        var today = chart.time().atZone(zone).toLocalDate();
        var end = chart.regularEnd();
        boolean over =
                end != null && !chart.time().isBefore(end) && clock.instant().isAfter(end);
        boolean coins = symbol.market() == Market.CRYPTO;
        var bars = new ArrayList<Bar>();
        for (var row : chart.bars()) {
            var date = row.time().atZone(zone).toLocalDate();
            if (date.isBefore(today) || over && date.equals(today)) {
                bars.add(new Bar(
                        symbol,
                        BarPeriod.D1,
                        date.atStartOfDay(symbol.market().zone()).toInstant(),
                        NAME,
                        row.open(),
                        row.high(),
                        row.low(),
                        row.close(),
                        coins ? BigDecimal.ZERO : row.volume(),
                        coins ? row.volume() : BigDecimal.ZERO,
                        0,
                        true,
                        0));
            }
        }
        return bars;
    }

    private boolean received(String text) {
        Optional<Pricing> pricing;
        try {
            pricing = StreamDecoder.decode(text);
        } catch (DecodeException e) {
            dropped("a message", e);
            return false;
        }
        lock.lock();
        try {
            var state = pricing.map(Pricing::id).map(states::get);
            if (state.isPresent()) {
                deliver(state.flatMap(known -> known.add(pricing.get())).stream()
                        .<MarketEvent>map(Function.identity())
                        .toList());
            }
        } finally {
            lock.unlock();
        }
        return true;
    }

    private void deliver(List<MarketEvent> burst) {
        var out = sink;
        if (!closed && out != null) {
            out.events(burst);
        }
    }

    private void dropped(String what, @Nullable Throwable fault) {
        LOG.log(faultShown ? Level.DEBUG : Level.WARNING, what + " of Yahoo is dropped", fault);
        faultShown = true;
    }

    /** Takes word of a host of the HTTP services. @param trouble empty where it answers */
    private void answers(URI host, String trouble) {
        lock.lock();
        try {
            if (trouble.isEmpty()) {
                troubles.remove(host);
            } else {
                troubles.put(host, trouble);
            }
        } finally {
            lock.unlock();
        }
        tellState();
    }

    /** Down while no connection of the stream is up; trouble with HTTP is said besides. */
    private void tellState() {
        var standing = stream.standing();
        if (standing.up() == 0 && standing.trouble().equals("connecting")) {
            return;
        }
        lock.lock();
        try {
            var out = sink;
            if (closed || out == null) {
                return;
            }
            if (standing.up() == 0) {
                out.state(SourceState.DOWN, standing.trouble());
                return;
            }
            var reason = standing.up() + " of " + standing.all() + " streams open";
            if (!standing.trouble().isEmpty() && standing.up() < standing.all()) {
                reason += ": " + standing.trouble();
            }
            if (!troubles.isEmpty()) {
                reason += troubles.values().stream().distinct().collect(Collectors.joining("; ", "; ", ""));
            }
            out.state(SourceState.UP, reason);
        } finally {
            lock.unlock();
        }
    }

    private static Instrument instrument(QuoteRow row) {
        var symbol = YahooCode.symbol(row.symbol()).orElseThrow();
        var name = row.name() == null ? row.symbol() : row.name();
        var type =
                switch (row.type()) {
                    case "INDEX" -> Instrument.Type.INDEX;
                    case "ETF", "MUTUALFUND" -> Instrument.Type.FUND;
                    case "CRYPTOCURRENCY" -> Instrument.Type.CRYPTO;
                    case "CURRENCY" -> Instrument.Type.FX;
                    default -> Instrument.Type.STOCK;
                };
        return new Instrument(
                symbol,
                name,
                name,
                type,
                BigDecimal.ONE.movePointLeft(Math.max(0, Math.min(8, row.decimals()))),
                BigDecimal.ONE,
                row.currency() == null ? symbol.currency() : row.currency());
    }
}
