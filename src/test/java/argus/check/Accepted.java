package argus.check;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the service accepted, by topic and sequence, as the witness saw it. */
final class Accepted {
    private final Map<String, Stream> topics = new TreeMap<>();

    /**
     * One value.
     *
     * @param ts when it was accepted
     * @param sourceTs the source's time
     * @param arrivalTs when the source handed it in
     * @param data all of it
     */
    record Value(long seq, long ts, long sourceTs, long arrivalTs, JsonObject data) {}

    /** The values of one topic, without a break. */
    static final class Stream {
        private final String epoch;
        private final List<Value> values = new ArrayList<>();

        Stream(String epoch) {
            this.epoch = epoch;
        }

        String epoch() {
            return epoch;
        }

        List<Value> values() {
            return values;
        }

        void add(Value value) {
            values.add(value);
        }

        /** The value with that sequence; null if there is none. */
        @Nullable
        Value at(long seq) {
            if (values.isEmpty()) return null;
            long index = seq - values.get(0).seq();
            return index < 0 || index >= values.size() ? null : values.get((int) index);
        }

        /** The last sequence that was accepted before a time; 0 where there is none. */
        long before(long at) {
            int low = 0;
            int high = values.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (values.get(middle).ts() < at) low = middle + 1;
                else high = middle;
            }
            return low == 0 ? 0 : values.get(low - 1).seq();
        }

        /** The first sequence; 1 before there is any. */
        long first() {
            return values.isEmpty() ? 1 : values.get(0).seq();
        }

        /** The last sequence; 0 before the first. */
        long top() {
            return values.isEmpty() ? 0 : values.get(values.size() - 1).seq();
        }
    }

    @Nullable
    Stream topic(String topic) {
        return topics.get(topic);
    }

    Map<String, Stream> topics() {
        return topics;
    }
}
