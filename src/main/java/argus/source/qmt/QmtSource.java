package argus.source.qmt;

import argus.model.Instrument;
import argus.model.Symbol;
import argus.source.Backoff;
import argus.source.DecodeException;
import argus.source.Failures;
import argus.source.MarketDataSource;
import argus.source.MarketHours;
import argus.source.NotAskedException;
import argus.source.PollSet;
import argus.source.SourceSink;
import argus.source.SourceState;
import argus.source.Turns;
import argus.source.qmt.codec.QmtCode;
import argus.source.qmt.codec.QmtDecoder;
import argus.source.qmt.link.BridgeFailures;
import argus.source.qmt.link.BridgeLink;
import argus.source.qmt.link.BridgeRefusal;
import argus.source.qmt.link.Dialect;
import argus.source.qmt.link.HttpBridgeLink;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chinese and Hong Kong shares from QMT through a bridge. While a socket pushes, each symbol is asked for once; while none does, and
 * with a bridge that has none, wanted symbols are polled. A bridge without its QMT client is down.
 *
 * <p>Its work runs on the executor, one turn at a time; the methods only leave word.
 */
public final class QmtSource implements MarketDataSource, QmtStream.Owner {
    private static final Logger LOG = System.getLogger(QmtSource.class.getName());
    private static final String NAME = "qmt";
    private static final String PUSHED = "ticks are pushed";
    private static final String POLLED = "ticks are polled";
    private static final long TICK_MILLIS = 200;
    private static final Duration SETTLING = Duration.ofMinutes(1);
    private static final Duration STATUS_INTERVAL = Duration.ofSeconds(30);
    /** Asked about to find out what a bridge understands, as long as nothing is wanted. */
    private static final Symbol ANY = new Symbol("000001.SZ");

    private final QmtSettings settings;
    private final MarketHours hours;
    private final Clock clock;
    private final ScheduledExecutorService executor;
    private final BridgeRequests requests;
    private final PollSet polls;
    private final QmtStream stream;
    private final QmtHistory history;
    private final Backoff backoff;
    private final TickFilter filter = new TickFilter(NAME);
    private final Turns turns = new Turns(NAME);

    private volatile Set<Symbol> wanted = Set.of();
    private volatile long unreadable;

    // Used within a turn.
    private Set<Symbol> known = Set.of();
    private final Set<Symbol> urgent = new LinkedHashSet<>();
    private final ArrayDeque<Symbol> round = new ArrayDeque<>();
    private @Nullable Dialect dialect;
    private @Nullable Future<?> timer;
    private boolean searching;
    private boolean asking;
    private boolean pushed;
    private boolean clientMissing;
    private int failures;
    private int askFailures;
    private Instant nextSearch = Instant.MIN;
    private Instant nextAsk = Instant.MIN;
    private Instant nextRound = Instant.MIN;
    private Instant nextStatus = Instant.MIN;

    /**
     * @param hours closed markets are not polled, and may be silent
     * @param executor does the work
     */
    public QmtSource(QmtSettings settings, MarketHours hours, Clock clock, ScheduledExecutorService executor) {
        this(
                settings,
                hours,
                clock,
                executor,
                new HttpBridgeLink(settings.host(), settings.port(), settings.headers(), executor));
    }

    QmtSource(
            QmtSettings settings, MarketHours hours, Clock clock, ScheduledExecutorService executor, BridgeLink link) {
        this.settings = settings;
        this.hours = hours;
        this.clock = clock;
        this.executor = executor;
        requests = new BridgeRequests(link, settings, clock, executor);
        polls = new PollSet(hours, SETTLING);
        backoff = new Backoff(settings.retryDelay(), QmtSettings.LONGEST_DELAY);
        stream = new QmtStream(link, settings.silence(), backoff, clock, turns::run, this);
        history = new QmtHistory(
                requests::get, settings.historyBars(), NAME, settings.retryDelay(), clock, turns::run, turns::hand);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Collection<Instrument> instruments() {
        return List.of();
    }

    @Override
    public boolean serves(Symbol symbol) {
        return QmtCode.of(symbol).isPresent();
    }

    /** How many frames and rows were left out because they cannot be read. */
    public long unreadable() {
        return unreadable;
    }

    @Override
    public void start(SourceSink sink) {
        turns.begin(sink, () -> {
            turns.tell(SourceState.CONNECTING, "looking for the bridge at " + settings.host() + ':' + settings.port());
            timer = executor.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        });
        executor.execute(this::tick);
    }

    @Override
    public void demand(Set<Symbol> wanted) {
        this.wanted = wanted.stream().filter(this::serves).collect(Collectors.toUnmodifiableSet());
        executor.execute(this::tick);
    }

    @Override
    public void close() {
        turns.end(() -> {
            if (timer != null) {
                timer.cancel(false);
            }
            stream.close();
        });
    }

    // ---- What the stream tells, within a turn.

    @Override
    public boolean frame(String text) {
        try {
            var decoded = QmtDecoder.ticks(text);
            faulty(decoded.faults());
            if (decoded.values().isEmpty()) {
                return decoded.faults().isEmpty();
            }
            clientMissing = false;
            turns.tell(SourceState.UP, PUSHED);
            turns.hand(filter.events(decoded.values()));
            return true;
        } catch (DecodeException e) {
            unreadable(text, e);
            return false;
        }
    }

    @Override
    public void opened(Set<String> added) {
        pushed = true;
        known.stream()
                .filter(symbol -> QmtCode.of(symbol).filter(added::contains).isPresent())
                .forEach(urgent::add);
        if (!clientMissing && turns.state() != SourceState.STALE) { // from silence only a frame helps
            turns.tell(SourceState.UP, PUSHED);
        }
    }

    @Override
    public void broken(String reason) {
        LOG.log(pushed ? Level.INFO : Level.DEBUG, "no ticks are pushed: {0}", reason);
        if (pushed) {
            pushed = false;
            nextRound = Instant.MIN;
            nextStatus = Instant.MIN;
        }
    }

    @Override
    public void silent() {
        turns.tell(
                SourceState.STALE,
                "nothing was pushed for " + settings.silence().toSeconds() + " s");
    }

    @Override
    public boolean busy() {
        return known.stream().anyMatch(hours::isBusy);
    }

    // ---- The work.

    private void tick() {
        turns.runUnlessBusy(this::work); // there is another tick after this one
    }

    private void work() {
        applyDemand();
        var now = clock.instant();
        var spoken = dialect;
        if (spoken == null) {
            if (!searching && !now.isBefore(nextSearch)) {
                search();
            }
            return;
        }
        if (spoken.bridge()) {
            stream.tick();
            history.tick();
            if (!stream.isOpen() && !now.isBefore(nextStatus)) {
                askStatus();
            }
        }
        if (!asking && !now.isBefore(nextAsk)) {
            askTicks(spoken, next(now));
        }
    }

    private void applyDemand() {
        var target = wanted;
        if (target == known) {
            return;
        }
        var added = new HashSet<>(target);
        added.removeAll(known);
        known = target;
        urgent.retainAll(known);
        urgent.addAll(added);
        round.retainAll(known);
        polls.want(known);
        filter.want(known);
        history.retain(known);
        history.want(added);
        streamWanted();
    }

    private void streamWanted() {
        if (dialect != null && dialect.bridge()) {
            stream.want(known.stream()
                    .flatMap(symbol -> QmtCode.of(symbol).stream())
                    .collect(Collectors.toSet()));
        }
    }

    private void search() {
        var about = QmtCode.of(known.stream().findFirst().orElse(ANY)).orElseThrow();
        searching = true;
        Dialect.find(requests::get, settings.dialect(), about)
                .whenComplete((found, failure) -> turns.run(() -> found(found, failure)));
    }

    private void found(@Nullable Dialect found, @Nullable Throwable failure) {
        searching = false;
        if (found == null) {
            var reason = failure == null ? new IllegalStateException("no answer") : failure;
            failures += Failures.cause(reason) instanceof NotAskedException ? 0 : 1;
            nextSearch = clock.instant().plus(backoff.after(Math.max(1, failures)));
            unreachable(reason);
            return;
        }
        failures = 0;
        dialect = found;
        history.hurry();
        LOG.log(Level.INFO, "the QMT bridge speaks {0}", found);
        if (!found.bridge()) {
            turns.tell(SourceState.UP, POLLED);
        }
        streamWanted();
        work();
    }

    private void askStatus() {
        nextStatus = clock.instant().plus(clientMissing ? settings.pollInterval() : STATUS_INTERVAL);
        requests.get(Dialect.STATUS).whenComplete((text, failure) -> turns.run(() -> status(text, failure)));
    }

    private void status(@Nullable String text, @Nullable Throwable failure) {
        if (failure != null && !(Failures.cause(failure) instanceof BridgeRefusal refusal && refusal.isUnknown())) {
            if (!stream.isOpen()) {
                unreachable(failure);
                nextStatus = clock.instant().plus(settings.pollInterval());
            }
            return;
        }
        boolean connected = text == null || !"false".equals(connected(text));
        boolean back = clientMissing && connected;
        clientMissing = !connected;
        if (clientMissing) {
            turns.tell(SourceState.DOWN, "the bridge answers, but its QMT client is not connected");
        } else if (back) {
            nextAsk = Instant.MIN;
            nextRound = Instant.MIN;
            stream.hurry();
            history.hurry();
        }
        if (connected && known.isEmpty()) {
            turns.tell(SourceState.UP, "the bridge answers");
        }
    }

    private @Nullable String connected(String text) {
        try {
            return QmtDecoder.remarks(text).get("connected");
        } catch (DecodeException e) {
            unreadable(text, e);
            return null;
        }
    }

    /** What to ask for now: first what was never told, then what is polled while nothing is pushed. */
    private List<Symbol> next(Instant now) {
        var batch = new ArrayList<Symbol>();
        for (var symbols = urgent.iterator(); symbols.hasNext() && batch.size() < settings.batch(); ) {
            batch.add(symbols.next());
            symbols.remove();
        }
        if (!batch.isEmpty() || stream.isOpen()) {
            return batch;
        }
        if (round.isEmpty() && !now.isBefore(nextRound)) {
            nextRound = now.plus(settings.pollInterval());
            round.addAll(polls.due());
        }
        while (!round.isEmpty() && batch.size() < settings.batch()) {
            batch.add(round.remove());
        }
        return batch;
    }

    private void askTicks(Dialect spoken, List<Symbol> batch) {
        if (batch.isEmpty()) {
            return;
        }
        var codes =
                batch.stream().flatMap(symbol -> QmtCode.of(symbol).stream()).toList();
        asking = true;
        requests.get(spoken.ticks(codes))
                .whenComplete((text, failure) -> turns.run(() -> answered(batch, text, failure)));
    }

    private void answered(List<Symbol> batch, @Nullable String text, @Nullable Throwable failure) {
        asking = false;
        if (text == null) {
            notAnswered(batch, failure == null ? new IllegalStateException("no answer") : failure);
            return;
        }
        try {
            var decoded = QmtDecoder.ticks(text);
            faulty(decoded.faults());
            askFailures = 0;
            polls.answered(batch);
            var events = filter.events(decoded.values());
            if (!stream.isOpen()) {
                if (turns.state() == SourceState.DOWN) {
                    stream.hurry();
                }
                if (!clientMissing && (turns.state() != SourceState.STALE || !events.isEmpty())) {
                    turns.tell(SourceState.UP, POLLED);
                }
            }
            turns.hand(events);
            work();
        } catch (DecodeException e) {
            unreadable(text, e);
            notAnswered(batch, e);
        }
    }

    private void notAnswered(List<Symbol> batch, Throwable failure) {
        askFailures += Failures.cause(failure) instanceof NotAskedException ? 0 : 1;
        nextAsk = clock.instant().plus(backoff.after(Math.max(1, askFailures)));
        round.clear();
        urgent.addAll(batch);
        urgent.retainAll(known);
        if (!stream.isOpen()) {
            unreachable(failure);
        }
        if (Failures.cause(failure) instanceof BridgeRefusal refusal && refusal.isUnknown()) {
            dialect = null; // another bridge is there now
            stream.close();
        }
    }

    private void unreachable(Throwable failure) {
        if (!clientMissing && !(Failures.cause(failure) instanceof NotAskedException)) {
            turns.tell(SourceState.DOWN, BridgeFailures.words(failure));
        }
    }

    private void faulty(List<String> faults) {
        if (!faults.isEmpty()) {
            LOG.log(unreadable == 0 ? Level.WARNING : Level.DEBUG, "a row that cannot be true: {0}", faults.get(0));
            unreadable = unreadable + faults.size();
        }
    }

    private void unreadable(String text, DecodeException e) {
        LOG.log(
                unreadable == 0 ? Level.WARNING : Level.DEBUG,
                "a frame that cannot be read: {0}; it begins {1}",
                e.getMessage(),
                text.substring(0, Math.min(200, text.length())));
        unreadable = unreadable + 1;
    }
}
