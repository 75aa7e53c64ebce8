package argus.check;

import argus.check.Accepted.Stream;
import argus.check.Accepted.Value;
import jakarta.json.JsonObject;

/**
 * Follows the clients that asked for every update of every topic, in full and with all times, and takes down what they saw:
 * that is what was accepted. They have to have seen all of it.
 */
final class Witness {
    private final Accepted accepted = new Accepted();
    private final Findings findings;

    Witness(Findings findings) {
        this.findings = findings;
    }

    Accepted accepted() {
        return accepted;
    }

    void follow(Entry entry) {
        if (!entry.byWitness()) return;
        if (entry.kind() == Entry.Kind.CLOSED && entry.body().getInt("code") != 1000) {
            fault(entry, "", "was closed with " + entry.body().getInt("code"));
        }
        if (!entry.kind().received()) return;
        var message = entry.body();
        var type = message.getString("type");
        if (message.containsKey("seq")) {
            update(entry, message);
        } else if (type.equals("subscription_response")) {
            var data = message.getJsonObject("data");
            if (!"active".equals(data.getString("status"))) {
                fault(entry, "", "was refused: " + data);
            } else if (accepted.topics().putIfAbsent(data.getString("topic"), new Stream(data.getString("epoch")))
                    != null) {
                fault(entry, data.getString("topic"), "was answered twice");
            }
        } else if (type.equals("gap") || type.equals("error")) {
            fault(entry, "", "was told: " + message);
        }
    }

    private void update(Entry entry, JsonObject message) {
        var topic = message.getString("topic");
        var stream = accepted.topic(topic);
        if (stream == null) {
            fault(entry, topic, "came without an answer");
            return;
        }
        long seq = JsonValues.number(message, "seq");
        boolean first = stream.values().isEmpty();
        if (!first && (seq != stream.top() + 1 || JsonValues.number(message, "pseq") != seq - 1)) {
            fault(entry, topic, "saw " + seq + " after " + stream.top());
            return;
        }
        if (first != message.getBoolean("snapshot", false)) fault(entry, topic, "a snapshot comes once, and first");
        stream.add(new Value(
                seq,
                JsonValues.number(message, "ts"),
                JsonValues.number(message, "src_ts"),
                JsonValues.number(message, "in_ts"),
                message.getJsonObject("data")));
        findings.count("accepted");
    }

    private void fault(Entry entry, String topic, String text) {
        findings.add(new Fault(Rule.WITNESS, entry.client(), topic, entry.line(), text));
    }
}
