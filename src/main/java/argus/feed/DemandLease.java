package argus.feed;

import argus.model.Symbol;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Wants symbols for those who only ask once: each reading keeps its symbol wanted for a while, at least the length of the
 * lease and less than twice that. Thread-safe.
 */
public final class DemandLease {
    private final Demand demand;
    private final ScheduledExecutorService timers;
    private final Duration length;
    /** Whether the lease was renewed since it was last looked at. */
    private final Map<Symbol, Boolean> renewed = new HashMap<>();

    public DemandLease(Demand demand, ScheduledExecutorService timers, Duration length) {
        this.demand = demand;
        this.timers = timers;
        this.length = length;
    }

    /** Wants a symbol from now on. @return whether nobody wanted it before, so that its last value may be old */
    public synchronized boolean renew(Symbol symbol) {
        if (renewed.replace(symbol, true) != null) {
            return false;
        }
        renewed.put(symbol, false);
        lookAgain(symbol);
        return demand.add(symbol);
    }

    private synchronized void look(Symbol symbol) {
        if (Boolean.TRUE.equals(renewed.replace(symbol, false))) {
            lookAgain(symbol);
        } else {
            renewed.remove(symbol);
            demand.remove(symbol);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nothing is left to do when it fails: the executor is gone
    private void lookAgain(Symbol symbol) {
        timers.schedule(() -> look(symbol), length.toMillis(), TimeUnit.MILLISECONDS);
    }
}
