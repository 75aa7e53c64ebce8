package argus.feed;

import argus.feed.Inbox.Request;
import argus.history.Retention;
import argus.market.SymbolMarket;
import argus.metrics.ServiceMetrics;
import argus.model.MarketEvent;
import argus.model.Symbol;
import argus.normalise.Doubts;
import argus.normalise.EventGuard;
import argus.normalise.Verdict;
import argus.session.Subscription;
import argus.session.SubscriptionPort.Change;
import argus.topic.Topic;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One thread and the symbols that are its own: it numbers their updates, keeps their state and their listeners, and so
 * puts everything that happens to a topic in one order. Other threads hand work in. Bursts go first; requests and replays
 * are done in slices between them, so that a burst waits for a slice at most, and each line keeps its order.
 */
final class Shard implements Runnable {
    /** How often bars are looked at when nothing happens, in milliseconds. */
    private static final long BAR_TICK = 100;

    /** Bursts go first for so long; then there is a slice even if more of them wait. */
    private static final long STRETCH_NANOS = 20_000_000;

    /** What a slice may take, but for its last step. */
    private static final long SLICE_NANOS = 2_000_000;

    /** And so many steps at most. */
    private static final int SLICE_STEPS = 100;

    /** After so many turns in a row that ended in an {@link Error}, this shard counts as dead. */
    private static final int BEYOND_HELP = 3;

    /** How much older than the one before an event may be. */
    private static final Duration DISORDER = Duration.ofSeconds(5);

    private static final Logger LOG = System.getLogger(Shard.class.getName());

    private final FeedContext context;
    private final Publisher publisher;
    private final Replays replays;
    private final Greeter greeter;
    private final EventGuard guard = new EventGuard(DISORDER);
    private final Doubts doubts = new Doubts();
    private final Inbox inbox = new Inbox();
    private final ConcurrentLinkedQueue<CompletableFuture<Void>> beats = new ConcurrentLinkedQueue<>();
    private final Map<Symbol, SymbolMarket> markets = new HashMap<>();
    private long nextBarTick;
    private long stretchSince;
    private int errors;
    private boolean erred;
    private volatile boolean stopped;

    /** @param retention of this shard's own topics */
    Shard(FeedContext context, Retention retention) {
        this.context = context;
        this.publisher = new Publisher(context, retention);
        this.replays = new Replays(context, publisher);
        this.greeter = new Greeter(context, publisher, new Resumer(context, publisher, replays));
    }

    /**
     * Hands in events of this shard's symbols, known at one instant; waits while the shard is far behind.
     *
     * @param arrived when the source handed them in, epoch milliseconds
     */
    void burst(List<MarketEvent> events, long arrived) throws InterruptedException {
        inbox.burst(events, arrived);
    }

    void subscribe(List<Subscription> subscriptions) {
        inbox.request(subscriptions, this::start, () -> {});
    }

    void unsubscribe(List<Subscription> subscriptions, Consumer<Subscription> ended) {
        inbox.request(
                subscriptions,
                subscription -> {
                    end(subscription);
                    ended.accept(subscription);
                },
                () -> {});
    }

    void reconfigure(List<Change> changes, Runnable done) {
        inbox.request(changes, this::change, done);
    }

    /** Has a question answered about a symbol, between two events. */
    <T> void ask(Symbol symbol, CompletableFuture<T> answer, Function<SymbolMarket, T> question) {
        once(() -> {
            try {
                answer.complete(question.apply(market(symbol)));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            } catch (Error e) {
                answer.completeExceptionally(e);
                throw e;
            }
        });
    }

    /** Has a topic published from now on. */
    void activate(Topic topic) {
        once(() -> market(topic.symbol()).activate(topic, publisher::publish));
    }

    /** Says when everything handed in before is done. */
    void settle(CompletableFuture<Void> done) {
        once(() -> done.complete(null));
    }

    /** Says that the shard is alive, as soon as it has done something, however much waits. */
    void beat(CompletableFuture<Void> done) {
        beats.add(done);
        inbox.unpark();
    }

    private void once(Runnable action) {
        inbox.request(List.of(action), Runnable::run, () -> {});
    }

    /** How many bursts and requests wait. */
    int backlog() {
        return inbox.size();
    }

    /** About the heap that the last updates take, in bytes. */
    long ringBytes() {
        return publisher.ring().bytes();
    }

    /** How many of the last updates are kept. */
    int ringUpdates() {
        return publisher.ring().updates();
    }

    void stop() {
        stopped = true;
        inbox.unpark();
    }

    @Override
    public void run() {
        while (!stopped && !Thread.currentThread().isInterrupted()) {
            boolean any = false;
            try {
                any = runOne();
            } catch (RuntimeException | Error e) {
                context.metrics().shardFaults().increment(); // there was not even room to log it
            }
            if (!any) {
                inbox.await(TimeUnit.MILLISECONDS.toNanos(replays.idleMs(BAR_TICK)));
            }
        }
    }

    /** Carries out a burst or a slice of what else waits, and what is due. @return whether something waited */
    boolean runOne() {
        long now = context.clock().millis();
        erred = false;
        publisher.at(now, now);
        boolean any = burst() || slice();
        if (now >= nextBarTick) {
            nextBarTick = now + BAR_TICK;
            publisher.at(now, now);
            each(markets.values(), market -> market.tick(now, publisher::gather));
            attempt(publisher, Publisher::fanOut);
            publisher.expire();
        }
        publisher.wake();
        tellBeats(any);
        return any;
    }

    private boolean burst() {
        if (stretchSince != 0 && System.nanoTime() - stretchSince > STRETCH_NANOS && slicesWait()) {
            return false;
        }
        var burst = inbox.nextBurst();
        if (burst != null) {
            stretchSince = stretchSince == 0 ? System.nanoTime() : stretchSince;
            publisher.at(publisher.now(), burst.arrived());
            each(burst.events(), this::accept);
            attempt(publisher, Publisher::fanOut);
        }
        return burst != null;
    }

    private boolean slicesWait() {
        return inbox.request() != null || replays.idleMs(1) == 0;
    }

    private boolean slice() {
        stretchSince = 0;
        long until = System.nanoTime() + SLICE_NANOS;
        int steps = 0;
        while (steps < SLICE_STEPS && System.nanoTime() < until && (requestStep() | replayStep())) {
            steps++;
        }
        return steps > 0;
    }

    private boolean requestStep() {
        var request = inbox.request();
        if (request == null) {
            return false;
        }
        if (!request.isOver()) {
            attempt(request, Request::step);
        }
        if (request.isOver()) {
            inbox.finished();
            attempt(request, Request::end);
        }
        return true;
    }

    private boolean replayStep() {
        if (!replays.hasWork()) {
            return false;
        }
        attempt(replays, Replays::step);
        return true;
    }

    /** Does something with each; what fails with one costs no other. */
    private <T> void each(Iterable<T> things, Consumer<T> action) {
        for (var thing : things) {
            attempt(thing, action);
        }
    }

    private <T> void attempt(T thing, Consumer<? super T> action) {
        try {
            action.accept(thing);
        } catch (RuntimeException | Error e) {
            context.metrics().shardFaults().increment();
            erred |= e instanceof Error;
            LOG.log(Level.ERROR, () -> "not carried out: " + thing, e);
        }
    }

    /** A shard that only fails must not look alive; a turn in which nothing was to be done says nothing. */
    private void tellBeats(boolean any) {
        if (any) {
            errors = erred ? errors + 1 : 0;
        }
        if (errors < BEYOND_HELP) {
            for (var beat = beats.poll(); beat != null; beat = beats.poll()) {
                beat.complete(null);
            }
        }
    }

    private void accept(MarketEvent event) {
        var verdict = guard.check(event);
        if (verdict.refuses()) {
            context.quality().note(event, verdict);
            ServiceMetrics.count(context.metrics().rejected(), verdict.name());
            LOG.log(Level.DEBUG, () -> "refused as " + verdict + ": " + event);
            return;
        }
        var doubt = doubts.check(event);
        if (doubt != Verdict.GOOD) {
            context.quality().note(event, doubt);
        }
        context.metrics().accepted().increment();
        market(event.symbol()).accept(event, publisher.now(), publisher::gather);
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
