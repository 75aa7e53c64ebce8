package argus.topic;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who listens to which topic. Adding and removing cost the same whatever the number of listeners. Not thread-safe: the
 * shard that owns the topics owns their entries.
 *
 * @param <L> a listener, compared by identity or by its own equality
 */
public final class SubscriptionIndex<L> {
    private final Map<Topic, Set<L>> listeners = new HashMap<>();

    /** @return whether it is the first listener of the topic */
    public boolean add(Topic topic, L listener) {
        var set = listeners.computeIfAbsent(topic, t -> new LinkedHashSet<>());
        return set.add(listener) && set.size() == 1;
    }

    /** @return whether it was the last listener of the topic; false if it did not listen */
    public boolean remove(Topic topic, L listener) {
        var set = listeners.get(topic);
        if (set == null || !set.remove(listener) || !set.isEmpty()) {
            return false;
        }
        listeners.remove(topic);
        return true;
    }

    /** The present listeners, in order of arrival; a live view, empty where there are none. */
    public Collection<L> listeners(Topic topic) {
        var set = listeners.get(topic);
        return set == null ? List.of() : set;
    }

    /** How many topics have a listener. */
    public int topics() {
        return listeners.size();
    }
}
