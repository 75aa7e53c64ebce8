package argus.feed;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every update of every topic, as a listener got it that is always at hand and has no limit. Not thread-safe. */
final class Ledger {
    private final Map<String, List<JsonObject>> updates = new HashMap<>();

    /** Adds what the listener was sent. */
    void add(JsonObject update) {
        var all = updates.computeIfAbsent(update.getString("topic"), t -> new ArrayList<>());
        all.add(update.getJsonObject("data"));
        assertThat(update.getJsonNumber("seq").longValue()).isEqualTo(all.size());
    }

    /** The sequence of the last update, or 0. */
    long last(String topic) {
        return updates.getOrDefault(topic, List.of()).size();
    }

    /** The value with that sequence. */
    JsonObject value(String topic, long seq) {
        return updates.get(topic).get((int) seq - 1);
    }

    /** The sequence of the update that is the state of a topic at a sequence: of bars the last of the newest bar. */
    long state(String topic, long seq) {
        long state = 0;
        for (long i = 1; i <= seq; i++) {
            if (state == 0 || !time(topic, i).isBefore(time(topic, state)) || !topic.startsWith("kline")) {
                state = i;
            }
        }
        return state;
    }

    /** The final state of each bar that was told as closed after a sequence, by its time. */
    Map<String, JsonObject> closedAfter(String topic, long seq) {
        var closed = new TreeMap<String, JsonObject>();
        for (long i = seq + 1; i <= last(topic); i++) {
            var bar = value(topic, i);
            if (bar.getBoolean("closed", false)) {
                closed.put(bar.getString("timestamp"), bar);
            }
        }
        return closed;
    }

    private OffsetDateTime time(String topic, long seq) {
        return OffsetDateTime.parse(value(topic, seq).getString("timestamp"));
    }
}
