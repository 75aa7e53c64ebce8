package argus.source;

import argus.model.MarketEvent;
import argus.model.Symbol;
import argus.source.Candidate.Standing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who of its candidates a wanted symbol comes from. One that is down, silent or wrong loses the symbol at once to the next that is good; a better one has
 * to be good and to deliver for a while before it takes the symbol back, and longer each time it loses it
 * again. The supervisor's lock guards it; who has it may be read by any thread.
 */
final class Seat {
    private final Symbol symbol;
    private final List<Candidate> candidates;
    private final MarketHours hours;
    private final Clock clock;
    private final Duration silence;
    private volatile int active;
    private Instant since;
    private @Nullable Instant quietSince;

    /** @param silence how long a source may say nothing at all about a symbol whose market is at work */
    Seat(Symbol symbol, List<Candidate> candidates, MarketHours hours, Clock clock, Duration silence) {
        this.symbol = symbol;
        this.candidates = candidates;
        this.hours = hours;
        this.clock = clock;
        this.silence = silence;
        since = clock.instant();
        active = first(Standing.GOOD, Standing.HOPEFUL).orElse(0);
    }

    /** A turn of a seat. */
    record Turn(String from, String to, String reason, boolean restored) {}

    Symbol symbol() {
        return symbol;
    }

    /** Who has it now. */
    Candidate active() {
        return candidates.get(active);
    }

    /** Those of whom the symbol is wanted: who has it, and the better ones, which have to prove themselves. */
    Stream<SupervisedSource> wanted() {
        return candidates.stream().limit(active + 1L).map(Candidate::source);
    }

    /** Whether what a source says about the symbol counts. Called by the source's thread. */
    boolean admits(SupervisedSource source, MarketEvent event) {
        int now = active;
        for (int i = 0; i < candidates.size(); i++) {
            if (candidates.get(i).source() == source) {
                candidates.get(i).deliver(event);
                return i == now;
            }
        }
        return false;
    }

    /** Leaves a source out for a while, since what it tells is wrong. */
    void exclude(String source, String reason) {
        candidates.stream()
                .filter(candidate -> candidate.name().equals(source))
                .forEach(candidate -> candidate.exclude(reason));
    }

    /** Looks at the candidates, and gives the symbol to another one where that is due. */
    Optional<Turn> review() {
        if (candidates.size() == 1) {
            return Optional.empty();
        }
        candidates.forEach(candidate -> candidate.look(isBusy(candidate)));
        excludeSilent();
        var now = active();
        if (now.look(isBusy(now)) == Standing.OUT) {
            return first(Standing.GOOD).or(() -> first(Standing.HOPEFUL)).map(next -> {
                now.lost(Duration.between(since, clock.instant()));
                return take(next, now.reason());
            });
        }
        for (int better = 0; better < active; better++) {
            if (candidates.get(better).isTrusted(isBusy(candidates.get(better)))) {
                return Optional.of(take(better, candidates.get(better).name() + " delivers again"));
            }
        }
        return Optional.empty();
    }

    /** A source may be at work and yet know nothing of this symbol. */
    private void excludeSilent() {
        var now = active();
        if (now.delivers() || !isBusy(now) || now.look(true) != Standing.GOOD) {
            quietSince = null;
        } else if (quietSince == null) {
            quietSince = clock.instant();
        } else if (Duration.between(quietSince, clock.instant()).compareTo(silence) > 0) {
            now.exclude(now.name() + " says nothing about it");
            quietSince = null;
        }
    }

    private Turn take(int next, String reason) {
        var from = active();
        boolean restored = next < active;
        active = next;
        since = clock.instant();
        quietSince = null;
        if (!restored) {
            active().watch(); // it was not wanted until now, so it has to begin; a better one has told what it knows
        }
        return new Turn(from.name(), active().name(), reason, restored);
    }

    private Optional<Integer> first(Standing... wanted) {
        for (int i = 0; i < candidates.size(); i++) {
            var standing = candidates.get(i).look(isBusy(candidates.get(i)));
            if (List.of(wanted).contains(standing)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private boolean isBusy(Candidate candidate) {
        return !candidate.source().keepsHours() || hours.isBusy(symbol);
    }
}
