package argus.check;

import argus.check.Accepted.Stream;
import argus.check.Accepted.Value;
import jakarta.json.JsonObject;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a subscription begins: with the present, or where its client was. Not thread-safe. */
final class StartProof {
    private final Stream stream;
    private final Ask ask;
    private final Terms terms;
    private final BiConsumer<Rule, String> faults;
    private final Findings findings;
    private long answered;
    private long present;

    StartProof(Stream stream, Ask ask, BiConsumer<Rule, String> faults, Findings findings) {
        this.stream = stream;
        this.ask = ask;
        this.terms = ask.versions().terms(0);
        this.faults = faults;
        this.findings = findings;
    }

    /** The sequence of the answer. */
    long answered() {
        return answered;
    }

    /** Whether the value at the sequence of the answer is owed, which nothing goes before. */
    boolean seesPresent() {
        var value = stream.at(answered);
        var where = terms.where();
        return value != null && (where == null || Condition.passes(where, value.data(), null));
    }

    /**
     * Takes the answer.
     *
     * @param at when it came
     * @return after which sequence the updates begin; null where a snapshot comes first
     */
    @Nullable
    Long take(JsonObject data, long at) {
        answered = JsonValues.number(data, "seq");
        present = stream.before(at + 1);
        var options = data.getJsonObject("options");
        check(Rule.ANSWER, data.getString("epoch").equals(stream.epoch()), () -> "another epoch: " + data);
        check(
                Rule.ANSWER,
                options.getString("delivery").equals(terms.all() ? "all" : "conflated"),
                () -> "delivery: " + data);
        check(
                Rule.ANSWER,
                ask.versions().size() > 1 || options.containsKey("where") == (terms.where() != null),
                () -> "where: " + data);
        check(Rule.ANSWER, answered <= present, () -> answered + " is ahead of " + present);
        findings.count("answers");
        findings.count("resumed " + data.getString("resumed", "not"));
        var from = ask.from();
        check(Rule.RESUME, data.containsKey("resumed") == (from != null), () -> "from " + from + ": " + data);
        if (from != null && data.containsKey("resumed")) return resumed(data, from);
        check(
                Rule.ANSWER,
                answered >= stream.before(ask.at()),
                () -> answered + " is behind " + stream.before(ask.at()));
        return terms.snapshot() ? null : (Long) answered;
    }

    private @Nullable Long resumed(JsonObject data, JsonObject from) {
        long seq = JsonValues.number(from, "seq");
        var resumed = data.getString("resumed");
        boolean known = from.getString("epoch").equals(stream.epoch()) && seq <= present;
        check(Rule.RESUME, known || resumed.equals("snapshot"), () -> "nobody knows " + from + ": " + data);
        check(Rule.RESUME, known != data.containsKey("code"), () -> "from " + from + ", code: " + data);
        return switch (resumed) {
            case "replayed" -> {
                replayed(JsonValues.number(data, "replayed"), seq);
                yield seq;
            }
            case "lost" -> {
                long start = JsonValues.number(data, "from");
                long end = JsonValues.number(data, "to");
                boolean right = terms.all() && start == seq + 1 && end >= start && end <= present;
                check(Rule.RESUME, right, () -> "lost after " + seq + ": " + data);
                findings.count("lost", end - start + 1);
                yield end;
            }
            default -> null;
        };
    }

    /** Of a topic that is sent all, what was owed when it was asked; of one that merges, no more than that. */
    private void replayed(long promised, long seq) {
        long least = owed(seq, stream.before(ask.at()));
        long most = owed(seq, present);
        boolean right = terms.all()
                ? promised >= least && promised <= most
                : promised == 0 ? least == 0 : promised <= Math.max(1, most);
        check(Rule.RESUME, right, () -> promised + " replayed from " + seq + ", " + least + " to " + most);
        findings.count("replayed", promised);
    }

    private long owed(long after, long upTo) {
        long owed = 0;
        @Nullable Value reference = null;
        for (long seq = after + 1; seq <= upTo; seq++) {
            var value = stream.at(seq);
            if (value != null && Owed.owes(terms, stream, value, reference)) {
                owed++;
                if (terms.all()) reference = value;
            }
        }
        return owed;
    }

    private void check(Rule rule, boolean holds, Supplier<String> otherwise) {
        if (!holds) faults.accept(rule, otherwise.get());
    }
}
