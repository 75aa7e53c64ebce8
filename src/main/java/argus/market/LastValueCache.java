package argus.market;

import argus.model.Bar;
import argus.model.MarketEvent;
import argus.topic.Topic;
import argus.topic.Update;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest update of every topic, and the source of their sequence numbers. Snapshots and REST answers come from here,
 * so they cannot disagree. A topic is written by the shard that owns it; any thread may read.
 */
public final class LastValueCache {
    private final String epoch;
    private final Map<Topic, Entry> entries = new ConcurrentHashMap<>();

    /** @param epoch names this run of the node; sequences of different epochs cannot be compared */
    public LastValueCache(String epoch) {
        this.epoch = epoch;
    }

    private record Entry(long seq, @Nullable Update newest) {}

    public String epoch() {
        return epoch;
    }

    /**
     * Gives a value its sequence and keeps it, unless it corrects an older bar than the newest: that one is then the
     * state at the new sequence.
     *
     * @param ts when it was accepted, epoch milliseconds
     * @param arrivedTs when the source handed it in, epoch milliseconds
     */
    public Update accept(Topic topic, MarketEvent value, long ts, long arrivedTs) {
        var before = entries.get(topic);
        long seq = before == null ? 1 : before.seq + 1;
        var update = new Update(topic, seq, ts, arrivedTs, value);
        var newest = before == null ? null : before.newest;
        var state = newest != null && corrects(value, newest)
                ? new Update(topic, seq, ts, arrivedTs, newest.value())
                : update;
        entries.put(topic, new Entry(seq, state));
        return update;
    }

    /**
     * The value that a filter compares a new value of a topic with, to be asked before it is accepted: the present state,
     * or null if there is none. The correction of an older bar does not follow the state, so it is compared with nothing.
     */
    public @Nullable MarketEvent before(Topic topic, MarketEvent value) {
        var entry = entries.get(topic);
        var newest = entry == null ? null : entry.newest;
        return newest == null || corrects(value, newest) ? null : newest.value();
    }

    /** The sequence of the last update of a topic, also if its value is forgotten; 0 before the first. */
    public long sequence(Topic topic) {
        var entry = entries.get(topic);
        return entry == null ? 0 : entry.seq;
    }

    /** The newest update of a topic. */
    public Optional<Update> latest(Topic topic) {
        return Optional.ofNullable(entries.get(topic)).map(Entry::newest);
    }

    /**
     * Forgets the oldest values beyond so many, but not their sequence numbers, which go on where they were. A value that
     * changes at the same moment stays.
     */
    public void trim(int keep) {
        int excess = entries.size() - keep;
        if (excess > 0) {
            entries.entrySet().stream()
                    .filter(entry -> entry.getValue().newest != null)
                    .sorted(Comparator.comparingLong(LastValueCache::age))
                    .limit(excess)
                    .toList()
                    .forEach(entry ->
                            entries.replace(entry.getKey(), entry.getValue(), new Entry(entry.getValue().seq, null)));
        }
    }

    private static long age(Map.Entry<Topic, Entry> entry) {
        var newest = entry.getValue().newest;
        return newest == null ? 0 : newest.ts();
    }

    /** How many topics have had a value. */
    public int size() {
        return entries.size();
    }

    private static boolean corrects(MarketEvent value, Update newest) {
        return value instanceof Bar bar && bar.time().isBefore(newest.value().time());
    }
}
