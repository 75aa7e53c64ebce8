package argus.source.binance;

import argus.model.BarPeriod;
import argus.model.Symbol;
import argus.source.Probe;
import argus.source.binance.stream.StreamPool;
import argus.source.binance.wire.BookSnapshot;
import argus.source.binance.wire.Frame.Candle;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks Binance once for everything the source uses and shows what came. One probe runs at a time. */
public final class BinanceProbe implements Probe {
    private static final List<Symbol> USUAL = List.of(new Symbol("BTC-USDT"));
    private static final int BARS = 2;
    private static final Duration TICK = Duration.ofMillis(200);
    private static final long NANOS_IN_MILLI = 1_000_000;

    private final BinanceSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService timers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();

    /** @param timers runs what is due, and the connections */
    public BinanceProbe(BinanceSettings settings, Clock clock, ScheduledExecutorService timers) {
        this.settings = settings;
        this.clock = clock;
        this.timers = timers;
    }

    @Override
    public boolean run(List<Symbol> symbols, Consumer<String> out) throws InterruptedException {
        var http = BinanceSource.http(settings, timers);
        var rest = new RestApi(settings, http, clock, timers, (state, reason) -> {});
        out.accept("REST    %s, at most %d requests a minute, %d of them snapshots of books"
                .formatted(settings.rest(), settings.requestsPerMinute(), settings.snapshotsPerMinute()));
        var list = ask("pairs", rest.pairs(), found -> found.size() + " are traded", out);
        var pairs = list == null ? Pairs.unknown() : Pairs.of(list);
        boolean good = list != null;
        for (var symbol : symbols.isEmpty() ? USUAL : symbols) {
            var pair = pairs.name(symbol);
            if (pair.isEmpty()) {
                out.accept("FAILED  " + symbol + " is not traded at Binance");
            }
            good &= pair.isPresent() && probe(symbol, pair.get(), pairs, rest, http, out);
        }
        out.accept(good ? "OK      everything was answered" : "FAILED  not everything was answered");
        return good;
    }

    private boolean probe(Symbol symbol, String pair, Pairs pairs, RestApi rest, HttpClient http, Consumer<String> out)
            throws InterruptedException {
        pairs.instruments().stream()
                .filter(instrument -> instrument.symbol().equals(symbol))
                .forEach(instrument -> out.accept("        " + instrument));
        var bars = ask("bars", rest.klines(pair, BarPeriod.M1, BARS), BinanceProbe::shown, out);
        var book = ask("book", rest.depth(pair), BinanceProbe::shown, out);
        boolean heard = listen(symbol, pair, rest, http, out);
        return bars != null && book != null && heard;
    }

    private static String shown(List<Candle> candles) {
        return candles.isEmpty() ? "none" : candles.get(candles.size() - 1).toString();
    }

    private static String shown(BookSnapshot book) {
        return "update %d, %d bids from %s, %d asks from %s"
                .formatted(
                        book.updateId(),
                        book.bids().size(),
                        book.bids().stream().limit(1).toList(),
                        book.asks().size(),
                        book.asks().stream().limit(1).toList());
    }

    /** Waits for an answer and shows it. @return null where there is none */
    private <T> @Nullable T ask(
            String what, CompletionStage<T> request, Function<T, String> shown, Consumer<String> out)
            throws InterruptedException {
        long began = System.nanoTime();
        try {
            var answer =
                    request.toCompletableFuture().get(2 * settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
            out.accept("%-7s after %d ms: %s".formatted(what, millisSince(began), shown.apply(answer)));
            return answer;
        } catch (ExecutionException | TimeoutException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            out.accept("FAILED  %s after %d ms: %s".formatted(what, millisSince(began), cause));
            return null;
        }
    }

    private static long millisSince(long began) {
        return (System.nanoTime() - began) / NANOS_IN_MILLI;
    }

    /** Subscribes to all streams of a pair and waits until all that the source uses has come, or for the time-out. */
    private boolean listen(Symbol symbol, String pair, RestApi rest, HttpClient http, Consumer<String> out)
            throws InterruptedException {
        var terms = settings.terms();
        out.accept("streams %s, at most %d on a connection and %d requests a second"
                .formatted(terms.address(), terms.streams(), terms.messagesPerSecond()));
        var heard = new ProbedPair(symbol, settings.snapshotLevels(), clock, () -> rest.depth(pair), this::turn, out);
        var pool = new StreamPool(terms, BinanceSource.CHANNELS, http, this::turn, clock, timers, heard);
        long began = System.nanoTime();
        turn(() -> pool.want(Set.of(pair)));
        var timer = timers.scheduleWithFixedDelay(
                () -> turn(pool::tick), TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        lock.lockInterruptibly();
        try {
            long left = 2 * settings.timeout().toNanos();
            while (!heard.complete() && left > 0) {
                left = news.awaitNanos(left);
            }
            out.accept("streams after %d ms: %d of %d connections"
                    .formatted(
                            millisSince(began),
                            pool.health().ready(),
                            pool.health().connections()));
            return heard.end(pool.health());
        } finally {
            timer.cancel(false);
            pool.close();
            lock.unlock();
        }
    }

    private void turn(Runnable task) {
        lock.lock();
        try {
            task.run();
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
