package argus.source;

import argus.model.Depth;
import argus.model.MarketEvent;
import argus.model.Quote;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A source as one of those that a symbol may come from. The supervisor's lock guards it, but for {@link #deliver},
 * which the source's thread calls, and {@link #state}.
 */
final class Candidate {
    /** Each loss of the symbol soon after the one before doubles the wait to take it back, so many times at most. */
    private static final int DOUBLINGS = 5;

    /** Whoever kept the symbol for so many waits begins anew. */
    private static final int FORGIVEN_AFTER = 20;

    private final SupervisedSource source;
    private final Clock clock;
    private final Duration failbackAfter;
    private int losses;
    private @Nullable Instant goodSince;
    private @Nullable Instant wrongUntil;
    private String wrong = "";
    private volatile boolean delivers;
    private volatile @Nullable Quote quote;
    private volatile @Nullable Depth depth;

    Candidate(SupervisedSource source, Clock clock, Duration failbackAfter) {
        this.source = source;
        this.clock = clock;
        this.failbackAfter = failbackAfter;
    }

    /** What can be expected of it for the symbol. */
    enum Standing {
        GOOD,
        /** Not proven yet. */
        HOPEFUL,
        OUT
    }

    SupervisedSource source() {
        return source;
    }

    String name() {
        return source.name();
    }

    /** Takes note that it told something about the symbol. */
    void deliver(MarketEvent event) {
        if (!delivers) {
            delivers = true;
        }
        if (event instanceof Quote state) {
            quote = state;
        } else if (event instanceof Depth state) {
            depth = state;
        }
    }

    /** What it told last of the symbol's state; a source need not repeat what has not changed. */
    List<MarketEvent> state() {
        return Stream.<@Nullable MarketEvent>of(depth, quote)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    boolean delivers() {
        return delivers;
    }

    /** Begins to look at what it tells anew. */
    void watch() {
        delivers = false;
    }

    /**
     * Says how it stands now, and remembers since when it has been good.
     *
     * @param busy whether the symbol's market is at work, so that silence is a fault
     */
    Standing look(boolean busy) {
        var standing = isWrong() ? Standing.OUT : source.standing(busy);
        if (standing != Standing.GOOD) {
            goodSince = null;
        } else if (goodSince == null) {
            goodSince = clock.instant();
            watch();
        }
        return standing;
    }

    /**
     * Whether it has been good for as long as it takes to be trusted again, and told something of the symbol, now or before it lost it: what
     * has not changed since need not be told again.
     */
    boolean isTrusted(boolean busy) {
        var since = goodSince;
        return since != null
                && (delivers || !busy || quote != null)
                && Duration.between(since, clock.instant()).compareTo(wait(losses)) >= 0;
    }

    /** Takes note that it lost the symbol, which it had for so long. */
    void lost(Duration held) {
        losses = held.compareTo(failbackAfter.multipliedBy(FORGIVEN_AFTER)) > 0 ? 1 : losses + 1;
    }

    /** Leaves it out for a while, since what it tells of the symbol is wrong. */
    void exclude(String reason) {
        wrong = reason;
        wrongUntil = clock.instant().plus(wait(losses + 1));
    }

    /** Why it is out, one line for people. */
    String reason() {
        return isWrong() ? wrong : source.status().reason();
    }

    private boolean isWrong() {
        return wrongUntil != null && clock.instant().isBefore(wrongUntil);
    }

    private Duration wait(int after) {
        return failbackAfter.multipliedBy(1L << Math.max(0, Math.min(after - 1, DOUBLINGS)));
    }
}
