package argus.source.yahoo;

import argus.model.Symbol;
import argus.source.DecodeException;
import argus.source.Probe;
import argus.source.yahoo.wire.Pricing;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Asks Yahoo for a chart, for quotes with cookie and crumb, and listens to the stream until it tells something. */
public final class YahooProbe implements Probe {
    private static final List<Symbol> SAMPLES =
            List.of(new Symbol("BTC-USD"), new Symbol("AAPL.US"), new Symbol("EURUSD.FX"), new Symbol("0700.HK"));

    private final YahooSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService timers;

    public YahooProbe(YahooSettings settings, Clock clock, ScheduledExecutorService timers) {
        this.settings = settings;
        this.clock = clock;
        this.timers = timers;
    }

    @Override
    public boolean run(List<Symbol> symbols, Consumer<String> out) throws InterruptedException {
        var names = (symbols.isEmpty() ? SAMPLES : symbols)
                .stream().map(YahooCode::of).flatMap(Optional::stream).toList();
        var http = new YahooHttp(
                settings,
                clock,
                timers,
                (host, trouble) -> out.accept("  " + host + (trouble.isEmpty() ? " answers" : ": " + trouble)));
        boolean all = true;
        for (var name : names) {
            all &= show("chart of " + name, http.chart(name, "5d", "1d"), out);
        }
        all &= show("quotes of " + names, http.quotes(names), out);
        all &= show("stream of " + names, firstMessage(names), out);
        return all;
    }

    private CompletionStage<Pricing> firstMessage(List<String> names) {
        var first = new CompletableFuture<Pricing>();
        var turns = new ReentrantLock();
        var stream =
                new StreamShards(settings, task -> inTurn(turns, task), clock, timers, new StreamConnection.Owner() {
                    @Override
                    public void pricing(Pricing told) {
                        first.complete(told);
                    }

                    @Override
                    public void unreadable(DecodeException fault) {
                        first.completeExceptionally(fault);
                    }

                    @Override
                    public void changed() {}
                });
        inTurn(turns, () -> stream.want(Set.copyOf(names)));
        return first.orTimeout(settings.http().timeout().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((shown, failure) -> inTurn(turns, stream::close));
    }

    private static void inTurn(ReentrantLock turns, Runnable task) {
        turns.lock();
        try {
            task.run();
        } finally {
            turns.unlock();
        }
    }

    private boolean show(String what, CompletionStage<?> answer, Consumer<String> out) throws InterruptedException {
        out.accept(what);
        try {
            long limit = 10 * settings.http().timeout().toMillis();
            out.accept("    " + answer.toCompletableFuture().get(limit, TimeUnit.MILLISECONDS));
            return true;
        } catch (ExecutionException | TimeoutException e) {
            out.accept("    failed: " + (e.getCause() == null ? e : e.getCause()));
            return false;
        }
    }
}
