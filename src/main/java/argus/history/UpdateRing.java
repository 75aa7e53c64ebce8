package argus.history;

import argus.model.MarketEvent;
import argus.topic.Topic;
import argus.topic.Update;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The last updates of many topics, so that a client that comes back is given what it missed. It holds so many bytes and
 * nothing older than its window; the oldest update gives way first, whatever its topic. Not thread-safe: the shard that
 * numbers the topics owns it. Its figures may be read by any thread.
 *
 * @param <F> what an update is replayed as; made when it is asked for, and then the same for everybody
 */
public final class UpdateRing<F> {
    private final long limit;
    private final long windowMs;
    private final Function<Update, F> framing;
    private final ToIntFunction<F> weigher;
    private final Map<Topic, TopicPast<F>> pasts = new HashMap<>();
    /** One entry for each update that is held, oldest first: where it is the oldest. */
    private final ArrayDeque<TopicPast<F>> order = new ArrayDeque<>();

    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger updates = new AtomicInteger();
    private long total;

    /** @param weigher about how much heap a replayed update takes beside the update itself, in bytes */
    public UpdateRing(Retention retention, Function<Update, F> framing, ToIntFunction<F> weigher) {
        this.limit = retention.bytes();
        this.windowMs = retention.window().toMillis();
        this.framing = framing;
        this.weigher = weigher;
    }

    /**
     * Keeps the newest update of a topic. One that does not follow the last one kept makes a new beginning: the past of a
     * topic has no hole.
     *
     * @param before the value that a filter compares it with; null where there is none
     */
    public void add(Update update, @Nullable MarketEvent before) {
        if (limit == 0) {
            return;
        }
        var past = pasts.get(update.topic());
        if (past == null || past.last() + 1 != update.seq()) {
            past = new TopicPast<>();
            pasts.put(update.topic(), past);
            grow(TopicPast.FOOTPRINT);
        }
        order.add(past);
        grow(past.add(update, before));
        settle();
    }

    /** Forgets what has come to be older than the window; {@code now} in epoch milliseconds. */
    public void expire(long now) {
        while (!order.isEmpty() && now - order.element().oldest().ts() > windowMs) {
            dropOldest();
        }
        settle();
    }

    /** What is held of a topic, or null if nothing is. */
    public @Nullable TopicPast<F> past(Topic topic) {
        return pasts.get(topic);
    }

    /** One update of a past, to be given again. Since this takes room, the past may have lost some of its first updates. */
    public F replay(TopicPast<F> past, long seq) {
        var held = past.held(seq);
        var frame = held.frame();
        if (frame == null) {
            frame = framing.apply(held.update());
            grow(held.keep(frame, weigher.applyAsInt(frame)));
            settle();
        }
        return frame;
    }

    /** About how much heap it takes. */
    public long bytes() {
        return bytes.get();
    }

    /** How many updates it holds. */
    public int updates() {
        return updates.get();
    }

    /** Keeps the limit, and tells the figures. */
    private void settle() {
        while (total > limit) {
            dropOldest();
        }
        bytes.lazySet(total);
        updates.lazySet(order.size());
    }

    private void dropOldest() {
        var past = order.remove();
        var topic = past.oldest().topic();
        grow(-past.dropOldest());
        if (past.isEmpty()) {
            pasts.remove(topic, past);
            grow(-TopicPast.FOOTPRINT);
        }
    }

    private void grow(int by) {
        total += by;
    }
}
