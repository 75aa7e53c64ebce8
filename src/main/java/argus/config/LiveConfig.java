package argus.config;

import argus.config.key.ConfigException;
import argus.config.key.ConfigKey;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The settings in force, which change while running. Thread-safe; one reload at a time. */
public final class LiveConfig {
    private final UnaryOperator<ArgusConfig> again;
    private final List<Consumer<ArgusConfig>> listeners = new CopyOnWriteArrayList<>();
    private volatile ArgusConfig current;

    /** @param again reads the sources anew, as {@link ArgusConfig#reload} does */
    public LiveConfig(ArgusConfig first, UnaryOperator<ArgusConfig> again) {
        this.current = first;
        this.again = again;
    }

    public ArgusConfig current() {
        return current;
    }

    /** Has somebody told of every later change, by the thread that reloads. One who throws refuses the change. */
    public void onChange(Consumer<ArgusConfig> listener) {
        listeners.add(listener);
    }

    /**
     * Reads the sources again and tells everybody if anything has changed.
     *
     * @return the names of the keys that have changed
     * @throws ConfigException if anything is wrong; everything then stays as it was
     */
    public synchronized List<String> reload() {
        var next = again.apply(current);
        var changed = next.settings().changesFrom(current.settings());
        if (!changed.isEmpty()) {
            listeners.forEach(listener -> listener.accept(next));
        }
        current = next;
        return changed.stream().map(ConfigKey::name).toList();
    }
}
