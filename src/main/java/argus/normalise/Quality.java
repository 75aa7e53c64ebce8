package argus.normalise;

import argus.metrics.ServiceMetrics;
import argus.model.MarketEvent;
import argus.model.Symbol;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was found wrong with the events of each source: counts by rule, and the last of them as examples. A source that is
 * wrong about a symbol again and again is complained of. Thread-safe.
 */
public final class Quality {
    /** So many refused events of a symbol within this time are worth a complaint. */
    public static final int COMPLAINT = 5;

    public static final Duration WITHIN = Duration.ofSeconds(60);
    private static final int EXAMPLES = 20;
    private static final int SYMBOLS = 10_000;

    private final ServiceMetrics metrics;
    private final Clock clock;
    private final Complaints complaints;
    private final Map<String, Deque<Example>> examples = new TreeMap<>();
    private final Map<Key, Strikes> strikes = new LinkedHashMap<>();

    /** Takes complaints. */
    @FunctionalInterface
    public interface Complaints {

        /** @param reason one line for people */
        void complain(String source, Symbol symbol, String reason);
    }

    /** An event that something is wrong with. */
    public record Example(Instant at, Verdict rule, MarketEvent event) {}

    private record Key(String source, Symbol symbol) {}

    private record Strikes(Instant since, int count) {}

    public Quality(ServiceMetrics metrics, Clock clock, Complaints complaints) {
        this.metrics = metrics;
        this.clock = clock;
        this.complaints = complaints;
    }

    /** Takes note of a finding. */
    public void note(MarketEvent event, Verdict rule) {
        metrics.finding(event.source(), rule.name());
        boolean enough;
        synchronized (this) {
            var last = examples.computeIfAbsent(event.source(), s -> new ArrayDeque<>());
            last.addFirst(new Example(clock.instant(), rule, event));
            if (last.size() > EXAMPLES) {
                last.removeLast();
            }
            enough = rule.speaksAgainstSource() && strike(new Key(event.source(), event.symbol()));
        }
        if (enough) {
            complaints.complain(
                    event.source(),
                    event.symbol(),
                    COMPLAINT + " of its events within " + WITHIN.toSeconds() + " s cannot be true, the last: "
                            + rule.meaning());
        }
    }

    /** The last findings of a source, the newest first. */
    public synchronized List<Example> examples(String source) {
        var last = examples.get(source);
        return last == null ? List.of() : List.copyOf(last);
    }

    /** The sources of which something was found. */
    public synchronized List<String> sources() {
        return new ArrayList<>(examples.keySet());
    }

    /** How often each rule was broken by a source, by name. */
    public Map<String, Long> counts(String source) {
        var counts = new TreeMap<String, Long>();
        metrics.findings()
                .getOrDefault(source, Collections.emptyMap())
                .forEach((rule, count) -> counts.put(rule, count.sum()));
        return counts;
    }

    /** @return whether that was enough; the count then begins anew */
    private boolean strike(Key key) {
        var now = clock.instant();
        var before = strikes.get(key);
        if (before == null || before.since.plus(WITHIN).isBefore(now)) {
            before = new Strikes(now, 0);
        }
        if (before.count + 1 >= COMPLAINT) {
            strikes.remove(key);
            return true;
        }
        strikes.put(key, new Strikes(before.since, before.count + 1));
        if (strikes.size() > SYMBOLS) {
            strikes.remove(strikes.keySet().iterator().next());
        }
        return false;
    }
}
