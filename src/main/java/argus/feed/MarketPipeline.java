package argus.feed;

import argus.market.LastValueCache;
import argus.market.SymbolMarket;
import argus.model.MarketEvent;
import argus.model.Symbol;
import argus.session.Subscription;
import argus.session.SubscriptionPort;
import argus.topic.Topic;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The way of every event: a source hands in a burst; the shard of its symbol checks it, brings the market up to date,
 * numbers what has changed, and offers it to the sessions that listen. Thread-safe.
 */
public final class MarketPipeline implements SubscriptionPort {
    private final LastValueCache cache;
    private final Clock clock;
    private final List<Shard> shards;

    /** @param shards how many threads handle events */
    public MarketPipeline(FeedContext context, int shards) {
        this.cache = context.cache();
        this.clock = context.clock();
        var retention = context.retention().share(shards);
        this.shards = IntStream.range(0, shards)
                .mapToObj(i -> new Shard(context, retention))
                .toList();
    }

    /** Starts the shards, one thread each. */
    public void start(ThreadFactory threads) {
        for (int i = 0; i < shards.size(); i++) {
            var thread = threads.newThread(shards.get(i));
            thread.setName("argus-shard-" + i);
            thread.start();
        }
    }

    /** Ends the shards; what waits in them is not carried out. */
    public void stop() {
        shards.forEach(Shard::stop);
    }

    /**
     * Takes what a source learned at one instant, in order. Waits while a shard is far behind.
     *
     * @throws InterruptedException if the thread is interrupted while it waits; nothing is lost but what was not handed in
     */
    public void burst(List<MarketEvent> events) throws InterruptedException {
        long arrived = clock.millis();
        if (shards.size() == 1) {
            shards.get(0).burst(events, arrived);
            return;
        }
        for (var part : byShard(events, MarketEvent::symbol).entrySet()) {
            part.getKey().burst(part.getValue(), arrived);
        }
    }

    @Override
    public void subscribe(List<Subscription> subscriptions) {
        byShard(subscriptions, s -> s.topic().symbol()).forEach(Shard::subscribe);
    }

    @Override
    public void unsubscribe(List<Subscription> subscriptions, Consumer<Subscription> ended) {
        byShard(subscriptions, s -> s.topic().symbol()).forEach((shard, part) -> shard.unsubscribe(part, ended));
    }

    @Override
    public void reconfigure(List<Change> changes, Runnable done) {
        var parts = byShard(changes, change -> change.subscription().topic().symbol());
        if (parts.isEmpty()) {
            done.run();
            return;
        }
        var left = new AtomicInteger(parts.size());
        Runnable one = () -> {
            if (left.decrementAndGet() == 0) {
                done.run();
            }
        };
        parts.forEach((shard, part) -> shard.reconfigure(part, one));
    }

    /** Has a topic published from now on, although nobody listens. */
    public void activate(Topic topic) {
        shard(topic.symbol()).activate(topic);
    }

    /** Asks for something about a symbol; its shard answers between two events. */
    public <T> CompletableFuture<T> ask(Symbol symbol, Function<SymbolMarket, T> question) {
        var answer = new CompletableFuture<T>();
        shard(symbol).ask(symbol, answer, question);
        return answer;
    }

    /** Completes when the shards have done everything that was handed in before. */
    public CompletableFuture<Void> settled() {
        return each(Shard::settle);
    }

    /** Completes as soon as every shard has shown that it is alive, however much waits for it. */
    public CompletableFuture<Void> beat() {
        return each(Shard::beat);
    }

    private CompletableFuture<Void> each(BiConsumer<Shard, CompletableFuture<Void>> ask) {
        return CompletableFuture.allOf(shards.stream()
                .map(shard -> {
                    var done = new CompletableFuture<Void>();
                    ask.accept(shard, done);
                    return done;
                })
                .toArray(CompletableFuture<?>[]::new));
    }

    /** The last values, for readers on any thread. */
    public LastValueCache cache() {
        return cache;
    }

    /** Bursts and requests that wait for a shard. */
    public int backlog() {
        return shards.stream().mapToInt(Shard::backlog).sum();
    }

    /** About the heap that the last updates take which clients may resume from, in bytes. */
    public long ringBytes() {
        return shards.stream().mapToLong(Shard::ringBytes).sum();
    }

    /** How many updates these are. */
    public int ringUpdates() {
        return shards.stream().mapToInt(Shard::ringUpdates).sum();
    }

    /** The shards, to be run by hand where no thread was started. */
    List<Shard> shards() {
        return shards;
    }

    private Shard shard(Symbol symbol) {
        return shards.get(Math.floorMod(symbol.hashCode(), shards.size()));
    }

    private <T> Map<Shard, List<T>> byShard(List<T> things, Function<T, Symbol> symbol) {
        var parts = new LinkedHashMap<Shard, List<T>>();
        for (var thing : things) {
            parts.computeIfAbsent(shard(symbol.apply(thing)), s -> new ArrayList<>())
                    .add(thing);
        }
        return parts;
    }
}
