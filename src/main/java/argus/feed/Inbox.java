package argus.feed;

import argus.model.MarketEvent;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a shard, in two lines: bursts of events, and requests. Each line keeps its order, and a request comes after
 * the bursts that were handed in before it; but later bursts may overtake it. Thread-safe; one thread takes.
 */
final class Inbox {
    /** Bursts that may wait; a source that is faster waits itself. */
    private static final int BURSTS = 1024;

    private final LinkedBlockingQueue<Burst> bursts = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Request<?>> requests = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(BURSTS);
    private final AtomicLong handedIn = new AtomicLong();
    private long taken;
    private volatile @Nullable Thread parked;

    /**
     * What a source learned at one instant.
     *
     * @param arrived when it handed it in, epoch milliseconds
     */
    record Burst(List<MarketEvent> events, long arrived) {}

    /** Something to be done with each of many things, one after another, with other work in between. */
    static final class Request<T> {
        private final Iterator<? extends T> left;
        private final Consumer<T> action;
        private final Runnable then;
        private final long after;

        private Request(Iterable<? extends T> things, Consumer<T> action, Runnable then, long after) {
            this.left = things.iterator();
            this.action = action;
            this.then = then;
            this.after = after;
        }

        /** Whether the action is over, and only the end is left. */
        boolean isOver() {
            return !left.hasNext();
        }

        void step() {
            action.accept(left.next());
        }

        void end() {
            then.run();
        }
    }

    /** Hands in a burst; waits while too many do. */
    void burst(List<MarketEvent> events, long arrived) throws InterruptedException {
        room.acquire();
        handedIn.incrementAndGet(); // first: of two that come at once, neither may make room for a request behind both
        bursts.add(new Burst(events, arrived));
        unpark();
    }

    /** Hands in a request. @param then is run after the last step */
    <T> void request(Iterable<? extends T> things, Consumer<T> action, Runnable then) {
        requests.add(new Request<>(things, action, then, handedIn.get()));
        unpark();
    }

    /** Takes the burst that is next, if there is one. */
    @Nullable
    Burst nextBurst() {
        var burst = bursts.poll();
        if (burst != null) {
            taken++;
            room.release();
        }
        return burst;
    }

    /** The request that is being carried out, or is next; null if there is none, or a burst before it waits. */
    @Nullable
    Request<?> request() {
        var next = requests.peek();
        return next != null && next.after <= taken ? next : null;
    }

    /** Takes away the request that is carried out. */
    void finished() {
        requests.remove();
    }

    /** Bursts and requests that are not carried out yet. */
    int size() {
        return bursts.size() + requests.size();
    }

    /** Waits until there is something, for so long at most, or until {@link #unpark} or an interrupt; taker only. */
    void await(long nanos) {
        parked = Thread.currentThread();
        if (size() == 0) {
            LockSupport.parkNanos(this, nanos);
        }
        parked = null;
    }

    /** Has the taker look again. */
    void unpark() {
        LockSupport.unpark(parked);
    }
}
