package argus.history;

import argus.model.MarketEvent;
import argus.topic.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The last updates of one topic, without a hole. Belongs to its ring, and may have lost its first updates after each call
 * of that. Not thread-safe.
 *
 * @param <F> what an update is replayed as
 */
public final class TopicPast<F> {
    /** What it takes by itself, in bytes of heap. */
    static final int FOOTPRINT = 240;

    /** So many places are left empty at the front before the others move up. */
    private static final int SLACK = 32;

    private final List<@Nullable Held<F>> updates = new ArrayList<>(4);
    private int dropped;
    private long first = 1;

    TopicPast() {}

    /** The sequence of the oldest update held. */
    public long first() {
        return first;
    }

    /** The sequence of the newest update held; lower than {@link #first} if none is. */
    public long last() {
        return first + updates.size() - dropped - 1;
    }

    /** The update with a sequence from first to last. */
    public Update update(long seq) {
        return held(seq).update;
    }

    /** The value that the one with this sequence is compared with; null where there was none. */
    public @Nullable MarketEvent before(long seq) {
        return held(seq).before;
    }

    Update oldest() {
        return update(first);
    }

    Held<F> held(long seq) {
        return Objects.requireNonNull(updates.get((int) (seq - first) + dropped));
    }

    boolean isEmpty() {
        return updates.size() == dropped;
    }

    /** @return by how much it grew, in bytes */
    int add(Update update, @Nullable MarketEvent before) {
        if (isEmpty()) {
            first = update.seq();
        }
        var held = new Held<F>(update, before);
        updates.add(held);
        return held.bytes;
    }

    /** @return by how much it shrank, in bytes */
    int dropOldest() {
        int bytes = held(first).bytes;
        updates.set(dropped++, null);
        first++;
        if (dropped >= SLACK && dropped >= updates.size() / 2) {
            updates.subList(0, dropped).clear();
            dropped = 0;
        }
        return bytes;
    }

    /** One update, and what it is replayed as once that was asked for. */
    static final class Held<F> {
        private final Update update;
        private final @Nullable MarketEvent before;
        private @Nullable F frame;
        private int bytes;

        Held(Update update, @Nullable MarketEvent before) {
            this.update = update;
            this.before = before;
            this.bytes = Footprint.of(update);
        }

        Update update() {
            return update;
        }

        @Nullable
        F frame() {
            return frame;
        }

        /** @return by how much it grew, in bytes */
        int keep(F made, int weight) {
            frame = made;
            bytes += weight;
            return weight;
        }
    }
}
