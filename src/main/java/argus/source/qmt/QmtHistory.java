package argus.source.qmt;

import argus.model.Bar;
import argus.model.BarPeriod;
import argus.model.MarketEvent;
import argus.model.Symbol;
import argus.source.Backoff;
import argus.source.DecodeException;
import argus.source.Failures;
import argus.source.NotAskedException;
import argus.source.qmt.codec.QmtCode;
import argus.source.qmt.codec.QmtDecoder;
import argus.source.qmt.link.BridgeFailures;
import argus.source.qmt.link.BridgeRefusal;
import argus.source.qmt.link.Dialect;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
 * request at a time. A request that fails is made again after a while that grows; what the bridge does not have is left out. Not thread-safe: answers go through the lock of the owner.
 */
final class QmtHistory {
    private static final Logger LOG = System.getLogger(QmtHistory.class.getName());
    private static final List<BarPeriod> PERIODS = List.of(BarPeriod.M1, BarPeriod.D1);
    private static final int MOST_SYMBOLS = 20;
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);

    private final Function<String, CompletionStage<String>> get;
    private final int count;
    private final String source;
    private final Clock clock;
    private final Consumer<Runnable> exclusively;
    private final Consumer<List<MarketEvent>> sink;
    private final Backoff backoff;
    private final Set<Symbol> missing = new LinkedHashSet<>();
    private final ArrayDeque<Request> requests = new ArrayDeque<>();
    private Set<Symbol> wanted = Set.of();
    private int path;
    private boolean asking;
    private int failures;
    private Instant nextTry = Instant.MIN;

    private record Request(List<Symbol> symbols, BarPeriod period) {
        Request of(Set<Symbol> wanted) {
            return new Request(symbols.stream().filter(wanted::contains).toList(), period);
        }
    }

    /**
     * @param get begins a request; never throws
     * @param count how many bars of each period
     * @param retryDelay about the wait after the first failure
     * @param exclusively runs a task while no other runs
     * @param sink takes the bars of one answer
     */
    QmtHistory(
            Function<String, CompletionStage<String>> get,
            int count,
            String source,
            Duration retryDelay,
            Clock clock,
            Consumer<Runnable> exclusively,
            Consumer<List<MarketEvent>> sink) {
        this.get = get;
        this.count = count;
        this.source = source;
        backoff = new Backoff(retryDelay, LONGEST_DELAY);
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
        this.wanted = wanted;
        missing.retainAll(wanted);
        var left = List.copyOf(requests);
        requests.clear();
        left.forEach(this::queue);
    }

    /** Asks as soon as it can, in any way: the bridge is there again, and may be another one. */
    void hurry() {
        path = 0;
        failures = 0;
        nextTry = Instant.MIN;
    }

    /** Asks for what is missing, if nothing is under way. Called now and then while the bridge answers. */
    void tick() {
        if (asking || clock.instant().isBefore(nextTry)) {
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
        var stocks =
                request.symbols.stream().flatMap(s -> QmtCode.of(s).stream()).collect(Collectors.joining(","));
        asking = true;
        get.apply(Dialect.BARS.get(path) + "?stocks=" + stocks + "&period="
                        + QmtDecoder.period(request.period).orElseThrow() + "&count=" + count
                        + "&dividend_type=none&fill_data=false")
                .whenComplete((text, failure) -> exclusively.accept(() -> answered(request, text, failure)));
    }

    private void answered(Request request, @Nullable String text, @Nullable Throwable failure) {
        asking = false;
        if (text != null) {
            read(request, text);
        } else {
            notAnswered(request, failure == null ? new IllegalStateException("no answer") : failure);
        }
        tick();
    }

    private void notAnswered(Request request, Throwable failure) {
        if (Failures.cause(failure) instanceof BridgeRefusal refusal && refusal.isUnknown()) {
            path = (path + 1) % Dialect.BARS.size();
            requests.addFirst(request);
            if (path == 0) {
                rest(LONGEST_DELAY, failure); // it has no bars by any name, as long as it is the same
            }
        } else {
            again(request, failure);
        }
    }

    /** Makes a request again, after the others, as what is wrong may be wrong with its symbols. */
    private void again(Request request, Throwable failure) {
        failures += Failures.cause(failure) instanceof NotAskedException ? 0 : 1;
        queue(request);
        rest(backoff.after(Math.max(1, failures)), failure);
    }

    private void queue(Request request) {
        var left = request.of(wanted);
        if (!left.symbols.isEmpty()) {
            requests.add(left);
        }
    }

    private void rest(Duration time, Throwable failure) {
        nextTry = clock.instant().plus(time);
        LOG.log(Level.DEBUG, "no bars for {0} ms: {1}", time.toMillis(), BridgeFailures.words(failure));
    }

    private void read(Request request, String text) {
        QmtDecoder.Decoded<Bar> decoded;
        try {
            decoded = QmtDecoder.bars(text, request.period, source);
        } catch (DecodeException e) {
            LOG.log(failures == 0 ? Level.WARNING : Level.DEBUG, "bars that cannot be read: {0}", e.getMessage());
            again(request, e);
            return;
        }
        failures = 0;
        var past = new ArrayList<MarketEvent>(decoded.values());
        past.removeIf(bar -> !isOver((Bar) bar));
        if (!past.isEmpty()) {
            sink.accept(past);
        }
    }

    /** A bar of a day counts as over on the next, since nothing tells whether the last auction is in it. */
    private boolean isOver(Bar bar) {
        return !bar.time().plus(bar.period().length()).isAfter(clock.instant());
    }
}
