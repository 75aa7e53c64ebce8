package argus.check;

import argus.check.Versions.Version;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Everything one client said and saw, connection after connection, held against what was accepted. Not thread-safe. */
final class ClientProof {
    /** What the id of a request begins with that is to be refused. */
    static final String MISTAKE = "bad";

    /** By when a change that is not answered is in force, in milliseconds. */
    private static final long UNANSWERED = 5000;

    private final Accepted accepted;
    private final Findings findings;
    private final Map<String, ArrayDeque<Ask>> asked = new HashMap<>();
    private final Map<String, LaneProof> lanes = new HashMap<>();
    private final Map<String, String> sets = new HashMap<>();
    private final Map<String, List<Version>> changes = new HashMap<>();
    private FrameProof frames;
    private @Nullable Entry now;

    ClientProof(Accepted accepted, Findings findings) {
        this.accepted = accepted;
        this.findings = findings;
        frames = new FrameProof(this::fault, findings);
    }

    /** Takes the next line of this client. */
    void follow(Entry entry) {
        now = entry;
        switch (entry.kind()) {
            case OPEN -> {
                asked.clear();
                lanes.clear();
                sets.clear();
                changes.clear();
                frames = new FrameProof(this::fault, findings);
                findings.count("connections");
            }
            case SENT -> sent(entry);
            case TEXT, BINARY, GZIP -> {
                frames.frame(entry.kind(), entry.body());
                if (entry.body().getString("type").equals("batch")) {
                    entry.body()
                            .getJsonArray("items")
                            .getValuesAs(JsonObject.class)
                            .forEach(this::received);
                } else {
                    received(entry.body());
                }
            }
            case MADE -> {}
            case CLOSED -> findings.count("closed " + entry.body().getInt("code"));
            case QUIET -> {
                long since = JsonValues.number(entry.body(), "since");
                lanes.forEach((topic, lane) -> {
                    if (asked.getOrDefault(topic, new ArrayDeque<>()).isEmpty()) lane.quiet(since);
                });
            }
        }
    }

    private void sent(Entry entry) {
        if (entry.body().getString("id").startsWith(MISTAKE)) return;
        var data = entry.data();
        switch (entry.body().getString("type")) {
            case "subscribe" -> subscribe(entry, data);
            case "reconfigure" -> reconfigure(entry, data);
            case "unsubscribe" -> {
                if (data.containsKey("sub")) sets.values().removeIf(data.getString("sub")::equals);
                else Topics.of(data).forEach(sets::remove);
            }
            case "ready" -> frames.allow(JsonValues.number(data, "credit"));
            default -> {}
        }
    }

    private void subscribe(Entry entry, JsonObject data) {
        var named = Topics.of(data);
        named.forEach(topic -> ask(topic, entry, data));
        var types = Objects.requireNonNull(JsonValues.texts(data, "data_types")).stream()
                .map(Topics::type)
                .toList();
        // the other topics of the set take the new options where they are, or begin anew where another thing is owed
        for (var topic : List.copyOf(sets.keySet())) {
            var versions = versions(topic);
            if (versions == null
                    || named.contains(topic)
                    || !types.contains(Topics.type(topic))
                    || !sets.get(topic).equals(data.getString("sub"))) {
                continue;
            }
            var before = versions.newest().terms();
            var next = Terms.of(data, Topics.type(topic)).paused(before.paused());
            if (next.all() == before.all()) versions.change(next, entry.at()).answered(entry.at() + UNANSWERED);
            else ask(topic, entry, data);
        }
    }

    private void ask(String topic, Entry entry, JsonObject data) {
        var place = data.containsKey("from") ? data.getJsonObject("from").getJsonObject(topic) : null;
        asked.computeIfAbsent(topic, t -> new ArrayDeque<>())
                .add(new Ask(entry.at(), new Versions(Terms.of(data, Topics.type(topic))), place));
        sets.put(topic, data.getString("sub"));
    }

    /** The terms of what was asked for last of a topic, or is there; null if it is not subscribed. */
    private @Nullable Versions versions(String topic) {
        var waiting = asked.get(topic);
        if (waiting != null && !waiting.isEmpty()) return waiting.getLast().versions();
        var lane = lanes.get(topic);
        return lane == null ? null : lane.versions();
    }

    private void reconfigure(Entry entry, JsonObject data) {
        var made = new ArrayList<Version>();
        sets.forEach((topic, sub) -> {
            if (!sub.equals(data.getString("sub"))) return;
            var versions = versions(topic);
            if (versions != null) {
                made.add(versions.change(versions.newest().terms().with(data), entry.at()));
            }
        });
        changes.put(entry.body().get("id").toString(), made);
        findings.count("reconfigurations");
    }

    private void received(JsonObject message) {
        if (message.containsKey("seq")) {
            lane(message.getString("topic"), lane -> lane.update(message, now.at(), frames.delta()));
            return;
        }
        var data = message.getJsonObject("data");
        switch (message.getString("type")) {
            case "welcome" -> {
                if (data.containsKey("agreed")) frames.agreed(data.getJsonObject("agreed"));
            }
            case "subscription_response" -> answered(data);
            case "unsubscribe_response" -> {
                if (data.getBoolean("success")) ended(data.getString("topic"));
            }
            case "reconfigure_response" -> reconfigured(message, data);
            case "gap" -> lane(data.getString("topic"), lane -> lane.gap(data));
            case "heartbeat" -> heartbeat(data);
            case "status" -> findings.count("status " + data.getString("type"));
            case "error" -> {
                if (message.getString("id", "").startsWith(MISTAKE)) findings.count("mistakes");
                else fault(Rule.ANSWER, "refused: " + message);
            }
            default -> {}
        }
    }

    private void answered(JsonObject data) {
        if (!data.getString("status").equals("active")) {
            fault(Rule.ANSWER, "refused: " + data);
            return;
        }
        var topic = data.getString("topic");
        var waiting = asked.get(topic);
        var stream = accepted.topic(topic);
        if (waiting == null || waiting.isEmpty()) {
            fault(Rule.ANSWER, "answered without having been asked: " + data);
        } else if (stream == null) {
            fault(Rule.INVENTED, "the witness does not know " + topic);
        } else {
            var lane =
                    new LaneProof(topic, stream, waiting.remove(), (rule, text) -> fault(rule, topic, text), findings);
            lanes.put(topic, lane);
            lane.answered(data, now.at());
        }
    }

    private void ended(String topic) {
        if (lanes.remove(topic) == null) fault(Rule.ANSWER, topic, "ended, and was not subscribed");
    }

    private void reconfigured(JsonObject message, JsonObject data) {
        var made = changes.remove(message.get("id").toString());
        if (made == null) {
            fault(Rule.ANSWER, "a change that was not asked for: " + message);
        } else if (data.getBoolean("success") == made.isEmpty()) {
            fault(Rule.ANSWER, made.size() + " were to change: " + message);
        } else {
            made.forEach(version -> version.answered(now.at()));
        }
    }

    private void heartbeat(JsonObject data) {
        if (!data.containsKey("n")) return; // the answer to one of the client's
        frames.heartbeat(data);
        if (data.containsKey("tops")) {
            data.getJsonObject("tops").forEach((topic, top) -> {
                var pair = ((JsonArray) top).getValuesAs(JsonNumber.class);
                lane(
                        topic,
                        lane -> lane.top(pair.get(0).longValue(), pair.get(1).longValue()));
            });
        }
    }

    private void lane(String topic, Consumer<LaneProof> action) {
        var lane = lanes.get(topic);
        if (lane == null) fault(Rule.SUBSCRIBED, topic, "came without a subscription");
        else action.accept(lane);
    }

    private void fault(Rule rule, String text) {
        fault(rule, "", text);
    }

    private void fault(Rule rule, String topic, String text) {
        findings.add(new Fault(rule, now.client(), topic, now.line(), text));
    }
}
