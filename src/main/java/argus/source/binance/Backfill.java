package argus.source.binance;

import argus.model.Bar;
import argus.model.BarPeriod;
import argus.model.Symbol;
import argus.source.Backoff;
import argus.source.Quota;
import argus.source.binance.stream.Turn;
import argus.source.binance.wire.BookSnapshot;
import argus.source.binance.wire.Frame.Candle;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What has to be asked of the REST interface for the wanted pairs: a book's snapshot when there is none, and the bars of
 * the past when a pair is new or frames were missed. A few requests are under way at a time, those of one pair one after
 * another; one that fails is made again later. Every method is called in turn.
 */
final class Backfill {
    private static final Logger LOG = System.getLogger(Backfill.class.getName());
    private static final int MOST_UNDER_WAY = 8;
    private static final int TODAY_AND_BEFORE = 2;

    private final BinanceSettings settings;
    private final RestApi rest;
    private final Clock clock;
    private final ScheduledExecutorService timers;
    private final Turn turn;
    private final BiConsumer<String, Answer> answers;
    private final Quota snapshots;
    private final Backoff backoff;
    private final Map<String, Need> needs = new LinkedHashMap<>();
    private int underWay;

    /** What is to be asked about one pair. */
    private static final class Need {
        private final Queue<BarPeriod> periods = new ArrayDeque<>();
        private boolean book;
        private boolean asked;
        private int failures;
        private Instant nextTry = Instant.MIN;
    }

    /**
     * An answer about one pair.
     *
     * @param book null where it was not asked for
     * @param candles of one period, oldest first, the last one perhaps growing
     */
    record Answer(@Nullable BookSnapshot book, @Nullable BarPeriod period, List<Candle> candles) {

        /** The finished bars. */
        List<Bar> bars(Symbol symbol, String source) {
            var of = period;
            return of == null
                    ? List.of()
                    : candles.stream()
                            .filter(Candle::closed)
                            .map(candle -> bar(candle, symbol, of, source))
                            .toList();
        }

        /** Yesterday and today where these are daily bars that hold both. */
        List<Candle> days() {
            return period == BarPeriod.D1 && candles.size() >= TODAY_AND_BEFORE
                    ? candles.subList(candles.size() - TODAY_AND_BEFORE, candles.size())
                    : List.of();
        }

        private static Bar bar(Candle candle, Symbol symbol, BarPeriod period, String source) {
            var row = candle.row();
            return new Bar(
                    symbol,
                    period,
                    candle.open(),
                    source,
                    row.open(),
                    row.high(),
                    row.low(),
                    row.close(),
                    row.volume(),
                    row.amount(),
                    row.trades(),
                    true,
                    0);
        }
    }

    Backfill(
            BinanceSettings settings,
            RestApi rest,
            Clock clock,
            ScheduledExecutorService timers,
            Turn turn,
            BiConsumer<String, Answer> answers) {
        this.settings = settings;
        this.rest = rest;
        this.clock = clock;
        this.timers = timers;
        this.turn = turn;
        this.answers = answers;
        snapshots = new Quota(settings.snapshotsPerMinute(), Duration.ofMinutes(1), clock);
        backoff = new Backoff(settings.retryDelay(), BinanceSettings.LONGEST_DELAY);
    }

    /** Has the bars of the past asked for, those of the day first, as the quote waits for them. */
    void begin(String pair) {
        var need = needs.computeIfAbsent(pair, p -> new Need());
        need.periods.clear();
        need.periods.add(BarPeriod.D1);
        settings.history().stream().filter(period -> period != BarPeriod.D1).forEach(need.periods::add);
    }

    /** Has a snapshot of the book asked for. */
    void needsBook(String pair) {
        var need = needs.get(pair);
        if (need != null && !need.book) {
            need.book = true;
        }
    }

    /** Forgets all other pairs. */
    void retain(Set<String> pairs) {
        needs.keySet().retainAll(pairs);
    }

    /** Asks what is due. */
    void tick() {
        var now = clock.instant();
        for (var entry : needs.entrySet()) {
            if (underWay >= MOST_UNDER_WAY) {
                return;
            }
            var need = entry.getValue();
            if (!need.asked && !now.isBefore(need.nextTry)) {
                ask(entry.getKey(), need);
            }
        }
    }

    private void ask(String pair, Need need) {
        var period = need.periods.peek();
        if (period != null) {
            int limit = settings.history().contains(period)
                    ? Math.max(TODAY_AND_BEFORE, settings.historyBars())
                    : TODAY_AND_BEFORE;
            ask(pair, need, rest.klines(pair, period, limit), candles -> {
                need.periods.remove(period);
                return new Answer(null, period, candles);
            });
        } else if (need.book) {
            need.asked = true;
            underWay++;
            var wait = snapshots.reserve();
            timers.schedule(
                    () -> turn.take(() -> {
                        underWay--;
                        need.asked = false;
                        if (needs.get(pair) == need) {
                            askBook(pair, need);
                        }
                    }),
                    wait.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    private void askBook(String pair, Need need) {
        ask(pair, need, rest.depth(pair), book -> {
            need.book = false;
            return new Answer(book, null, List.of());
        });
    }

    private <T> void ask(String pair, Need need, CompletionStage<T> request, Function<T, Answer> found) {
        need.asked = true;
        underWay++;
        request.whenComplete((value, failure) -> turn.take(() -> {
            underWay--;
            need.asked = false;
            if (failure == null) {
                need.failures = 0;
                var answer = found.apply(value);
                if (needs.get(pair) == need) {
                    answers.accept(pair, answer);
                    tick();
                }
            } else {
                need.failures++;
                need.nextTry = clock.instant().plus(backoff.after(need.failures));
                LOG.log(Level.DEBUG, "Binance did not answer about " + pair, failure);
            }
        }));
    }
}
