package argus.check;

import argus.check.Accepted.Stream;
import argus.check.Accepted.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a subscription and what they were changed to, one after another. When the service took a change up is known
 * only between bounds (not before it was asked for, and some time after it was answered), so several may be in force at
 * a sequence; what is seen narrows them down. Not thread-safe.
 */
final class Versions {
    /** How long after its answer a change may still not be in force everywhere, in milliseconds. */
    static final long MARGIN = 1000;

    private final List<Version> versions = new ArrayList<>();
    private final Set<Integer> possible = new TreeSet<>();

    /** Terms, and when they were asked for and answered, in epoch milliseconds. */
    static final class Version {
        private final Terms terms;
        private final long askedAt;
        private long answeredAt = Long.MAX_VALUE;

        Version(Terms terms, long askedAt) {
            this.terms = terms;
            this.askedAt = askedAt;
        }

        Terms terms() {
            return terms;
        }

        void answered(long at) {
            answeredAt = at;
        }

        boolean inForce(long at) {
            return answeredAt != Long.MAX_VALUE && answeredAt + MARGIN < at;
        }
    }

    Versions(Terms first) {
        var version = new Version(first, Long.MIN_VALUE);
        versions.add(version);
        possible.add(0);
    }

    Version change(Terms terms, long at) {
        var version = new Version(terms, at);
        versions.add(version);
        return version;
    }

    Version newest() {
        return versions.get(versions.size() - 1);
    }

    Terms terms(int version) {
        return versions.get(version).terms;
    }

    int size() {
        return versions.size();
    }

    /** Those that may be in force at a sequence, each with the possible numbers of updates owed between. */
    static final class Walk {
        private final Map<Integer, Set<Long>> counts = new TreeMap<>();

        Set<Integer> versions() {
            return counts.keySet();
        }

        Set<Long> counts(int version) {
            return counts.get(version);
        }

        private void add(int version, Set<Long> more) {
            counts.computeIfAbsent(version, v -> new TreeSet<>()).addAll(more);
        }
    }

    /**
     * Goes from one sequence up to another, both exclusive, and counts what is owed under each course of changes.
     *
     * @param reference the value sent last, for the least change
     * @return the versions in force when {@code until} is accepted
     */
    Walk walk(Stream stream, long after, long until, @Nullable Value reference) {
        var walk = new Walk();
        possible.forEach(version -> walk.add(version, Set.of(0L)));
        for (long seq = after + 1; ; seq++) {
            var value = stream.at(seq);
            var here = value == null ? walk : spread(walk, value.ts());
            if (seq >= until || value == null) return here;
            walk.counts.clear();
            here.counts.forEach((version, counts) -> {
                boolean owed = Owed.owes(terms(version), stream, value, reference);
                var then = new TreeSet<Long>();
                counts.forEach(count -> then.add(owed ? count + 1 : count));
                walk.add(version, then);
            });
        }
    }

    /** What is seen shows that one of these is in force. */
    void narrow(Set<Integer> to) {
        possible.clear();
        possible.addAll(to);
    }

    private Walk spread(Walk walk, long ts) {
        if (versions.size() == 1) {
            var same = new Walk();
            walk.counts.forEach(same::add);
            return same;
        }
        int oldest = 0;
        for (int i = 1; i < versions.size(); i++) {
            if (versions.get(i).inForce(ts)) oldest = i;
        }
        var spread = new Walk();
        for (var entry : walk.counts.entrySet()) {
            for (int later = Math.max(entry.getKey(), oldest); later < versions.size(); later++) {
                if (later == entry.getKey() || versions.get(later).askedAt <= ts + 1) {
                    spread.add(later, entry.getValue());
                }
            }
        }
        return spread;
    }
}
