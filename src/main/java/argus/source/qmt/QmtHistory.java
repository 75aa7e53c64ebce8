package argus.source.qmt;

import argus.model.Bar;
import argus.model.BarPeriod;
import argus.model.MarketEvent;
import argus.model.Symbol;
import argus.source.DecodeException;
import argus.source.qmt.codec.QmtCode;
import argus.source.qmt.codec.QmtDecoder;
import argus.source.qmt.link.BridgeRefusal;
import argus.source.qmt.link.Dialect;
import argus.source.qmt.link.Failures;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The past of symbols: bars of one minute and of one day, fetched once when a symbol begins to be wanted, a few symbols in one request and one
 * request at a time. What the bridge does not have is left out. Not thread-safe: answers go through the lock of the owner.
 */
final class QmtHistory {
    private static final Logger LOG = System.getLogger(QmtHistory.class.getName());
    private static final List<BarPeriod> PERIODS = List.of(BarPeriod.M1, BarPeriod.D1);
    private static final int MOST_SYMBOLS = 20;

    private final Function<String, CompletionStage<String>> get;
    private final int count;
    private final String source;
    private final Clock clock;
    private final Consumer<Runnable> exclusively;
    private final Consumer<List<MarketEvent>> sink;
    private final Set<Symbol> missing = new LinkedHashSet<>();
    private final ArrayDeque<Request> requests = new ArrayDeque<>();
    private int path;
    private boolean asking;

    private record Request(List<Symbol> symbols, BarPeriod period) {}

    /**
     * @param count how many bars of each period
     * @param exclusively runs a task while no other runs
     * @param sink takes the bars of one answer
     */
    QmtHistory(
            Function<String, CompletionStage<String>> get,
            int count,
            String source,
            Clock clock,
            Consumer<Runnable> exclusively,
            Consumer<List<MarketEvent>> sink) {
        this.get = get;
        this.count = count;
        this.source = source;
        this.clock = clock;
        this.exclusively = exclusively;
        this.sink = sink;
    }

    /** Adds symbols whose past is not known. */
    void want(Collection<Symbol> symbols) {
        if (count > 0) {
            missing.addAll(symbols);
        }
    }

    /** Does not ask for symbols that are wanted no more. */
    void retain(Set<Symbol> wanted) {
        missing.retainAll(wanted);
    }

    /** Asks for what is missing, if nothing is under way. Called now and then while the bridge answers. */
    void tick() {
        if (asking || path == Dialect.BARS.size()) {
            return;
        }
        if (requests.isEmpty() && !missing.isEmpty()) {
            var symbols = missing.stream().limit(MOST_SYMBOLS).toList();
            symbols.forEach(missing::remove);
            PERIODS.forEach(period -> requests.add(new Request(symbols, period)));
        }
        var request = requests.poll();
        if (request != null) {
            ask(request);
        }
    }

    private void ask(Request request) {
        asking = true;
        var stocks =
                request.symbols.stream().flatMap(s -> QmtCode.of(s).stream()).collect(Collectors.joining(","));
        get.apply(Dialect.BARS.get(path) + "?stocks=" + stocks + "&period="
                        + QmtDecoder.period(request.period).orElseThrow() + "&count=" + count
                        + "&dividend_type=none&fill_data=false")
                .whenComplete((text, failure) -> exclusively.accept(() -> answered(request, text, failure)));
    }

    private void answered(Request request, @Nullable String text, @Nullable Throwable failure) {
        asking = false;
        if (text != null) {
            read(request, text);
        } else if (failure != null && Failures.cause(failure) instanceof BridgeRefusal refusal && refusal.isUnknown()) {
            path++;
            requests.addFirst(request);
        } else if (failure != null) {
            LOG.log(Level.DEBUG, "no bars: {0}", Failures.words(failure));
        }
        tick();
    }

    private void read(Request request, String text) {
        try {
            var decoded = QmtDecoder.bars(text, request.period, source);
            var past = new ArrayList<MarketEvent>(decoded.values());
            past.removeIf(bar -> !isOver((Bar) bar));
            if (!past.isEmpty()) {
                sink.accept(past);
            }
        } catch (DecodeException e) {
            LOG.log(Level.WARNING, "bars that cannot be read: {0}", e.getMessage());
        }
    }

    /** A bar of a day counts as over on the next, since nothing tells whether the last auction is in it. */
    private boolean isOver(Bar bar) {
        return !bar.time().plus(bar.period().length()).isAfter(clock.instant());
    }
}
