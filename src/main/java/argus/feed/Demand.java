package argus.feed;

import argus.model.Symbol;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Which symbols somebody wants: the union over all topics and leases. Changes are told as whole sets, several changes at
 * once where they come fast. Thread-safe.
 */
public final class Demand {
    private final Map<Symbol, Integer> wanted = new HashMap<>();
    private final AtomicBoolean telling = new AtomicBoolean();
    private final Executor executor;
    private final Consumer<Set<Symbol>> listener;

    /** @param listener is told on the executor, one call at a time and the newest set last */
    public Demand(Executor executor, Consumer<Set<Symbol>> listener) {
        this.executor = executor;
        this.listener = listener;
    }

    /** One more reason to want a symbol. @return whether it is the first */
    public boolean add(Symbol symbol) {
        synchronized (wanted) {
            if (wanted.merge(symbol, 1, Integer::sum) > 1) {
                return false;
            }
        }
        changed();
        return true;
    }

    /** One reason less. */
    public void remove(Symbol symbol) {
        synchronized (wanted) {
            var count = wanted.remove(symbol);
            if (count == null) {
                return;
            }
            if (count > 1) {
                wanted.put(symbol, count - 1);
                return;
            }
        }
        changed();
    }

    /** The symbols that are wanted now. */
    public Set<Symbol> wanted() {
        synchronized (wanted) {
            return new HashSet<>(wanted.keySet());
        }
    }

    private void changed() {
        if (telling.compareAndSet(false, true)) {
            executor.execute(this::tell);
        }
    }

    private synchronized void tell() {
        telling.set(false);
        listener.accept(wanted());
    }
}
