package argus.source.binance.book;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Depth.Level;
import argus.source.binance.book.OrderBook.Outcome;
import argus.source.binance.wire.BookSnapshot;
import argus.source.binance.wire.Frame.DepthDiff;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderBookTest {
    private final OrderBook book = new OrderBook(2, 3);

    @Test
    void changesWaitForTheSnapshotAndThoseItHoldsAreDropped() {
        assertThat(book.apply(diff(8, 9, "99:7"))).isEqualTo(Outcome.NEEDS_SNAPSHOT);
        assertThat(book.apply(diff(10, 12, "99:1", "98:0"))).isEqualTo(Outcome.NEEDS_SNAPSHOT);
        assertThat(book.load(snapshot(10, "99:5", "98:4"))).isEqualTo(Outcome.CHANGED);
        assertThat(book.bids()).isEqualTo(levels("99:1"));
        assertThat(book.asks()).isEqualTo(levels("101:1"));
        assertThat(book.updateId()).isEqualTo(12);
        assertThat(book.apply(diff(11, 12, "99:3"))).isEqualTo(Outcome.SAME);
        assertThat(book.bids()).isEqualTo(levels("99:1"));
    }

    @Test
    void aSnapshotOlderThanWhatWaitsIsOfNoUse() {
        book.apply(diff(10, 12, "99:1"));
        assertThat(book.load(snapshot(8, "99:5"))).isEqualTo(Outcome.NEEDS_SNAPSHOT);
        assertThat(book.valid()).isFalse();
        assertThat(book.load(snapshot(9, "99:5"))).isEqualTo(Outcome.CHANGED);
        assertThat(book.bids()).isEqualTo(levels("99:1"));
    }

    @Test
    void aChangeMissingWhileWaitingIsNotMissedByTheNextSnapshot() {
        book.apply(diff(10, 12, "99:1"));
        book.apply(diff(15, 16, "99:2"));
        assertThat(book.load(snapshot(11, "99:5"))).isEqualTo(Outcome.NEEDS_SNAPSHOT);
        assertThat(book.load(snapshot(14, "99:5"))).isEqualTo(Outcome.CHANGED);
        assertThat(book.bids()).isEqualTo(levels("99:2"));
    }

    @Test
    void aMissingChangeGivesTheBookUp() {
        book.load(snapshot(10, "99:5"));
        assertThat(book.apply(diff(11, 11, "99:6"))).isEqualTo(Outcome.CHANGED);
        assertThat(book.apply(diff(13, 14, "99:7"))).isEqualTo(Outcome.NEEDS_SNAPSHOT);
        assertThat(book.valid()).isFalse();
        assertThat(book.load(snapshot(13, "99:8"))).isEqualTo(Outcome.CHANGED);
        assertThat(book.bids()).isEqualTo(levels("99:7"));
    }

    @Test
    void inFuturesMarketsEachChangeNamesTheOneBefore() {
        book.load(snapshot(100, "99:5"));
        assertThat(book.apply(futures(90, 110, 80, "99:6"))).isEqualTo(Outcome.CHANGED);
        assertThat(book.apply(futures(120, 130, 110, "99:7"))).isEqualTo(Outcome.CHANGED);
        assertThat(book.apply(futures(140, 150, 131, "99:8"))).isEqualTo(Outcome.NEEDS_SNAPSHOT);
    }

    @Test
    void aChangeBelowWhatIsShownLeavesTheShownLevelsAsTheyAre() {
        var deep = new OrderBook(1, 100);
        deep.load(snapshot(10, "99:5", "98:4"));
        var shown = deep.bids();
        assertThat(deep.apply(diff(11, 11, "98:3"))).isEqualTo(Outcome.SAME);
        assertThat(deep.bids()).isSameAs(shown);
    }

    @Test
    void anOlderSnapshotDoesNotReplaceTheBook() {
        book.load(snapshot(10, "99:5"));
        assertThat(book.load(snapshot(9, "99:1"))).isEqualTo(Outcome.SAME);
        assertThat(book.bids()).isEqualTo(levels("99:5"));
    }

    @Test
    void levelsBeyondASnapshotThatWasCutShortAreNotTakenForKnown() {
        book.load(snapshot(10, "99:5", "98:4", "97:3"));
        assertThat(book.apply(diff(11, 11, "90:1", "99:0"))).isEqualTo(Outcome.CHANGED);
        assertThat(book.bids()).isEqualTo(levels("98:4", "97:3"));
        assertThat(book.apply(diff(12, 12, "98:0"))).isEqualTo(Outcome.NEEDS_SNAPSHOT);
    }

    @Test
    void aBookThatWasGivenUpNeedsASnapshot() {
        book.load(snapshot(10, "99:5"));
        book.giveUp();
        assertThat(book.apply(diff(11, 11, "99:6"))).isEqualTo(Outcome.NEEDS_SNAPSHOT);
    }

    @Test
    void onlySoManyChangesWait() {
        for (int n = 1; n <= 1_500; n++) {
            book.apply(diff(n, n, "99:" + n));
        }
        assertThat(book.load(snapshot(400, "99:5"))).isEqualTo(Outcome.NEEDS_SNAPSHOT);
        assertThat(book.load(snapshot(500, "99:5"))).isEqualTo(Outcome.CHANGED);
        assertThat(book.bids()).isEqualTo(levels("99:1500"));
    }

    private static BookSnapshot snapshot(long id, String... bids) {
        return new BookSnapshot(id, levels(bids), levels("101:1"));
    }

    private static DepthDiff diff(long first, long last, String... bids) {
        return new DepthDiff("BTCUSDT", Instant.EPOCH, first, last, null, levels(bids), List.of());
    }

    private static DepthDiff futures(long first, long last, long previous, String... bids) {
        return new DepthDiff("BTCUSDT", Instant.EPOCH, first, last, previous, levels(bids), List.of());
    }

    private static List<Level> levels(String... texts) {
        return Arrays.stream(texts)
                .map(text -> text.split(":"))
                .map(parts -> new Level(new BigDecimal(parts[0]), new BigDecimal(parts[1])))
                .toList();
    }
}
