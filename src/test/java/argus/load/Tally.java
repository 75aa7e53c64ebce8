package argus.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of the topics of all clients. Not thread-safe. */
final class Tally {
    private static final int EXAMPLES = 10;

    private final List<String> examples = new ArrayList<>();
    private final Map<String, Long> others = new TreeMap<>();
    private long broken;
    private long resumed;
    private long replayed;
    private long lostTopics;
    private long lost;
    private long gaps;
    private long missing;
    private long snapshots;
    private long snapshotsOfAll;

    /** Notes a broken promise unless all is well. */
    void check(boolean good, String otherwise, Said said) {
        if (!good) {
            fault(otherwise + ": " + said.text());
        }
    }

    void fault(String what) {
        broken++;
        if (examples.size() < EXAMPLES) {
            examples.add(what.length() > 400 ? what.substring(0, 400) : what);
        }
    }

    /** A topic goes on, and so many updates of it are replayed. */
    void replayed(long updates) {
        resumed++;
        replayed += updates;
    }

    /** A topic goes on, but for so many updates. */
    void lost(long updates) {
        lostTopics++;
        lost += updates;
    }

    /** So many updates of a topic will never come, it was said later. */
    void gap(long updates) {
        gaps++;
        missing += updates;
    }

    /** A topic begins anew. */
    void bySnapshot(boolean every) {
        snapshots++;
        snapshotsOfAll += every ? 1 : 0;
    }

    /** A message of another kind. */
    void other(String type) {
        others.merge(type, 1L, Long::sum);
    }

    /** Promises that were broken. */
    long broken() {
        return broken;
    }

    @Override
    public String toString() {
        var text =
                "topics resumed: %,d, with %,d updates replayed; told as lost: %,d topics, %,d updates; gaps: %,d, of %,d updates; by snapshot: %,d, %,d of them of `all`%n"
                        .formatted(resumed, replayed, lostTopics, lost, gaps, missing, snapshots, snapshotsOfAll);
        return text
                + "promises broken: %,d; other messages: %s".formatted(broken, others)
                + String.join(
                        "", examples.stream().map(example -> "\n  " + example).toList());
    }
}
