package argus.check;

import argus.check.Accepted.Stream;
import argus.check.Accepted.Value;
import argus.check.Versions.Walk;
import jakarta.json.JsonObject;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One topic on one connection, from the answer to its subscription on: everything that comes, held against what was
 * accepted. A fault is told once; the proof then goes on from what came. Not thread-safe.
 */
final class LaneProof {
    /** How long after the last update a change may have been answered and still be in force in the quiet, in milliseconds. */
    private static final long MARGIN_AFTER_QUIET = 1500;

    private final String type;
    private final Stream stream;
    private final Ask ask;
    private final Versions versions;
    private final BiConsumer<Rule, String> faults;
    private final Findings findings;
    private final StartProof start;
    private final ValueProof values;

    private @Nullable Long last;
    private @Nullable Value reference;
    private long sent;

    LaneProof(String topic, Stream stream, Ask ask, BiConsumer<Rule, String> faults, Findings findings) {
        this.type = Topics.type(topic);
        this.stream = stream;
        this.ask = ask;
        this.versions = ask.versions();
        this.faults = faults;
        this.findings = findings;
        this.start = new StartProof(stream, ask, faults, findings);
        this.values = new ValueProof(type, versions, faults, findings);
    }

    Versions versions() {
        return versions;
    }

    /** Takes the answer to the subscription. @param at when it came */
    void answered(JsonObject data, long at) {
        last = start.take(data, at);
    }

    /** Takes an update. @param at when it came @param delta whether patches are agreed on */
    void update(JsonObject message, long at, boolean delta) {
        long seq = JsonValues.number(message, "seq");
        var accepted = stream.at(seq);
        if (accepted == null) {
            fault(Rule.INVENTED, "nothing was accepted as " + seq);
            return;
        }
        boolean snapshot = message.getBoolean("snapshot", false);
        if (snapshot) snapshot(message, accepted);
        else follow(message, accepted);
        values.take(message, accepted, last, delta && !snapshot);
        var newest = versions.newest();
        check(
                Rule.PAUSED,
                !newest.terms().paused() || !newest.inForce(accepted.ts()),
                () -> seq + " was accepted after the pause began");
        last = seq;
        reference = accepted;
        if (!snapshot) pace(at);
        findings.count("updates");
    }

    private void snapshot(JsonObject message, Value accepted) {
        check(Rule.SNAPSHOT, last == null, () -> "a snapshot at " + accepted.seq() + " after " + last);
        if (start.seesPresent()) {
            check(
                    Rule.SNAPSHOT,
                    accepted.seq() == start.answered(),
                    () -> "a snapshot at " + accepted.seq() + ", and the answer was at " + start.answered());
        } else {
            late(accepted);
        }
        check(Rule.SNAPSHOT, !message.containsKey("pseq"), () -> "a snapshot with pseq");
        if (message.containsKey("rows")) {
            var rows = message.getJsonArray("rows");
            check(
                    Rule.SNAPSHOT,
                    rows.get(rows.size() - 1).equals(message.get("data")),
                    () -> "the last row is not the value at " + accepted.seq());
        }
        findings.count("snapshots");
    }

    /** The first value that is owed comes as a snapshot where the present one was not owed, or there was none. */
    private void late(Value accepted) {
        check(
                Rule.SNAPSHOT,
                accepted.seq() > start.answered(),
                () -> "a snapshot at " + accepted.seq() + ", and " + start.answered() + " is not owed");
        var walk = versions.walk(stream, Math.max(start.answered(), stream.first() - 1), accepted.seq(), null);
        var owing = new TreeSet<Integer>();
        for (var version : walk.versions()) {
            if (Owed.owes(versions.terms(version), stream, accepted, null)) owing.add(version);
        }
        if (owing.isEmpty()) {
            fault(Rule.OWED, accepted.seq() + " is not owed: " + accepted.data() + " under " + terms());
        } else if (terms().all()
                && owing.stream().noneMatch(version -> walk.counts(version).contains(0L))) {
            fault(
                    Rule.ALL,
                    "some between " + start.answered() + " and the snapshot at " + accepted.seq() + " did not come");
        } else {
            versions.narrow(owing);
        }
    }

    private void follow(JsonObject message, Value accepted) {
        long seq = accepted.seq();
        long pseq = JsonValues.number(message, "pseq");
        long merged = JsonValues.number(message, "merged");
        if (last == null) {
            fault(Rule.SNAPSHOT, seq + " came instead of a snapshot");
        } else {
            check(Rule.CHAIN, pseq == last, () -> seq + " names " + pseq + ", and " + last + " came last");
        }
        if (seq <= pseq || (last != null && seq <= last)) {
            fault(Rule.ORDER, seq + " after " + last + ", which it says was " + pseq);
            return;
        }
        var walk = versions.walk(stream, pseq, seq, reference);
        var owing = new TreeSet<Integer>();
        for (var version : walk.versions()) {
            var terms = versions.terms(version);
            if (Owed.owes(terms, stream, accepted, reference) && !(terms.all() && terms.paused())) owing.add(version);
        }
        if (owing.isEmpty()) {
            fault(Rule.OWED, seq + " is not owed: " + accepted.data() + " under " + terms());
        } else {
            merged(walk, owing, merged, pseq, seq);
        }
        findings.count("merged", merged);
    }

    private void merged(Walk walk, Set<Integer> owing, long merged, long pseq, long seq) {
        var fitting = new TreeSet<Integer>();
        for (var version : owing) {
            if (walk.counts(version).contains(merged)) fitting.add(version);
        }
        var counts = new TreeSet<Long>();
        owing.forEach(version -> counts.addAll(walk.counts(version)));
        if (terms().all() && (merged != 0 || fitting.isEmpty())) {
            fault(Rule.ALL, counts + " owed between " + pseq + " and " + seq + " did not come, merged " + merged);
        } else if (fitting.isEmpty()) {
            fault(Rule.MERGED, merged + " between " + pseq + " and " + seq + ", and " + counts + " were owed");
        }
        versions.narrow(fitting.isEmpty() ? owing : fitting);
    }

    /** Takes a message that tells what is missing. */
    void gap(JsonObject data) {
        long start = JsonValues.number(data, "from");
        long end = JsonValues.number(data, "to");
        findings.count("gaps");
        var cause = data.getString("cause");
        if (!terms().all() || last == null || start <= last || end < start || stream.at(end) == null) {
            fault(Rule.GAP, "after " + last + " came " + data);
        } else {
            var walk = versions.walk(stream, last, start, reference);
            walk.versions().removeIf(version -> !walk.counts(version).contains(0L));
            check(Rule.GAP, !walk.versions().isEmpty(), () -> "some are missing between " + last + " and " + start);
            if (!walk.versions().isEmpty()) versions.narrow(walk.versions());
            versions.narrow(versions.walk(stream, start - 1, end, reference).versions());
        }
        boolean paused = false;
        for (int i = 0; i < versions.size(); i++) paused |= versions.terms(i).paused();
        check(Rule.GAP, cause.equals("slow_consumer") || (cause.equals("paused") && paused), () -> "cause: " + data);
        last = end;
        values.cut();
    }

    /** Takes what a heartbeat says of this topic. */
    void top(long sentSeq, long considered) {
        if (last != null) {
            check(Rule.HEARTBEAT, sentSeq == last, () -> "the top is " + sentSeq + ", and " + last + " came last");
        }
        check(Rule.HEARTBEAT, considered >= sentSeq && considered <= stream.top(), () -> "considered " + considered);
        findings.count("tops");
    }

    /** It is quiet: everything owed that was accepted until then has come. */
    void quiet(long since) {
        var newest = versions.newest();
        if (newest.terms().paused() || (versions.size() > 1 && !newest.inForce(since + MARGIN_AFTER_QUIET))) return;
        check(Rule.CONVERGED, !owedUntil(stream.before(since + 1)), () -> "something after " + last + " did not come");
        findings.count("converged");
    }

    private boolean owedUntil(long seq) {
        if (last == null && start.seesPresent()) return true;
        long from = Math.max(last == null ? start.answered() : last, stream.first() - 1);
        if (seq <= from) return false;
        var walk = versions.walk(stream, from, seq + 1, reference);
        return walk.versions().stream()
                .noneMatch(
                        version -> walk.counts(version).contains(0L) || cameBack(versions.terms(version), from, seq));
    }

    /** Whether what was owed for a while is not any more: merged, only the newest that passes counts. */
    private boolean cameBack(Terms terms, long from, long to) {
        if (terms.all() || terms.minChange() == null || reference == null) return false;
        for (long seq = to; seq > from; seq--) {
            var value = stream.at(seq);
            if (value != null && Owed.passes(terms, stream, value)) {
                return !Condition.changed(terms.minChange(), value.data(), reference.data());
            }
        }
        return true;
    }

    private void pace(long at) {
        sent++;
        long interval = terms().intervalMs();
        if (interval > 0 && versions.size() == 1) {
            long most = 2 + (at - ask.at()) / interval;
            check(
                    Rule.RATE,
                    sent <= (type.equals("kline") ? 2 * most : most),
                    () -> sent + " in " + (at - ask.at()) + " ms");
        }
    }

    private Terms terms() {
        return versions.newest().terms();
    }

    private void check(Rule rule, boolean holds, Supplier<String> otherwise) {
        if (!holds) fault(rule, otherwise.get());
    }

    private void fault(Rule rule, String text) {
        faults.accept(rule, text);
    }
}
