package argus.feed;

import argus.model.Symbol;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Wants symbols for those who only ask once: each reading keeps its symbol wanted for a while. There are only so many
 * leases: the one that was not renewed for longest gives way to another, so that reading a great many symbols cannot have
 * all of them polled. Thread-safe.
 */
public final class DemandLease {
    private final Demand demand;
    private final Clock clock;
    private final long millis;
    private final int most;
    /** When each lease ends, in epoch milliseconds; the one that ends first is the first. */
    private final Map<Symbol, Long> ends = new LinkedHashMap<>(16, 0.75f, true);

    /** @param most leases at once */
    public DemandLease(Demand demand, Clock clock, Duration length, int most) {
        this.demand = demand;
        this.clock = clock;
        this.millis = length.toMillis();
        this.most = most;
    }

    /** Wants a symbol from now on. @return whether nobody wanted it before, so that its last value may be old */
    public synchronized boolean renew(Symbol symbol) {
        if (ends.put(symbol, clock.millis() + millis) != null) {
            return false;
        }
        boolean first = demand.add(symbol);
        if (ends.size() > most) {
            endFirst(ends.entrySet().iterator());
        }
        return first;
    }

    /** Ends the leases that are over. To be called now and then. */
    public synchronized void sweep() {
        long now = clock.millis();
        var eldest = ends.entrySet().iterator();
        while (eldest.hasNext() && endsBy(now)) {
            endFirst(eldest);
        }
    }

    private boolean endsBy(long now) {
        return ends.values().iterator().next() <= now;
    }

    private void endFirst(Iterator<Map.Entry<Symbol, Long>> eldest) {
        var symbol = eldest.next().getKey();
        eldest.remove();
        demand.remove(symbol);
    }
}
