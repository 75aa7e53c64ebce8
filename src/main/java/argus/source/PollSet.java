package argus.source;

import argus.model.Symbol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a source that is polled asks for now: the wanted symbols whose market is open, and one of a closed market until it
 * was answered once since it was wanted or since the market closed. Thread-safe.
 */
public final class PollSet {
    private final MarketHours hours;
    private final Duration delay;
    private final Map<Symbol, Poll> polls = new LinkedHashMap<>();

    /** What is known of one wanted symbol. */
    private static final class Poll {
        private boolean asked;
        private boolean answered;
    }

    /**
     * @param delay how much later than the market the venue tells its values, with the time that the results of a
     *     closing auction take: for so long a market counts as open after its close
     */
    public PollSet(MarketHours hours, Duration delay) {
        this.hours = hours;
        this.delay = delay;
    }

    /** Says what is wanted from now on, in place of what was. */
    public synchronized void want(Set<Symbol> wanted) {
        polls.keySet().retainAll(wanted);
        wanted.forEach(symbol -> polls.computeIfAbsent(symbol, s -> new Poll()));
    }

    /** What to ask for now, those first that have been wanted longest. */
    public synchronized List<Symbol> due() {
        var due = new ArrayList<Symbol>(polls.size());
        polls.forEach((symbol, poll) -> {
            if (isDue(symbol, poll)) {
                due.add(symbol);
            }
        });
        return due;
    }

    /** Says that the venue has told the state of these symbols, or that it has none to tell. */
    public synchronized void answered(Collection<Symbol> symbols) {
        for (var symbol : symbols) {
            var poll = polls.get(symbol);
            if (poll != null && poll.asked) {
                poll.answered = true;
            }
        }
    }

    private boolean isDue(Symbol symbol, Poll poll) {
        if (hours.isOpen(symbol, delay)) {
            poll.asked = false;
            poll.answered = false;
            return true;
        }
        if (poll.answered) {
            return false;
        }
        poll.asked = true;
        return true;
    }
}
