package argus.check;

import argus.check.Accepted.Value;
import jakarta.json.JsonObject;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The values of one topic on one connection: put together from what was sent, and held against what was accepted. Not thread-safe. */
final class ValueProof {
    private static final Set<String> STATES = Set.of("quote", "depth", "kline");
    private static final int STRIDE = 100;

    private final String type;
    private final Versions versions;
    private final BiConsumer<Rule, String> faults;
    private final Findings findings;
    private @Nullable JsonObject value;
    private boolean patchable;
    private int shape;

    ValueProof(String type, Versions versions, BiConsumer<Rule, String> faults, Findings findings) {
        this.type = type;
        this.versions = versions;
        this.faults = faults;
        this.findings = findings;
    }

    /** The next value has to come in full. */
    void cut() {
        patchable = false;
    }

    /**
     * Takes an update.
     *
     * @param last the sequence before it; null where there was none
     * @param delta whether patches were agreed on
     */
    void take(JsonObject message, Value accepted, @Nullable Long last, boolean delta) {
        if (JsonValues.number(message, "ts") != accepted.ts()) {
            faults.accept(Rule.VALUE, "another ts at " + accepted.seq());
        }
        var patch = message.getJsonObject("d");
        var before = value;
        if (patch != null && before == null) {
            faults.accept(Rule.PATCH, "a patch of nothing at " + accepted.seq());
            return;
        }
        var now = patch == null ? message.getJsonObject("data") : JsonValues.patched(before, patch);
        int seen = shape(now, message, accepted);
        if (seen < 0) {
            faults.accept(Rule.VALUE, now + " at " + accepted.seq() + " instead of " + accepted.data());
        } else if (patch != null && !sameFields(seen)) {
            faults.accept(Rule.PATCH, "a patch at " + accepted.seq() + " from other fields");
        }
        if (patch != null) {
            findings.count("patches");
            if (!delta || !patchable || !joins(before, now, last, accepted.seq())) {
                faults.accept(Rule.PATCH, "a patch at " + accepted.seq() + " after " + last);
            }
        }
        shape = Math.max(shape, seen);
        value = now;
        patchable = true;
    }

    /** The shape is that of the moment of sending: it may change later than the filter, but not back. @return -1 if none fits */
    private int shape(JsonObject now, JsonObject message, Value accepted) {
        for (int i = shape; i < versions.size(); i++) {
            var terms = versions.terms(i);
            if (now.equals(terms.project(accepted.data()))
                    && time(terms, message, "src_ts", accepted.sourceTs())
                    && time(terms, message, "in_ts", accepted.arrivalTs())) {
                return i;
            }
        }
        return -1;
    }

    private boolean sameFields(int other) {
        return Objects.equals(
                versions.terms(shape).fields(), versions.terms(other).fields());
    }

    private boolean joins(JsonObject before, JsonObject now, @Nullable Long last, long seq) {
        return STATES.contains(type)
                && last != null
                && last / STRIDE == seq / STRIDE
                && (!type.equals("kline") || Objects.equals(now.get("timestamp"), before.get("timestamp")));
    }

    private static boolean time(Terms terms, JsonObject message, String name, long accepted) {
        return terms.times().contains(name)
                ? message.containsKey(name) && JsonValues.number(message, name) == accepted
                : !message.containsKey(name);
    }
}
