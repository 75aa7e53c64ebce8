package argus.source.binance.book;

import argus.model.Depth.Level;
import argus.source.binance.wire.BookSnapshot;
import argus.source.binance.wire.Frame.DepthDiff;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * The order book of one pair by the rule that Binance publishes: changes are kept until a snapshot has come, those it holds
 * are dropped, the first one applied has to overlap with it, and each further one has to follow on the one before. Where one
 * is missing the book is given up and a new snapshot is needed; likewise when the price has moved so far that the levels
 * shown are not all known. Not thread-safe.
 */
public final class OrderBook {
    /** Changes that are kept without a snapshot; at ten a second more than a minute. */
    private static final int MOST_WAITING = 1_000;

    private final int shown;
    private final int snapshotLevels;
    private final BookSide bids = new BookSide(-1);
    private final BookSide asks = new BookSide(1);
    private final Queue<DepthDiff> waiting = new ArrayDeque<>();
    private List<Level> bestBids = List.of();
    private List<Level> bestAsks = List.of();
    private boolean valid;
    private boolean overlapped;
    private long updateId;

    /** What became of a change or a snapshot. */
    public enum Outcome {
        /** The book is another one now. */
        CHANGED,
        /** The levels shown are the same. */
        SAME,
        /** There is no book; a snapshot is needed. */
        NEEDS_SNAPSHOT
    }

    /**
     * @param shown how many levels of each side have to be known
     * @param snapshotLevels how many a snapshot has at most: one with so many is taken to be cut short
     */
    public OrderBook(int shown, int snapshotLevels) {
        this.shown = shown;
        this.snapshotLevels = snapshotLevels;
    }

    /** Takes a change. */
    public Outcome apply(DepthDiff diff) {
        if (!valid) {
            keep(diff);
            return Outcome.NEEDS_SNAPSHOT;
        }
        if (!follow(diff)) {
            giveUp();
            keep(diff);
            return Outcome.NEEDS_SNAPSHOT;
        }
        return outcome();
    }

    /** Takes a snapshot; one that is older than the changes kept, or than the book, is of no use. */
    public Outcome load(BookSnapshot snapshot) {
        if (valid && snapshot.updateId() <= updateId) {
            return Outcome.SAME;
        }
        bids.load(snapshot.bids(), snapshot.bids().size() >= snapshotLevels);
        asks.load(snapshot.asks(), snapshot.asks().size() >= snapshotLevels);
        updateId = snapshot.updateId();
        overlapped = false;
        valid = true;
        while (valid && !waiting.isEmpty()) {
            valid = follow(waiting.element());
            if (valid) {
                waiting.remove();
            }
        }
        if (!valid) {
            return Outcome.NEEDS_SNAPSHOT; // it is older than what waits, or a change is missing in between
        }
        return outcome();
    }

    /** Forgets the book, as changes are going to be missing. */
    public void giveUp() {
        valid = false;
        waiting.clear();
    }

    /** Whether there is a book. */
    public boolean valid() {
        return valid;
    }

    /** The last update the book holds. */
    public long updateId() {
        return updateId;
    }

    /** The best bids, at most as many as are shown. */
    public List<Level> bids() {
        return bestBids;
    }

    /** The best asks, at most as many as are shown. */
    public List<Level> asks() {
        return bestAsks;
    }

    private void keep(DepthDiff diff) {
        waiting.add(diff);
        if (waiting.size() > MOST_WAITING) {
            waiting.remove();
        }
    }

    /** Applies a change unless the book holds it. @return whether none is missing before it */
    private boolean follow(DepthDiff diff) {
        var previous = diff.previous();
        if (previous == null ? diff.last() <= updateId : diff.last() < updateId) {
            return true;
        }
        boolean follows = previous == null || !overlapped
                ? diff.first() <= updateId + 1 && diff.last() >= updateId
                : previous == updateId;
        if (!follows) {
            return false;
        }
        diff.bids().forEach(bids::set);
        diff.asks().forEach(asks::set);
        updateId = diff.last();
        overlapped = true;
        return true;
    }

    private Outcome outcome() {
        if (!bids.knows(shown) || !asks.knows(shown)) {
            giveUp();
            return Outcome.NEEDS_SNAPSHOT;
        }
        if (bids.isBest(bestBids, shown) && asks.isBest(bestAsks, shown)) {
            return Outcome.SAME;
        }
        bestBids = bids.best(shown);
        bestAsks = asks.best(shown);
        return Outcome.CHANGED;
    }
}
