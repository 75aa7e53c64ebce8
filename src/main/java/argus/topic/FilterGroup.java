package argus.topic;

import argus.model.MarketEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The listeners of a topic that are owed the same of its values, so that each value is looked at once for all of them.
 * Belongs to the shard that owns the topic, but for {@link #considered}, which any thread may read.
 *
 * @param <L> a listener
 */
public final class FilterGroup<L> {
    private final @Nullable Filter where;
    private final Map<L, Integer> places = new HashMap<>();
    private final ArrayList<L> members = new ArrayList<>(1);
    private final AtomicLong considered;

    FilterGroup(@Nullable Filter where, long seq) {
        this.where = where;
        this.considered = new AtomicLong(seq);
    }

    /** Whether its listeners are owed a value. @param before the value of the topic before, or null */
    public boolean owes(MarketEvent value, @Nullable MarketEvent before) {
        return where == null || where.passes(value, before);
    }

    /** The present listeners, in no particular order; a live view. */
    public List<L> listeners() {
        return Collections.unmodifiableList(members);
    }

    void add(L listener) {
        if (places.putIfAbsent(listener, members.size()) == null) {
            members.add(listener);
        }
    }

    /** Takes a listener out; the last one takes its place. @return whether it was in */
    boolean remove(L listener) {
        var place = places.remove(listener);
        if (place == null) {
            return false;
        }
        var last = members.remove(members.size() - 1);
        if (place < members.size()) {
            members.set(place, last);
            places.put(last, place);
        }
        return true;
    }

    /** Says that its listeners were offered all that they are owed up to a sequence. */
    public void considered(long seq) {
        considered.lazySet(seq);
    }

    /** The sequence up to which its listeners were offered all that they are owed. */
    public long considered() {
        return considered.get();
    }
}
