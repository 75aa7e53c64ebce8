package argus.source.tdx;

import argus.model.BarPeriod;
import argus.model.Instrument;
import argus.model.Market;
import argus.model.MarketEvent;
import argus.model.Symbol;
import argus.source.MarketDataSource;
import argus.source.MarketHours;
import argus.source.PollSet;
import argus.source.SourceSink;
import argus.source.SourceState;
import argus.source.tdx.link.TdxLinks;
import argus.source.tdx.wire.ReferenceDecoder;
import argus.source.tdx.wire.TdxCode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Shares, funds and indices of Shanghai, Shenzhen and Beijing from TDX servers. There is no push: states are polled, and
 * told where they have changed. Instruments become known when the servers have told their lists; until then, and in
 * Beijing, whose list no server tells, a symbol is served if its code can be that of one.
 */
public final class TdxSource implements MarketDataSource {
    private static final String NAME = "tdx";
    private static final Duration LIST_AGAIN = Duration.ofMinutes(1);
    private static final Map<Integer, Market> LISTED = Map.of(TdxCode.SHENZHEN, Market.SZ, TdxCode.SHANGHAI, Market.SH);

    private final TdxSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService timers;
    private final SecurityList list = new SecurityList();
    private final PollSet polls;
    private final TdxLinks links;
    private final Rounds rounds;
    private final Map<Symbol, Watched> watched = new ConcurrentHashMap<>();
    private final Object turn = new Object();

    // Guarded by the turn.
    private @Nullable SourceSink sink;
    private @Nullable SourceState state;

    private volatile boolean closed;

    /** @param timers run the connections */
    public TdxSource(TdxSettings settings, MarketHours hours, Clock clock, ScheduledExecutorService timers) {
        this.settings = settings;
        this.clock = clock;
        this.timers = timers;
        polls = new PollSet(hours, Duration.ZERO);
        links = new TdxLinks(settings.links(), clock, timers, this::tell);
        var pace = new Rounds.Pace(
                settings.interval(), settings.batch(), settings.links().leastBetweenRequests());
        rounds = new Rounds(pace, polls::due, links::isBehind, this::poll, clock, timers);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Collection<Instrument> instruments() {
        return list.instruments();
    }

    @Override
    public boolean serves(Symbol symbol) {
        return list.find(symbol).isPresent();
    }

    @Override
    public void start(SourceSink sink) {
        synchronized (turn) {
            this.sink = sink;
        }
        if (settings.links().servers().isEmpty()) {
            tell(SourceState.DOWN, "there is no server: set argus.datasource.tdx-servers");
            return;
        }
        links.start();
        LISTED.keySet().forEach(this::loadList);
        rounds.begin();
    }

    @Override
    public void demand(Set<Symbol> wanted) {
        polls.want(wanted);
        watched.keySet().retainAll(wanted);
        var added = new ArrayList<Watched>();
        long traded =
                watched.values().stream().filter(one -> one.tape() != null).count();
        for (var symbol : wanted) {
            var security =
                    watched.containsKey(symbol) ? null : list.find(symbol).orElse(null);
            if (security != null) {
                boolean trades = !security.isIndex() && traded < settings.tradeSymbols();
                traded += trades ? 1 : 0;
                added.add(watch(security, trades));
            }
        }
        ask(added);
        added.forEach(this::loadHistory);
    }

    @Override
    public void close() {
        closed = true;
        rounds.close();
        links.close();
        synchronized (turn) {
            sink = null;
        }
    }

    private Watched watch(Security security, boolean trades) {
        var added = new Watched(security, trades ? new TradeTape(security, NAME) : null);
        watched.put(security.symbol(), added);
        return added;
    }

    /** What is not wanted any more since the round has begun is passed over. */
    private void poll(List<Symbol> batch) {
        ask(batch.stream().map(watched::get).filter(Objects::nonNull).toList());
    }

    private void ask(List<Watched> all) {
        for (int from = 0; from < all.size(); from += settings.batch()) {
            var batch = List.copyOf(all.subList(from, Math.min(all.size(), from + settings.batch())));
            links.add(new QuoteErrand(batch, links, clock, NAME, this::publish, this::answered));
        }
    }

    private void answered(List<Watched> asked) {
        polls.answered(asked.stream().map(one -> one.security().symbol()).toList());
    }

    private void loadHistory(Watched one) {
        if (settings.historyBars() > 0) {
            for (var period : List.of(BarPeriod.M1, BarPeriod.D1)) {
                links.addPatient(new HistoryErrand(
                        one.security(), period, settings.historyBars(), links, clock, NAME, this::publish));
            }
        }
    }

    private void loadList(int market) {
        links.addPatient(new ListErrand(market, links, rows -> listed(market, rows), () -> loadListLater(market)));
    }

    private void loadListLater(int market) {
        if (!closed) {
            timers.schedule(() -> loadList(market), LIST_AGAIN.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private void listed(int market, List<ReferenceDecoder.Security> rows) {
        list.add(rows);
        if (!rows.isEmpty()) {
            list.complete(Objects.requireNonNull(LISTED.get(market)));
            watched.replaceAll((symbol, one) -> list.find(symbol)
                    .filter(security -> !security.equals(one.security()))
                    .map(security -> new Watched(security, one.tape() == null ? null : new TradeTape(security, NAME)))
                    .orElse(one));
        }
        synchronized (turn) {
            if (state == SourceState.UP) {
                tell(SourceState.UP, list.instruments().size() + " instruments are known");
            }
        }
    }

    private void publish(List<MarketEvent> burst) {
        synchronized (turn) {
            var to = sink;
            if (to != null && !burst.isEmpty()) {
                to.events(burst);
            }
        }
    }

    private void tell(SourceState now, String reason) {
        synchronized (turn) {
            state = now;
            var to = sink;
            if (to != null) {
                to.state(now, reason);
            }
        }
    }
}
