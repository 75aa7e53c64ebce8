package argus.source.tencent;

import argus.model.Instrument;
import argus.model.Market;
import argus.model.MarketEvent;
import argus.model.Symbol;
import argus.source.DecodeException;
import argus.source.MarketDataSource;
import argus.source.MarketHours;
import argus.source.PollSet;
import argus.source.SourceSink;
import argus.source.SourceState;
import argus.source.Upstream;
import argus.source.tencent.TencentDecoder.Answer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Quotes and books by asking Tencent again and again for what is wanted and whose market is open. A row that is the same
 * as before is told again only after ten seconds. While the service is down and nothing is wanted it is asked for one index, to know when it is
 * back. Everything happens on the executor; the methods only leave word.
 */
public final class TencentSource implements MarketDataSource {
    static final String NAME = "tencent";

    private static final Logger LOG = System.getLogger(TencentSource.class.getName());
    private static final String ALWAYS_THERE = "sh000001";
    /** Hong Kong is told 15 minutes late, and its closing auction ends by chance within the last two of ten. */
    private static final Duration HONG_KONG_DELAY = Duration.ofMinutes(26);

    private static final Duration DELAY = Duration.ofMinutes(3);

    /** So that whoever waits for a sign of life from a quiet symbol gets one. */
    private static final Duration TOLD_AGAIN = Duration.ofSeconds(10);

    private final TencentSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService timers;
    private final TencentClient client;
    private final Upstream upstream;
    private final PollSet prompt;
    private final PollSet delayed;
    private final Map<Symbol, Instrument> instruments = new ConcurrentHashMap<>();
    private volatile Set<Symbol> demanded = Set.of();
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final Map<Symbol, Told> told = new HashMap<>();
    private final Set<Symbol> inFlight = new HashSet<>();
    private Set<Symbol> wanted = Set.of();
    private SourceState state = SourceState.CONNECTING;
    private boolean closed;
    private boolean faultShown;
    private long books;
    private @Nullable SourceSink sink;

    /** A row that was told, and when. */
    private record Told(String text, Instant at) {}

    /** @param timers runs everything, answers included */
    public TencentSource(TencentSettings settings, MarketHours hours, Clock clock, ScheduledExecutorService timers) {
        this.settings = settings;
        this.timers = timers;
        this.clock = clock;
        client = new TencentClient(settings, timers);
        upstream = new Upstream("Tencent (Hong Kong 15 min late)", settings.terms(), clock, timers, this::changed);
        prompt = new PollSet(hours, DELAY);
        delayed = new PollSet(hours, HONG_KONG_DELAY);
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
        return TencentCode.of(symbol).isPresent();
    }

    @Override
    public void start(SourceSink sink) {
        lock.lock();
        try {
            this.sink = sink;
        } finally {
            lock.unlock();
        }
        timers.execute(this::poll);
    }

    @Override
    public void demand(Set<Symbol> symbols) {
        demanded = Set.copyOf(symbols);
        timers.execute(this::applyDemand);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    private void applyDemand() {
        Set<Symbol> fresh;
        lock.lock();
        try {
            var symbols = demanded;
            fresh = new HashSet<>(symbols);
            fresh.removeAll(wanted);
            wanted = symbols;
            told.keySet().retainAll(wanted);
            delayed.want(late(wanted, true));
            prompt.want(late(wanted, false));
        } finally {
            lock.unlock();
        }
        var due = due();
        due.retainAll(fresh);
        ask(due);
    }

    private List<Symbol> due() {
        var due = new ArrayList<>(prompt.due());
        due.addAll(delayed.due());
        return due;
    }

    private static Set<Symbol> late(Set<Symbol> symbols, boolean late) {
        return symbols.stream()
                .filter(symbol -> (symbol.market() == Market.HK) == late)
                .collect(Collectors.toSet());
    }

    /** Asks for everything that is due, and plans to do so again. */
    private void poll() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            timers.schedule(this::poll, settings.interval().get().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "polls no more", e);
            return;
        } finally {
            lock.unlock();
        }
        var due = due();
        if (due.isEmpty() && state() != SourceState.UP) {
            send(List.of(ALWAYS_THERE), List.of());
        } else {
            ask(due);
        }
    }

    private void ask(Collection<Symbol> due) {
        var batch = new ArrayList<Symbol>();
        for (var symbol : due) {
            if (taken(symbol)) {
                batch.add(symbol);
            }
            if (batch.size() == settings.batch()) {
                send(codes(batch), List.copyOf(batch));
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            send(codes(batch), List.copyOf(batch));
        }
    }

    private static List<String> codes(List<Symbol> symbols) {
        return symbols.stream()
                .map(TencentCode::of)
                .map(code -> code.orElseThrow())
                .toList();
    }

    private void send(List<String> codes, List<Symbol> symbols) {
        upstream.ask(() -> client.fetch(codes).thenApply(TencentDecoder::decode))
                .whenComplete((answer, failure) -> {
                    if (answer == null) {
                        failed(symbols, failure);
                    } else {
                        answered(symbols, answer);
                    }
                });
    }

    private void answered(List<Symbol> asked, Answer answer) {
        lock.lock();
        try {
            asked.forEach(inFlight::remove);
            var out = sink;
            if (closed || out == null) {
                return;
            }
            prompt.answered(asked);
            delayed.answered(asked);
            answer.faults().forEach(this::dropped);
            var burst = new ArrayList<MarketEvent>();
            for (var read : answer.rows()) {
                var row = read.row();
                if (wanted.contains(row.symbol()) && isNews(row.symbol(), read.text())) {
                    instruments.put(row.symbol(), row.instrument());
                    if (row.hasDepth()) {
                        burst.add(row.depth(++books));
                    }
                    burst.add(row.quote());
                }
            }
            if (!asked.isEmpty()) {
                out.events(burst);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isNews(Symbol symbol, String text) {
        var now = clock.instant();
        var before = told.get(symbol);
        if (before != null
                && before.text().equals(text)
                && Duration.between(before.at(), now).compareTo(TOLD_AGAIN) < 0) {
            return false;
        }
        told.put(symbol, new Told(text, now));
        return true;
    }

    private void failed(List<Symbol> asked, Throwable failure) {
        lock.lock();
        try {
            asked.forEach(inFlight::remove);
            if (failure instanceof DecodeException fault) {
                dropped(fault);
            }
        } finally {
            lock.unlock();
        }
    }

    private void dropped(DecodeException fault) {
        LOG.log(faultShown ? Level.DEBUG : Level.WARNING, "an answer of Tencent is dropped", fault);
        faultShown = true;
    }

    private void changed(SourceState next, String reason) {
        lock.lock();
        try {
            state = next;
            var out = sink;
            if (!closed && out != null) {
                out.state(next, reason);
            }
        } finally {
            lock.unlock();
        }
    }

    private SourceState state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    /** Marks a symbol as asked for, unless it is. */
    private boolean taken(Symbol symbol) {
        lock.lock();
        try {
            return wanted.contains(symbol) && inFlight.add(symbol);
        } finally {
            lock.unlock();
        }
    }
}
