package argus.feed;

import argus.history.Retention;
import argus.market.SymbolMarket;
import argus.metrics.ServiceMetrics;
import argus.model.MarketEvent;
import argus.model.Symbol;
import argus.normalise.EventGuard;
import argus.normalise.Verdict;
import argus.session.Subscription;
import argus.session.SubscriptionPort.Change;
import argus.topic.Topic;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thread and the symbols that are its own: it numbers their updates, keeps their state and their listeners, and so
 * puts everything that happens to a topic in one order. Other threads hand work in.
 */
final class Shard implements Runnable {
    /** How often bars are looked at when nothing happens, in milliseconds. */
    private static final long BAR_TICK = 100;

    /** Bursts that may wait; a source that is faster waits itself. */
    private static final int BURSTS = 1024;

    /** How much older than the one before an event may be. */
    private static final Duration DISORDER = Duration.ofSeconds(5);

    private static final Logger LOG = System.getLogger(Shard.class.getName());

    private final FeedContext context;
    private final Publisher publisher;
    private final Greeter greeter;
    private final EventGuard guard = new EventGuard(DISORDER);
    private final LinkedBlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(BURSTS);
    private final Map<Symbol, SymbolMarket> markets = new HashMap<>();
    private long nextBarTick;
    private volatile boolean stopped;

    /** @param retention of this shard's own topics */
    Shard(FeedContext context, Retention retention) {
        this.context = context;
        this.publisher = new Publisher(context, retention);
        this.greeter = new Greeter(context, publisher);
    }

    /**
     * Hands in events of this shard's symbols, known at one instant; waits while the shard is far behind.
     *
     * @param arrived when the source handed them in, epoch milliseconds
     */
    void burst(List<MarketEvent> events, long arrived) throws InterruptedException {
        room.acquire();
        inbox.add(() -> {
            room.release();
            publisher.at(context.clock().millis(), arrived);
            each(events, this::accept);
        });
    }

    void subscribe(List<Subscription> subscriptions) {
        inbox.add(() -> each(subscriptions, this::start));
    }

    void unsubscribe(List<Subscription> subscriptions, Consumer<Subscription> ended) {
        inbox.add(() -> each(subscriptions, subscription -> {
            end(subscription);
            ended.accept(subscription);
        }));
    }

    void reconfigure(List<Change> changes, Runnable done) {
        inbox.add(() -> {
            each(changes, this::change);
            done.run();
        });
    }

    /** Has a question answered about a symbol, between two events. */
    <T> void ask(Symbol symbol, CompletableFuture<T> answer, Function<SymbolMarket, T> question) {
        inbox.add(() -> {
            try {
                answer.complete(question.apply(market(symbol)));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
    }

    /** Has a topic published from now on. */
    void activate(Topic topic) {
        inbox.add(() -> market(topic.symbol()).activate(topic, publisher::publish));
    }

    /** Says when everything handed in before is done. */
    void settle(CompletableFuture<Void> done) {
        inbox.add(() -> done.complete(null));
    }

    /** How many bursts and requests wait. */
    int backlog() {
        return inbox.size();
    }

    void stop() {
        stopped = true;
        inbox.add(() -> {});
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                carryOut(inbox.poll(BAR_TICK, TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Carries out what waits, if anything does, and what is due. @return whether something waited */
    boolean runOne() {
        var task = inbox.poll();
        carryOut(task);
        return task != null;
    }

    private void carryOut(@Nullable Runnable task) {
        long now = context.clock().millis();
        publisher.at(now, now);
        try {
            if (task != null) {
                task.run();
            }
            if (now >= nextBarTick) {
                nextBarTick = now + BAR_TICK;
                publisher.at(now, now);
                each(markets.values(), market -> market.tick(now, publisher::publish));
                publisher.expire();
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a request was not carried out", e);
        } finally {
            publisher.wake();
        }
    }

    /** Does something with each; what fails with one costs no other. */
    private static <T> void each(Collection<T> things, Consumer<T> action) {
        for (var thing : things) {
            try {
                action.accept(thing);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, () -> "not carried out: " + thing, e);
            }
        }
    }

    private void accept(MarketEvent event) {
        var verdict = guard.check(event);
        if (verdict == Verdict.GOOD) {
            context.metrics().accepted().increment();
            market(event.symbol()).accept(event, publisher.now(), publisher::publish);
        } else {
            ServiceMetrics.count(context.metrics().rejected(), verdict.name());
            LOG.log(Level.DEBUG, () -> "refused as " + verdict + ": " + event);
        }
    }

    private void start(Subscription subscription) {
        if (subscription.session().ended() != null) {
            return;
        }
        var topic = subscription.topic();
        var market = market(topic.symbol());
        market.activate(topic, publisher::publish);
        if (publisher.join(subscription)) {
            context.demand().add(topic.symbol());
        }
        greeter.greet(subscription, market);
        subscription.session().wake();
    }

    private void end(Subscription subscription) {
        subscription.drop();
        if (publisher.leave(subscription)) {
            context.demand().remove(subscription.topic().symbol());
        }
    }

    private void change(Change change) {
        publisher.move(change.subscription(), change.options().where());
        change.subscription().apply(change.options(), change.paused());
    }

    private SymbolMarket market(Symbol symbol) {
        return markets.computeIfAbsent(symbol, context::market);
    }
}
