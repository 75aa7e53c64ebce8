package argus.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one client was sent, held against the rules of order and continuity: for each topic the answer, then the snapshot,
 * then updates that each name the one before, or a gap that says exactly what is missing. Any break of a rule fails.
 */
final class Chain {
    private static final long ANY = -1;

    private final Map<String, Long> last = new HashMap<>();
    private final Map<String, Integer> updates = new HashMap<>();
    private final Map<String, Long> missing = new HashMap<>();

    private Chain() {}

    /** Follows all messages of a client, oldest first. */
    static Chain of(List<JsonObject> messages) {
        var chain = new Chain();
        messages.forEach(chain::follow);
        return chain;
    }

    /** The sequence of a topic up to which everything came or is told to be missing. */
    long last(String topic) {
        return last.getOrDefault(topic, ANY);
    }

    /** Whether a message is an update of a topic beyond a sequence. */
    static boolean isBeyond(long seq, String topic, JsonObject message) {
        return topic.equals(message.getString("topic", "")) && number(message, "seq") > seq;
    }

    /** Whether a message is an update beyond what this chain has seen. */
    boolean isBefore(JsonObject message) {
        var topic = message.getString("topic", "");
        return last.containsKey(topic) && isBeyond(last(topic), topic, message);
    }

    /** Updates of a topic, snapshots included. */
    int updates(String topic) {
        return updates.getOrDefault(topic, 0);
    }

    /** Updates of a topic that gaps tell of. */
    long missing(String topic) {
        return missing.getOrDefault(topic, 0L);
    }

    /** Updates that gaps tell of, of all topics. */
    long missing() {
        return missing.values().stream().mapToLong(Long::longValue).sum();
    }

    private void follow(JsonObject message) {
        switch (message.getString("type")) {
            case "subscription_response" -> subscribed(message.getJsonObject("data"));
            case "unsubscribe_response" -> last.remove(
                    message.getJsonObject("data").getString("topic", ""));
            case "gap" -> gap(message.getJsonObject("data"));
            default -> {
                if (message.containsKey("seq")) update(message);
            }
        }
    }

    private void subscribed(JsonObject data) {
        if ("active".equals(data.getString("status"))) {
            var resumed = data.getString("resumed", "");
            boolean snapshotFollows = resumed.isEmpty()
                    ? !"false"
                            .equals(data.getJsonObject("options")
                                    .get("snapshot")
                                    .toString())
                    : resumed.equals("snapshot");
            last.put(data.getString("topic"), snapshotFollows ? ANY : number(data, "seq"));
        }
    }

    private void update(JsonObject message) {
        var topic = message.getString("topic");
        var before = last.get(topic);
        assertThat(before)
                .as("%s is subscribed when it comes: %s", topic, message)
                .isNotNull();
        if (message.getBoolean("snapshot", false)) {
            assertThat(before).as("the snapshot comes first: %s", message).isEqualTo(ANY);
            assertThat(message).doesNotContainKey("pseq");
        } else {
            assertThat(number(message, "pseq"))
                    .as("names the one before: %s", message)
                    .isEqualTo(before);
            assertThat(number(message, "merged")).isEqualTo(number(message, "seq") - number(message, "pseq") - 1);
            assertThat(number(message, "merged")).isNotNegative();
        }
        last.put(topic, number(message, "seq"));
        updates.merge(topic, 1, Integer::sum);
    }

    private void gap(JsonObject data) {
        var topic = data.getString("topic");
        assertThat(number(data, "from"))
                .as("nothing is missing untold: %s", data)
                .isEqualTo(last.get(topic) + 1);
        assertThat(number(data, "to")).isGreaterThanOrEqualTo(number(data, "from"));
        missing.merge(topic, number(data, "to") - number(data, "from") + 1, Long::sum);
        last.put(topic, number(data, "to"));
    }

    private static long number(JsonObject object, String name) {
        return object.getJsonNumber(name).longValueExact();
    }
}
