package argus.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The faults found, and how much was looked at: a check that looked at nothing proves nothing. Not thread-safe. */
final class Findings {
    /** What no minute is without; gaps and losses need a slow machine. */
    private static final List<String> EVERYTHING = List.of(
            "updates",
            "merged",
            "patches",
            "snapshots",
            "replayed",
            "reconfigurations",
            "tops",
            "batches",
            "frames TEXT",
            "frames BINARY",
            "frames GZIP",
            "converged",
            "rows",
            "bars");

    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Long> counts = new TreeMap<>();

    void add(Fault fault) {
        faults.add(fault);
    }

    void count(String what) {
        count(what, 1);
    }

    void count(String what, long times) {
        counts.merge(what, times, Long::sum);
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }

    long counted(String what) {
        return counts.getOrDefault(what, 0L);
    }

    /** Whether what is to go right was there to be looked at. */
    boolean looked() {
        return EVERYTHING.stream().allMatch(what -> counted(what) > 0);
    }

    @Override
    public String toString() {
        var text = new StringBuilder(counts.toString());
        faults.stream().limit(50).forEach(fault -> text.append('\n').append(fault));
        if (faults.size() > 50) text.append("\n… ").append(faults.size()).append(" faults");
        return text.toString();
    }
}
