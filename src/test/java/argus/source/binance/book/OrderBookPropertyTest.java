package argus.source.binance.book;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Depth.Level;
import argus.source.binance.book.OrderBook.Outcome;
import argus.source.binance.wire.BookSnapshot;
import argus.source.binance.wire.Frame.DepthDiff;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** However the updates of a book are split into changes, and wherever the snapshot is taken, the book is the same. */
class OrderBookPropertyTest {
    private static final int SHOWN = 5;

    /** A book kept in the plainest way. */
    private static final class Reference {
        private final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
        private final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();

        void set(boolean bid, Level level) {
            var side = bid ? bids : asks;
            if (level.volume().signum() == 0) {
                side.remove(level.price());
            } else {
                side.put(level.price(), level.volume());
            }
        }

        static List<Level> best(TreeMap<BigDecimal, BigDecimal> side, int count) {
            return side.entrySet().stream()
                    .limit(count)
                    .map(entry -> new Level(entry.getKey(), entry.getValue()))
                    .toList();
        }
    }

    private record Update(boolean bid, Level level) {}

    @Property(tries = 300)
    void anySplitGivesTheSameBook(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int longest, @ForAll boolean futures) {
        var random = new Random(seed);
        int count = 50 + random.nextInt(400);
        var updates = new ArrayList<Update>();
        for (int n = 0; n < count; n++) {
            updates.add(update(random));
        }
        int snapshotAt = 1 + random.nextInt(count - 1);
        int levels = 10 + random.nextInt(60);
        var whole = new Reference();
        for (int n = 0; n < snapshotAt; n++) {
            whole.set(updates.get(n).bid(), updates.get(n).level());
        }
        var snapshot =
                new BookSnapshot(snapshotAt, Reference.best(whole.bids, levels), Reference.best(whole.asks, levels));

        var book = new OrderBook(SHOWN, levels);
        boolean loaded = false;
        boolean everValid = false;
        long previous = 0;
        for (int at = 0; at < count; ) {
            int size = Math.min(1 + random.nextInt(longest), count - at);
            var part = updates.subList(at, at + size);
            var outcome = book.apply(diff(part, at + 1, at + size, futures ? previous : null));
            previous = at + size;
            at += size;
            for (int n = Math.max(snapshotAt, at - size); n < at; n++) {
                whole.set(updates.get(n).bid(), updates.get(n).level());
            }
            if (!loaded && at > snapshotAt) {
                outcome = book.load(snapshot);
                loaded = true;
            }
            if (book.valid()) {
                everValid = true;
                assertThat(book.bids()).isEqualTo(Reference.best(whole.bids, SHOWN));
                assertThat(book.asks()).isEqualTo(Reference.best(whole.asks, SHOWN));
                assertThat(book.updateId()).isEqualTo(at);
            } else {
                assertThat(outcome).isEqualTo(Outcome.NEEDS_SNAPSHOT);
            }
        }
        // only a snapshot cut so short that the shown levels run out may end without a book
        boolean cut = snapshot.bids().size() == levels || snapshot.asks().size() == levels;
        assertThat(everValid || cut || !loaded).isTrue();
    }

    private static DepthDiff diff(List<Update> part, long first, long last, Long previous) {
        var bids = part.stream().filter(Update::bid).map(Update::level).toList();
        var asks =
                part.stream().filter(update -> !update.bid()).map(Update::level).toList();
        return new DepthDiff("BTCUSDT", Instant.EPOCH, first, last, previous, bids, asks);
    }

    private static Update update(Random random) {
        boolean bid = random.nextBoolean();
        int price = bid ? 1 + random.nextInt(100) : 101 + random.nextInt(100);
        int quantity = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(9);
        return new Update(bid, new Level(new BigDecimal(price), new BigDecimal(quantity)));
    }
}
