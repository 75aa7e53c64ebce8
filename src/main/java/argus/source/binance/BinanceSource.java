package argus.source.binance;

import argus.model.Instrument;
import argus.model.Symbol;
import argus.source.Backoff;
import argus.source.DecodeException;
import argus.source.MarketDataSource;
import argus.source.SourceSink;
import argus.source.SourceState;
import argus.source.Turns;
import argus.source.binance.stream.StreamPool;
import argus.source.binance.wire.Frame;
import argus.source.binance.wire.Frame.BookTicker;
import argus.source.binance.wire.Frame.Candle;
import argus.source.binance.wire.Frame.DayTicker;
import argus.source.binance.wire.Frame.DepthDiff;
import argus.source.binance.wire.Frame.Execution;
import argus.source.binance.wire.Frame.OfPair;
import argus.source.binance.wire.PairInfo;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Binance's spot market over its public streams and REST interface, without an account. Frames come in on the threads of
 * the connections and are handed on under one lock; while the feed is behind, the connections are not read.
 */
public final class BinanceSource implements MarketDataSource {
    public static final String NAME = "binance";
    static final List<String> CHANNELS = List.of("trade", "bookTicker", "ticker", "kline_1d", "depth@100ms");
    private static final Logger LOG = System.getLogger(BinanceSource.class.getName());
    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration LIST_LASTS = Duration.ofHours(6);
    /** A venue's time that is further ahead of ours is not believed. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private final BinanceSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService timers;
    private final Turns turns = new Turns(NAME);
    private final RestApi rest;
    private final StreamPool pool;
    private final Backfill backfill;
    private final Backoff listBackoff;
    private volatile Pairs pairs = Pairs.unknown();
    private volatile Set<Symbol> wanted = Set.of();
    private volatile long unreadable;

    // Used within a turn.
    private final Map<String, PairFeed> feeds = new HashMap<>();
    private Instant venueTime = Instant.EPOCH;
    private Instant nextList = Instant.MIN;
    private int listFailures;
    private String restTrouble = "";
    private @Nullable Future<?> timer;

    /** @param timers runs what is due, and the connections */
    public BinanceSource(BinanceSettings settings, Clock clock, ScheduledExecutorService timers) {
        this.settings = settings;
        this.clock = clock;
        this.timers = timers;
        var http = http(settings, timers);
        rest = new RestApi(settings, http, clock, timers, (state, reason) -> turns.run(() -> restIs(state, reason)));
        pool = new StreamPool(settings.terms(), CHANNELS, http, turns::run, clock, timers, new Streams());
        backfill = new Backfill(settings, rest, clock, timers, turns::run, this::answered);
        listBackoff = new Backoff(settings.retryDelay(), BinanceSettings.LONGEST_DELAY);
    }

    static HttpClient http(BinanceSettings settings, ScheduledExecutorService timers) {
        return HttpClient.newBuilder()
                .executor(timers)
                .connectTimeout(settings.timeout())
                .proxy(ProxySelector.getDefault())
                .build();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Collection<Instrument> instruments() {
        return pairs.instruments();
    }

    @Override
    public boolean serves(Symbol symbol) {
        return pairs.name(symbol).isPresent();
    }

    /** How many frames and answers were dropped because they cannot be read. */
    public long unreadable() {
        return unreadable;
    }

    @Override
    public void start(SourceSink given) {
        turns.begin(given, () -> {
            turns.tell(SourceState.CONNECTING, "asking " + settings.rest().getHost() + " which pairs there are");
            timer = timers.scheduleWithFixedDelay(
                    () -> turns.run(this::tick), 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    @Override
    public void demand(Set<Symbol> symbols) {
        wanted = Set.copyOf(symbols);
        timers.execute(() -> turns.run(this::applyDemand));
    }

    @Override
    public void close() {
        turns.end(() -> {
            if (timer != null) {
                timer.cancel(false);
            }
            pool.close();
        });
    }

    private void tick() {
        if (!clock.instant().isBefore(nextList)) {
            nextList = Instant.MAX;
            rest.pairs().whenComplete((list, failure) -> turns.run(() -> listed(list, failure)));
        }
        pool.tick();
        backfill.tick();
    }

    private void listed(@Nullable List<PairInfo> list, @Nullable Throwable failure) {
        if (list == null) {
            listFailures++;
            nextList = clock.instant().plus(listBackoff.after(listFailures));
            LOG.log(Level.DEBUG, "Binance did not tell its pairs", failure);
        } else {
            listFailures = 0;
            nextList = clock.instant().plus(LIST_LASTS);
            pairs = Pairs.of(list);
            applyDemand();
        }
        tellState();
    }

    private void applyDemand() {
        var names = new HashSet<String>();
        for (var symbol : wanted) {
            pairs.name(symbol).ifPresent(name -> {
                names.add(name);
                feeds.computeIfAbsent(name, n -> {
                    backfill.begin(n);
                    return new PairFeed(symbol, NAME, settings.snapshotLevels());
                });
            });
        }
        feeds.keySet().retainAll(names);
        backfill.retain(names);
        pool.want(names);
    }

    private void restIs(SourceState state, String reason) {
        restTrouble = state == SourceState.UP ? "" : reason;
        tellState();
    }

    /** Says what there is to say, once. */
    private void tellState() {
        var health = pool.health();
        if (health.connections() == 0) {
            if (!restTrouble.isEmpty()) {
                turns.tell(SourceState.DOWN, restTrouble);
            } else if (pairs.size() > 0) {
                turns.tell(SourceState.UP, pairs.size() + " pairs");
            }
            return;
        }
        if (health.ready() == health.connections()) {
            var left = health.leftOut() == 0 ? "" : "; no room for " + health.leftOut() + " pairs within the quota";
            var trouble = restTrouble.isEmpty() ? "" : "; books and bars of the past wait: " + restTrouble;
            turns.tell(SourceState.UP, feeds.size() + " pairs on " + health.ready() + " connections" + left + trouble);
        } else if (!health.trouble().isEmpty()) {
            turns.tell(
                    health.ready() == 0 ? SourceState.DOWN : SourceState.STALE,
                    (health.connections() - health.ready()) + " of " + health.connections() + " connections: "
                            + health.trouble());
        }
    }

    private void frame(OfPair frame) {
        var feed = feeds.get(frame.pair());
        if (feed == null) {
            return; // just given up
        }
        var sent = sent(frame);
        if (sent != null
                && sent.isAfter(venueTime)
                && sent.isBefore(clock.instant().plus(AHEAD))) {
            venueTime = sent;
        }
        turns.hand(feed.take(frame, time()));
        if (frame instanceof DepthDiff && !feed.hasBook()) {
            backfill.needsBook(frame.pair());
        }
    }

    private static @Nullable Instant sent(OfPair frame) {
        if (frame instanceof Execution execution) {
            return execution.sent();
        } else if (frame instanceof BookTicker ticker) {
            return ticker.sent();
        } else if (frame instanceof DepthDiff diff) {
            return diff.sent();
        } else if (frame instanceof Candle candle) {
            return candle.sent();
        }
        return ((DayTicker) frame).sent();
    }

    /** The newest time the venue has told; ours before it has told any. */
    private Instant time() {
        return venueTime.equals(Instant.EPOCH) ? clock.instant() : venueTime;
    }

    private void answered(String pair, Backfill.Answer answer) {
        var feed = feeds.get(pair);
        if (feed == null) {
            return;
        }
        var snapshot = answer.book();
        if (snapshot != null) {
            turns.hand(feed.take(snapshot, time()));
            if (!feed.hasBook()) {
                backfill.needsBook(pair);
            }
        }
        turns.hand(answer.bars(feed.symbol(), NAME));
        var days = answer.days();
        if (days.size() == 2) {
            turns.hand(feed.days(days.get(0), days.get(1), time()));
        }
    }

    private final class Streams implements StreamPool.Listener {

        @Override
        public void frame(Frame frame) {
            if (frame instanceof OfPair ofPair) {
                BinanceSource.this.frame(ofPair);
            }
        }

        @Override
        public void unreadable(String text, DecodeException why) {
            if (unreadable == 0) {
                var bytes = text.getBytes(StandardCharsets.UTF_8);
                LOG.log(
                        Level.WARNING,
                        "Binance sent a frame that cannot be read ({0}), the first of perhaps many: {1}",
                        why.getMessage(),
                        DecodeException.shown(bytes));
            }
            unreadable = unreadable + 1;
        }

        @Override
        public void missed(Set<String> missed) {
            missed.forEach(backfill::begin);
        }

        @Override
        public void changed() {
            tellState();
        }
    }
}
