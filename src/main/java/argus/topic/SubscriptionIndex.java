package argus.topic;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who listens to which topic, by what they want of it. Adding and removing cost the same whatever the number of listeners.
 * Not thread-safe: the shard that owns the topics owns their entries.
 *
 * @param <L> a listener, compared by identity or by its own equality
 */
public final class SubscriptionIndex<L> {
    private final Map<Topic, Map<@Nullable Filter, FilterGroup<L>>> topics = new HashMap<>();

    /**
     * Adds a listener, which belongs to one group of a topic at a time.
     *
     * @param where which values it is owed; null for all
     * @param seq the sequence of the topic up to which there is nothing for it to consider any more
     * @return the group that it is in now
     */
    public FilterGroup<L> add(Topic topic, @Nullable Filter where, L listener, long seq) {
        var group = topics.computeIfAbsent(topic, t -> new LinkedHashMap<>(2))
                .computeIfAbsent(where, w -> new FilterGroup<>(w, seq));
        group.add(listener);
        return group;
    }

    /** Takes a listener out of its group. @return whether it was in it */
    public boolean remove(Topic topic, @Nullable Filter where, L listener) {
        var groups = topics.get(topic);
        if (groups == null) {
            return false;
        }
        var group = groups.get(where);
        if (group == null || !group.remove(listener)) {
            return false;
        }
        if (group.listeners().isEmpty()) {
            groups.remove(where);
        }
        if (groups.isEmpty()) {
            topics.remove(topic);
        }
        return true;
    }

    /** The listeners of a topic; a live view, empty where there are none. */
    public Collection<FilterGroup<L>> groups(Topic topic) {
        var groups = topics.get(topic);
        return groups == null ? List.of() : groups.values();
    }

    /** Whether anybody listens to a topic. */
    public boolean contains(Topic topic) {
        return topics.containsKey(topic);
    }

    /** How many topics have a listener. */
    public int topics() {
        return topics.size();
    }
}
