package argus.rest.answer;

import argus.feed.DemandLease;
import argus.market.LastValueCache;
import argus.model.Symbol;
import argus.topic.Topic;
import argus.topic.Update;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Gets the present value of topics for somebody who only asks once. A symbol that nobody wanted so far is not polled: it
 * is wanted for a while, and its next value is waited for. Thread-safe.
 */
public final class FirstValue {
    private static final long LOOK_MS = 20;
    private static final int LOOKS = 100;

    private final LastValueCache cache;
    private final DemandLease lease;
    private final ScheduledExecutorService timers;

    public FirstValue(LastValueCache cache, DemandLease lease, ScheduledExecutorService timers) {
        this.cache = cache;
        this.lease = lease;
        this.timers = timers;
    }

    /**
     * The newest values. One from a time when nobody wanted its symbol is only given when no newer one comes within two
     * seconds; a topic that has no value by then is not in the answer.
     */
    public CompletableFuture<Map<Topic, Update>> all(Collection<Topic> topics) {
        return of(topics, topics.size());
    }

    /** The same, but one of these topics is enough. */
    public CompletableFuture<Map<Topic, Update>> any(Collection<Topic> topics) {
        return of(topics, 1);
    }

    private CompletableFuture<Map<Topic, Update>> of(Collection<Topic> topics, int enough) {
        var wait = new Wait(topics.size() - enough);
        var cold = new HashMap<Symbol, Boolean>();
        for (var topic : topics) {
            var latest = cache.latest(topic).orElse(null);
            boolean unwanted = cold.computeIfAbsent(topic.symbol(), lease::renew);
            if (latest != null) {
                wait.values.put(topic, latest);
            }
            if (latest == null || unwanted) {
                wait.missing.add(topic);
            }
        }
        wait.look();
        return wait.answer;
    }

    /** One request that waits. Looked after by one thread at a time. */
    private final class Wait {
        private final Map<Topic, Update> values = new HashMap<>();
        private final Set<Topic> missing = new LinkedHashSet<>();
        private final CompletableFuture<Map<Topic, Update>> answer = new CompletableFuture<>();
        private final int dispensable;
        private int looks;

        private Wait(int dispensable) {
            this.dispensable = dispensable;
        }

        @SuppressWarnings("FutureReturnValueIgnored") // a look that fails ends the answer
        private synchronized void look() {
            missing.removeIf(topic -> {
                var latest = cache.latest(topic).orElse(null);
                return latest != null && latest != values.put(topic, latest);
            });
            if (missing.size() <= dispensable || ++looks > LOOKS) {
                answer.complete(values);
            } else {
                timers.schedule(this::look, LOOK_MS, TimeUnit.MILLISECONDS);
            }
        }
    }
}
