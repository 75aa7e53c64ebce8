package argus.feed;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one client knows of a topic it is subscribed to; each message is checked against what it was promised. */
final class TopicReader {
    private final String topic;
    private final boolean everyUpdate;
    private final long interval;
    private final long from;
    private final Map<String, JsonObject> bars = new HashMap<>();
    private @Nullable JsonObject current;
    private boolean snapshotFirst;
    private long last;
    private long lastTick = Long.MIN_VALUE;

    /** @param answer to the subscription */
    TopicReader(JsonObject answer) {
        topic = answer.getString("topic");
        from = answer.getJsonNumber("seq").longValue();
        var options = answer.getJsonObject("options");
        everyUpdate = options.getString("delivery").equals("all");
        interval = options.getJsonNumber("min_interval_ms").longValue();
        snapshotFirst = !options.get("snapshot").toString().equals("false");
        last = from;
    }

    /** @param at when it was handed over, epoch milliseconds */
    void update(JsonObject message, long at, Ledger ledger) {
        long seq = message.getJsonNumber("seq").longValue();
        var data = message.getJsonObject("data");
        if (message.containsKey("snapshot")) {
            assertThat(snapshotFirst)
                    .as("%s: a snapshot comes once, first", topic)
                    .isTrue();
            assertThat(message).doesNotContainKeys("pseq", "merged");
            if (from > 0) {
                assertThat(seq)
                        .as("%s: the snapshot is of the answer's seq", topic)
                        .isEqualTo(from);
            } else if (everyUpdate) {
                assertThat(seq).isEqualTo(1);
            }
            assertThat(data).isEqualTo(ledger.value(topic, ledger.state(topic, seq)));
            rows(message, data);
        } else {
            assertThat(snapshotFirst).as("%s: the snapshot comes first", topic).isFalse();
            assertThat(message.getJsonNumber("pseq").longValue())
                    .as("%s: no hole before %s", topic, seq)
                    .isEqualTo(last);
            assertThat(seq).as(topic).isGreaterThan(last);
            assertThat(message.getJsonNumber("merged").longValue()).isEqualTo(seq - last - 1);
            if (everyUpdate) {
                assertThat(seq).as("%s: every update or a gap", topic).isEqualTo(last + 1);
            }
            assertThat(data).as(topic).isEqualTo(ledger.value(topic, seq));
            grid(at);
        }
        if (data.containsKey("closed")) {
            bars.put(data.getString("timestamp"), data);
        }
        current = data;
        snapshotFirst = false;
        last = seq;
    }

    void gap(JsonObject gap) {
        assertThat(everyUpdate)
                .as("%s: only a topic that is owed all has gaps", topic)
                .isTrue();
        assertThat(snapshotFirst && from > 0).as("the snapshot comes first").isFalse();
        assertThat(gap.getJsonNumber("from").longValue()).as(topic).isEqualTo(last + 1);
        last = gap.getJsonNumber("to").longValue();
        assertThat(last).isGreaterThanOrEqualTo(gap.getJsonNumber("from").longValue());
        assertThat(gap.getString("cause")).isEqualTo("slow_consumer");
        snapshotFirst = false;
    }

    /** After quiet the newest state is here, and with room enough every bar that was closed. */
    void settled(Ledger ledger, boolean roomEnough) {
        long newest = ledger.last(topic);
        long state = everyUpdate ? newest : ledger.state(topic, newest);
        assertThat(last).as("%s: the newest state is here", topic).isBetween(state, newest);
        if (!everyUpdate && state > from) {
            var value = ledger.value(topic, state);
            assertThat(value.containsKey("closed") ? bars.get(value.getString("timestamp")) : current)
                    .as("%s: the newest state is here", topic)
                    .isEqualTo(value);
        }
        if (roomEnough && topic.startsWith("kline")) {
            assertThat(last).isEqualTo(newest);
            assertThat(bars)
                    .as("%s: every bar that was closed", topic)
                    .containsAllEntriesOf(ledger.closedAfter(topic, from));
        }
    }

    private void rows(JsonObject message, JsonObject data) {
        if (message.containsKey("rows")) {
            var rows = message.getJsonArray("rows");
            assertThat(rows).hasSizeBetween(1, 3);
            assertThat(rows.getJsonObject(rows.size() - 1)).isEqualTo(data);
        }
    }

    /** Between two updates lies a tick of the common grid. A finished bar may share the tick of the next one. */
    private void grid(long at) {
        if (interval > 0 && !topic.startsWith("kline")) {
            long tick = at / interval;
            assertThat(tick).as("%s: one update in a tick", topic).isGreaterThan(lastTick);
            lastTick = tick;
        }
    }
}
