package argus.topic;

import argus.model.MarketEvent;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
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
    private final Set<L> members = new LinkedHashSet<>();
    private final AtomicLong considered;

    FilterGroup(@Nullable Filter where, long seq) {
        this.where = where;
        this.considered = new AtomicLong(seq);
    }

    /** Whether its listeners are owed a value. @param before the value of the topic before, or null */
    public boolean owes(MarketEvent value, @Nullable MarketEvent before) {
        return where == null || where.passes(value, before);
    }

    /** The present listeners, in order of arrival; a live view. */
    public Collection<L> listeners() {
        return members;
    }

    Set<L> members() {
        return members;
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
