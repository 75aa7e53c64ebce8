package argus.source.yahoo;

import argus.model.Instrument;
import argus.model.MarketEvent;
import argus.model.Symbol;
import argus.source.DecodeException;
import argus.source.MarketDataSource;
import argus.source.MarketHours;
import argus.source.SourceSink;
import argus.source.SourceState;
import argus.source.Turns;
import argus.source.yahoo.wire.Chart;
import argus.source.yahoo.wire.Pricing;
import argus.source.yahoo.wire.QuoteRow;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Quotes from Yahoo's stream. What the stream leaves out (the day's open, high and low, the previous close) and daily bars
 * of the past are fetched over HTTP once for each symbol that becomes wanted; while the stream is down, quotes of open
 * markets are fetched again and again. Messages and answers come in on threads of the executor, one turn at a time.
 */
public final class YahooSource implements MarketDataSource {
    static final String NAME = "yahoo";

    private static final Logger LOG = System.getLogger(YahooSource.class.getName());
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

    /** How late exchanges are told at most. */
    private static final Duration DELAY = Duration.ofMinutes(30);

    private final YahooSettings settings;
    private final MarketHours hours;
    private final Clock clock;
    private final ScheduledExecutorService timers;
    private final StreamShards stream;
    private final Snapshots snapshots;
    private final Map<Symbol, Instrument> instruments = new ConcurrentHashMap<>();
    private final Turns turns = new Turns(NAME);
    private volatile Set<Symbol> demanded = Set.of();

    // In turn.
    private final Map<String, QuoteState> states = new HashMap<>();
    private final Map<URI, String> troubles = new TreeMap<>();
    private boolean faultShown;
    private @Nullable Future<?> watch;

    /** @param timers runs everything, answers and messages included */
    public YahooSource(YahooSettings settings, MarketHours hours, Clock clock, ScheduledExecutorService timers) {
        this.settings = settings;
        this.hours = hours;
        this.clock = clock;
        this.timers = timers;
        stream = new StreamShards(settings, turns::run, clock, timers, new Stream());
        var http = new YahooHttp(settings, clock, timers, (host, trouble) -> turns.run(() -> answers(host, trouble)));
        snapshots = new Snapshots(settings, http, turns::run, clock, timers, new Answers());
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
        turns.begin(sink, () -> {
            turns.tell(
                    SourceState.CONNECTING, "connecting to " + settings.stream().getHost());
            applyDemand();
            long look = Math.max(
                    1, Math.min(LONGEST_LOOK.toMillis(), settings.silence().toMillis() / 4));
            watch = timers.scheduleWithFixedDelay(
                    () -> turns.runUnlessBusy(this::look), look, look, TimeUnit.MILLISECONDS);
        });
    }

    @Override
    public void demand(Set<Symbol> wanted) {
        demanded = Set.copyOf(wanted);
        timers.execute(() -> turns.run(this::applyDemand));
    }

    @Override
    public void close() {
        turns.end(() -> {
            if (watch != null) {
                watch.cancel(false);
            }
            stream.close();
        });
    }

    private void look() {
        stream.watch(name -> symbol(name).filter(hours::isBusy).isPresent());
        if (stream.standing().up() == 0) {
            snapshots.poll(states.keySet().stream()
                    .filter(name -> symbol(name)
                            .filter(symbol -> hours.isOpen(symbol, DELAY))
                            .isPresent())
                    .toList());
        }
    }

    private static Optional<Symbol> symbol(String name) {
        return YahooCode.symbol(name);
    }

    private void applyDemand() {
        var fresh = new ArrayList<String>();
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
        snapshots.retain(wanted);
        snapshots.begin(fresh);
        tellState();
    }

    /** Takes word of a host of the HTTP services. @param trouble empty where it answers */
    private void answers(URI host, String trouble) {
        if (trouble.isEmpty()) {
            troubles.remove(host);
        } else {
            troubles.put(host, trouble);
        }
        tellState();
    }

    /** Down while no connection of the stream is up, even where HTTP helps: that is late. */
    private void tellState() {
        var standing = stream.standing();
        var http = troubles.values().stream().distinct().collect(Collectors.joining("; "));
        if (standing.up() > 0) {
            var reason = standing.up() + " of " + standing.all() + " streams open";
            turns.tell(SourceState.UP, joined(reason, standing.trouble(), http));
        } else if (!standing.trouble().isEmpty()) {
            boolean polled = http.isEmpty() && !states.isEmpty();
            turns.tell(
                    SourceState.DOWN,
                    joined(standing.trouble(), polled ? "quotes are polled over HTTP meanwhile" : "", http));
        }
    }

    private static String joined(String... parts) {
        return List.of(parts).stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
    }

    private void dropped(String what, Throwable fault) {
        LOG.log(faultShown ? Level.DEBUG : Level.WARNING, what + " of Yahoo is dropped", fault);
        faultShown = true;
    }

    private final class Stream implements StreamConnection.Owner {
        @Override
        public void pricing(Pricing told) {
            var state = states.get(told.id());
            if (state != null) {
                turns.hand(state.add(told).stream().toList());
            }
        }

        @Override
        public void unreadable(DecodeException fault) {
            dropped("a message", fault);
        }

        @Override
        public void changed() {
            tellState();
        }
    }

    private final class Answers implements Snapshots.Owner {
        @Override
        public void quotes(List<QuoteRow> rows) {
            var burst = new ArrayList<MarketEvent>();
            for (var row : rows) {
                var state = states.get(row.symbol());
                if (state != null) {
                    var learned = instrument(row);
                    instruments.put(learned.symbol(), learned);
                    state.add(row).ifPresent(burst::add);
                }
            }
            turns.hand(burst);
        }

        @Override
        public void chart(String name, Chart chart, boolean past) {
            var state = states.get(name);
            if (state != null) {
                var burst = new ArrayList<MarketEvent>();
                if (past) {
                    burst.addAll(PastDays.of(state.symbol(), chart, clock.instant()));
                }
                state.add(chart).ifPresent(burst::add);
                turns.hand(burst);
            }
        }

        @Override
        public void unreadable(String what, Throwable fault) {
            dropped(what, fault);
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
