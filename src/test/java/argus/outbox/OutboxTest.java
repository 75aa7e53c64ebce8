package argus.outbox;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.NOON;
import static argus.model.Events.bar;
import static argus.model.Events.quote;
import static argus.model.Events.trade;
import static org.assertj.core.api.Assertions.assertThat;

import argus.model.BarPeriod;
import argus.model.Columns;
import argus.model.DataType;
import argus.outbox.Item.Gap;
import argus.outbox.Item.Message;
import argus.outbox.Item.Owed;
import argus.outbox.Outbox.Offer;
import argus.topic.Delivery;
import argus.topic.MinChange;
import argus.topic.Shape;
import argus.topic.SubscribeOptions;
import argus.topic.Topic;
import argus.topic.Update;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final long BUDGET = 100_000;

    private final OutboxMeter meter = new OutboxMeter(10 * BUDGET);
    private final Outbox outbox = new Outbox(BUDGET, meter);
    private final Lane quotes = lane(Topic.of(DataType.QUOTE, BITCOIN), Delivery.CONFLATED, 0);
    private final Lane trades = lane(Topic.of(DataType.TRADE, BITCOIN), Delivery.ALL, 0);
    private final Lane bars = lane(Topic.kline(BITCOIN, BarPeriod.M1), Delivery.CONFLATED, 0);

    private static Lane lane(Topic topic, Delivery delivery, long intervalMs) {
        return new Lane(topic, delivery, intervalMs);
    }

    private static Frame quoteFrame(long seq) {
        return quoteFrame(seq, "1");
    }

    private static Frame quoteFrame(long seq, String last) {
        var update = new Update(Topic.of(DataType.QUOTE, BITCOIN), seq, 0, quote(BITCOIN, NOON, last));
        return new Frame(update, FrameTest.BLANK, 0);
    }

    private static Frame tradeFrame(long seq) {
        var update = new Update(Topic.of(DataType.TRADE, BITCOIN), seq, 0, trade(BITCOIN, NOON, "1", "1"));
        return new Frame(update, FrameTest.BLANK, 0);
    }

    private static Frame barFrame(long seq, int minute, boolean closed) {
        var value = bar(BITCOIN, NOON.plusSeconds(60L * minute), "1", closed, 0);
        return new Frame(new Update(Topic.kline(BITCOIN, BarPeriod.M1), seq, 0, value), FrameTest.BLANK, 0);
    }

    /** What is sent next, each in a word: the text of a message, {@code seq<pseq} of an update, {@code from-to} of a gap. */
    private static List<String> drain(Outbox outbox) {
        var words = new ArrayList<String>();
        for (Item item = outbox.poll(); item != null; item = outbox.poll()) {
            if (item instanceof Message message) {
                words.add(message.text());
            } else if (item instanceof Gap gap) {
                words.add(gap.from() + "-" + gap.to());
            } else {
                var owed = (Owed) item;
                words.add(owed.frame().update().seq() + "<" + owed.link().pseq());
            }
        }
        return words;
    }

    private List<String> drain() {
        return drain(outbox);
    }

    private void start(Lane lane, long seq) {
        outbox.start(lane, "answer", null, seq);
        drain();
    }

    @Test
    void messagesKeepTheirOrder() {
        outbox.control("a");
        outbox.control("b");
        assertThat(outbox.bytes()).isPositive();
        assertThat(drain()).containsExactly("a", "b");
        assertThat(outbox.bytes()).isZero();
        assertThat(meter.bytes()).isZero();
    }

    @Test
    void answerComesFirstThenTheSnapshotThenWhatIsNewer() {
        outbox.start(quotes, "answer", quoteFrame(7), 7);
        outbox.offer(quotes, quoteFrame(8), 0);
        assertThat(drain()).containsExactly("answer", "7<-1", "8<7");
    }

    @Test
    void firstUpdateIsTheSnapshotWhereThereWasNoValue() {
        outbox.start(quotes, "answer", null, Frame.NONE);
        outbox.offer(quotes, quoteFrame(1), 0);
        assertThat(drain()).containsExactly("answer", "1<-1");
    }

    @Test
    void laneWithoutSnapshotGoesOnFromItsSequence() {
        outbox.start(quotes, "answer", null, 4);
        outbox.offer(quotes, quoteFrame(5), 0);
        assertThat(drain()).containsExactly("answer", "5<4");
    }

    @Test
    void conflatingLaneKeepsOnlyTheNewest() {
        start(quotes, 0);
        assertThat(outbox.offer(quotes, quoteFrame(1), 0)).isEqualTo(Offer.QUEUED);
        long one = outbox.bytes();
        assertThat(outbox.offer(quotes, quoteFrame(2), 0)).isEqualTo(Offer.MERGED);
        assertThat(outbox.offer(quotes, quoteFrame(3), 0)).isEqualTo(Offer.MERGED);
        assertThat(outbox.bytes()).isEqualTo(one);
        assertThat(drain()).containsExactly("3<0");
        assertThat(outbox.merged()).isEqualTo(2);
        assertThat(meter.merged()).isEqualTo(2);
        assertThat(outbox.sent(quotes)).isEqualTo(1);
    }

    @Test
    void conflatingLaneKeepsItsPlaceInLine() {
        start(quotes, 0);
        outbox.offer(quotes, quoteFrame(1), 0);
        outbox.control("later");
        outbox.offer(quotes, quoteFrame(2), 0);
        assertThat(drain()).containsExactly("2<0", "later");
    }

    @Test
    void otherLaneKeepsEveryUpdate() {
        start(trades, 0);
        for (int seq = 1; seq <= 3; seq++) {
            assertThat(outbox.offer(trades, tradeFrame(seq), 0)).isEqualTo(Offer.QUEUED);
        }
        assertThat(drain()).containsExactly("1<0", "2<1", "3<2");
    }

    @Test
    void overTheBudgetAGapSaysExactlyWhatIsMissing() {
        start(trades, 0);
        long fits = BUDGET / 4 * 3 / tradeFrame(1).weight();
        for (long seq = 1; seq <= fits; seq++) {
            assertThat(outbox.offer(trades, tradeFrame(seq), 0)).isEqualTo(Offer.QUEUED);
        }
        for (long seq = fits + 1; seq <= fits + 3; seq++) {
            assertThat(outbox.offer(trades, tradeFrame(seq), 0)).isEqualTo(Offer.MISSED);
        }
        assertThat(meter.missed()).isEqualTo(3);
        var sent = drain();
        assertThat(sent.get((int) fits)).isEqualTo((fits + 1) + "-" + (fits + 3));
        assertThat(outbox.offer(trades, tradeFrame(fits + 4), 0)).isEqualTo(Offer.QUEUED);
        assertThat(drain()).containsExactly((fits + 4) + "<" + (fits + 3));
        assertThat(outbox.bytes()).isZero();
    }

    @Test
    void gapGoesOnUntilHalfOfTheBudgetIsFree() {
        start(trades, 0);
        long seq = 0;
        while (outbox.offer(trades, tradeFrame(++seq), 0) == Offer.QUEUED) {
            assertThat(seq).isLessThan(BUDGET);
        }
        outbox.poll();
        assertThat(outbox.offer(trades, tradeFrame(++seq), 0)).isEqualTo(Offer.MISSED);
        while (outbox.bytes() > BUDGET / 2) {
            outbox.poll();
        }
        assertThat(outbox.offer(trades, tradeFrame(++seq), 0)).isEqualTo(Offer.QUEUED);
        var sent = drain();
        assertThat(sent.subList(sent.size() - 2, sent.size()))
                .containsExactly((seq - 2) + "-" + (seq - 1), seq + "<" + (seq - 1));
    }

    @Test
    void secondGapWhileTheFirstWaitsTouchesIt() {
        start(trades, 0);
        long seq = 0;
        while (outbox.offer(trades, tradeFrame(++seq), 0) == Offer.QUEUED) {
            assertThat(seq).isLessThan(BUDGET);
        }
        while (outbox.bytes() > BUDGET / 2) {
            outbox.poll();
        }
        long from = seq;
        while (outbox.offer(trades, tradeFrame(++seq), 0) == Offer.QUEUED) {
            assertThat(seq).isLessThan(BUDGET);
        }
        var sent = drain();
        assertThat(sent).contains(from + "-" + from).endsWith(seq + "-" + seq);
        outbox.offer(trades, tradeFrame(seq + 1), 0);
        assertThat(drain()).containsExactly((seq + 1) + "<" + seq);
    }

    @Test
    void largestOutboxGivesWayWhenAllTogetherHoldTooMuch() {
        var tight = new OutboxMeter(1_000);
        var large = new Outbox(BUDGET, tight);
        var small = new Outbox(BUDGET, tight);
        var ofLarge = lane(trades.topic(), Delivery.ALL, 0);
        var ofSmall = lane(trades.topic(), Delivery.ALL, 0);
        large.start(ofLarge, "", null, 0);
        small.start(ofSmall, "", null, 0);
        large.control("x".repeat(1_000));
        assertThat(large.offer(ofLarge, tradeFrame(1), 0)).isEqualTo(Offer.MISSED);
        assertThat(large.offer(ofLarge, tradeFrame(2), 0)).isEqualTo(Offer.MISSED);
        assertThat(small.offer(ofSmall, tradeFrame(1), 0)).isEqualTo(Offer.QUEUED);
        assertThat(tight.crowds(large.bytes())).isTrue();
        assertThat(drain(large)).endsWith("1-2");
        assertThat(tight.bytes()).isEqualTo(small.bytes());
    }

    @Test
    void anUpdateSaysHowManyItStandsFor() {
        start(quotes, 0);
        LongStream.rangeClosed(1, 3).forEach(seq -> outbox.offer(quotes, quoteFrame(seq), 0));
        assertThat(merged(outbox.poll())).isEqualTo(2);
        outbox.offer(quotes, quoteFrame(4), 0);
        assertThat(merged(outbox.poll())).isZero();
        outbox.skip(quotes, 5);
        outbox.offer(quotes, quoteFrame(10), 0);
        outbox.offer(quotes, quoteFrame(11), 0);
        assertThat(merged(outbox.poll())).isEqualTo(6);
    }

    @Test
    void drainTakesWhatFitsTogether() {
        start(trades, 0);
        LongStream.rangeClosed(1, 10).forEach(seq -> outbox.offer(trades, tradeFrame(seq), 0));
        var some = new ArrayList<Item>();
        outbox.drain(4, Long.MAX_VALUE, some);
        assertThat(some).hasSize(4);
        var light = new ArrayList<Item>();
        outbox.drain(100, tradeFrame(1).weight() + 1, light);
        assertThat(light).hasSize(2);
        var rest = new ArrayList<Item>();
        outbox.drain(100, Long.MAX_VALUE, rest);
        assertThat(rest).hasSize(4);
        assertThat(outbox.bytes()).isZero();
    }

    @Test
    void pausedLaneMergesAndGoesOnWithTheNewest() {
        start(quotes, 0);
        outbox.offer(quotes, quoteFrame(1), 0);
        outbox.change(quotes, quotes.options(), true);
        LongStream.rangeClosed(2, 4).forEach(seq -> outbox.offer(quotes, quoteFrame(seq), 0));
        assertThat(drain()).isEmpty();
        outbox.change(quotes, quotes.options(), false);
        assertThat(drain()).containsExactly("4<0");
    }

    @Test
    void pausedLaneThatWasHeldIsNotReleased() {
        var slowly = lane(quotes.topic(), Delivery.CONFLATED, 1_000);
        start(slowly, 0);
        outbox.offer(slowly, quoteFrame(1), 0);
        outbox.change(slowly, slowly.options(), true);
        outbox.release(1_000);
        assertThat(drain()).isEmpty();
        outbox.change(slowly, slowly.options(), false);
        assertThat(drain()).containsExactly("1<0");
    }

    @Test
    void pausedLaneOfEveryUpdateSaysWhatWasLeftOut() {
        start(trades, 0);
        outbox.offer(trades, tradeFrame(1), 0);
        outbox.change(trades, trades.options(), true);
        LongStream.rangeClosed(2, 4).forEach(seq -> outbox.offer(trades, tradeFrame(seq), 0));
        assertThat(drain()).containsExactly("1<0");
        outbox.change(trades, trades.options(), false);
        outbox.offer(trades, tradeFrame(5), 0);
        var gap = (Gap) outbox.poll();
        assertThat(gap.cause()).isEqualTo(Gap.Cause.PAUSED);
        assertThat(gap.from()).isEqualTo(2);
        assertThat(gap.to()).isEqualTo(4);
        assertThat(drain()).containsExactly("5<4");
    }

    @Test
    void patchStartsFromWhatWasSentUnlessThatLooksDifferentOrIsMissing() {
        outbox.delta(true, List.of());
        start(quotes, 0);
        outbox.offer(quotes, quoteFrame(1), 0);
        assertThat(((Owed) outbox.poll()).link().base()).isNull();
        outbox.offer(quotes, quoteFrame(2), 0);
        assertThat(((Owed) outbox.poll()).link().base().seq()).isEqualTo(1);
        var slim = new Shape(List.of("last_price"), false, false, false);
        outbox.change(quotes, new SubscribeOptions(Delivery.CONFLATED, Duration.ZERO, 1, slim, null, null), false);
        outbox.offer(quotes, quoteFrame(3), 0);
        var link = ((Owed) outbox.poll()).link();
        assertThat(link.base()).isNull();
        assertThat(link.shape()).isEqualTo(slim.withDelta(true));
        outbox.delta(false, List.of(quotes));
        outbox.offer(quotes, quoteFrame(4), 0);
        assertThat(((Owed) outbox.poll()).link().shape()).isEqualTo(slim);
    }

    @Test
    void valueTooNearToTheOneSentIsNotOwed() {
        var lane = nearLane(Duration.ZERO);
        start(lane, 0);
        assertThat(outbox.offer(lane, quoteFrame(1, "10"), 0)).isEqualTo(Offer.QUEUED);
        drain();
        assertThat(outbox.offer(lane, quoteFrame(2, "10.4"), 0)).isEqualTo(Offer.FILTERED);
        assertThat(outbox.top(lane)).isEqualTo(new Top(1, 2, false));
        assertThat(outbox.offer(lane, quoteFrame(3, "10.5"), 0)).isEqualTo(Offer.QUEUED);
        var owed = (Owed) outbox.poll();
        assertThat(owed.frame().update().seq()).isEqualTo(3);
        assertThat(owed.link().merged()).isZero();
    }

    @Test
    void whatWaitsIsNotSentWhenTheValueHasComeBackToTheOneSent() {
        for (var interval : List.of(Duration.ZERO, Duration.ofSeconds(1))) {
            var lane = nearLane(interval);
            start(lane, 0);
            outbox.offer(lane, quoteFrame(1, "10"), 0);
            outbox.release(1000);
            assertThat(drain()).hasSize(1);
            outbox.offer(lane, quoteFrame(2, "10.5"), 1001);
            outbox.offer(lane, quoteFrame(3, "11"), 1002);
            assertThat(outbox.offer(lane, quoteFrame(4, "10.1"), 1003)).isEqualTo(Offer.FILTERED);
            assertThat(outbox.bytes()).isZero();
            assertThat(outbox.top(lane)).isEqualTo(new Top(1, 4, false));
            outbox.offer(lane, quoteFrame(5, "12"), 1004);
            outbox.release(2000);
            var sent = outbox.poll();
            assertThat(((Owed) sent).frame().update().seq()).isEqualTo(5);
            assertThat(merged(sent)).isEqualTo(2);
            assertThat(outbox.poll()).isNull();
            assertThat(outbox.release(5000)).isEqualTo(Long.MAX_VALUE);
        }
    }

    @Test
    void aTopIsNotTheLastOneWhileSomethingWaitsInLine() {
        assertThat(outbox.top(trades).waiting()).as("not answered yet").isTrue();
        start(trades, 0);
        assertThat(outbox.top(trades)).isEqualTo(new Top(0, 0, false));
        outbox.offer(trades, tradeFrame(1), 0);
        outbox.offer(trades, tradeFrame(2), 0);
        outbox.poll();
        assertThat(outbox.top(trades)).isEqualTo(new Top(1, 2, true));
        outbox.poll();
        assertThat(outbox.top(trades)).isEqualTo(new Top(2, 2, false));
    }

    @Test
    void aMessageAboutLanesStandsWhereItIsTrue() {
        start(trades, 0);
        outbox.offer(trades, tradeFrame(1), 0);
        outbox.poll();
        outbox.control(() -> "sent " + outbox.top(trades).sent());
        outbox.offer(trades, tradeFrame(2), 0);
        assertThat(drain()).containsExactly("sent 1", "2<1");
    }

    @Test
    void finishedBarsAreSentAlthoughWhatFollowedThemIsWithdrawn() {
        var column = Columns.find(DataType.KLINE, "close").orElseThrow();
        var near = new MinChange(column, new BigDecimal("0.5"), false);
        var lane = new Lane(
                bars.topic(), new SubscribeOptions(Delivery.CONFLATED, Duration.ZERO, 1, Shape.FULL, null, near));
        start(lane, 0);
        outbox.offer(lane, barFrame(1, 0, "10"), 0);
        drain();
        outbox.offer(lane, barFrame(2, 0, "11"), 0);
        outbox.offer(lane, barFrame(3, 1, "12"), 0);
        outbox.offer(lane, barFrame(4, 2, "13"), 0);
        assertThat(outbox.offer(lane, barFrame(5, 2, "10.1"), 0)).isEqualTo(Offer.FILTERED);
        assertThat(outbox.top(lane).waiting()).isTrue();
        assertThat(drain()).containsExactly("2<1", "3<2");
        assertThat(outbox.bytes()).isZero();
    }

    private static Frame barFrame(long seq, int minute, String price) {
        var value = bar(BITCOIN, NOON.plusSeconds(60L * minute), price, false, 0);
        return new Frame(new Update(Topic.kline(BITCOIN, BarPeriod.M1), seq, 0, value), FrameTest.BLANK, 0);
    }

    private Lane nearLane(Duration interval) {
        var column = Columns.find(DataType.QUOTE, "last_price").orElseThrow();
        var near = new MinChange(column, new BigDecimal("0.5"), false);
        return new Lane(quotes.topic(), new SubscribeOptions(Delivery.CONFLATED, interval, 1, Shape.FULL, null, near));
    }

    private static long merged(Item item) {
        return ((Owed) item).link().merged();
    }

    @Test
    void finishedBarIsNotReplacedByTheNextOne() {
        start(bars, 0);
        outbox.offer(bars, barFrame(1, 0, false), 0);
        outbox.offer(bars, barFrame(2, 0, true), 0);
        assertThat(outbox.offer(bars, barFrame(3, 1, false), 0)).isEqualTo(Offer.QUEUED);
        outbox.offer(bars, barFrame(4, 1, true), 0);
        outbox.offer(bars, barFrame(5, 2, false), 0);
        outbox.offer(bars, barFrame(6, 2, false), 0);
        assertThat(drain()).containsExactly("2<0", "4<2", "6<4");
        assertThat(outbox.bytes()).isZero();
    }

    @Test
    void correctionDoesNotReplaceTheGrowingBar() {
        start(bars, 0);
        outbox.offer(bars, barFrame(1, 1, false), 0);
        outbox.offer(bars, barFrame(2, 0, true), 0);
        assertThat(drain()).containsExactly("1<0", "2<1");
    }

    @Test
    void overTheBudgetANewBarReplacesTheFinishedOneButACorrectionDoesNotReplaceTheNewest() {
        start(bars, 0);
        outbox.offer(bars, barFrame(1, 0, true), 0);
        outbox.control("x".repeat((int) BUDGET));
        assertThat(outbox.offer(bars, barFrame(2, 1, false), 0)).isEqualTo(Offer.MERGED);
        assertThat(outbox.offer(bars, barFrame(3, 0, true), 0)).isEqualTo(Offer.MERGED);
        assertThat(drain()).contains("2<0").hasSize(2);
        assertThat(outbox.bytes()).isZero();
        assertThat(meter.bytes()).isZero();
    }

    @Test
    void heldLaneWaitsForTheNextTickOfTheCommonGrid() {
        var slow = lane(quotes.topic(), Delivery.CONFLATED, 500);
        start(slow, 0);
        assertThat(outbox.release(1_000)).isEqualTo(Long.MAX_VALUE);
        assertThat(outbox.offer(slow, quoteFrame(1), 1_001)).isEqualTo(Offer.HELD);
        assertThat(outbox.offer(slow, quoteFrame(2), 1_400)).isEqualTo(Offer.MERGED);
        assertThat(drain()).isEmpty();
        assertThat(outbox.release(1_499)).isEqualTo(1_500);
        assertThat(drain()).isEmpty();
        assertThat(outbox.release(1_500)).isEqualTo(Long.MAX_VALUE);
        assertThat(drain()).containsExactly("2<0");
        assertThat(outbox.offer(slow, quoteFrame(3), 1_500)).isEqualTo(Offer.HELD);
        assertThat(outbox.release(1_999)).isEqualTo(2_000);
        outbox.release(2_000);
        assertThat(drain()).containsExactly("3<2");
    }

    @Test
    void heldLanesAreReleasedEachAtItsTime() {
        var fast = lane(quotes.topic(), Delivery.CONFLATED, 100);
        var slow = lane(bars.topic(), Delivery.CONFLATED, 1_000);
        start(fast, 0);
        start(slow, 0);
        outbox.offer(slow, barFrame(1, 0, false), 0);
        outbox.offer(fast, quoteFrame(2), 0);
        assertThat(outbox.release(50)).isEqualTo(100);
        assertThat(outbox.release(100)).isEqualTo(1_000);
        assertThat(drain()).containsExactly("2<0");
        outbox.release(1_000);
        assertThat(drain()).containsExactly("1<0");
    }

    @Test
    void slowedClientGetsConflatingLanesAtMostOnceInTheInterval() {
        start(quotes, 0);
        start(trades, 0);
        outbox.slow(1_000);
        assertThat(outbox.offer(quotes, quoteFrame(1), 10)).isEqualTo(Offer.HELD);
        assertThat(outbox.offer(trades, tradeFrame(1), 10)).isEqualTo(Offer.QUEUED);
        assertThat(drain()).containsExactly("1<0");
        outbox.release(1_000);
        assertThat(drain()).containsExactly("1<0");
        outbox.slow(0);
        assertThat(outbox.offer(quotes, quoteFrame(2), 1_010)).isEqualTo(Offer.QUEUED);
    }

    @Test
    void nothingOfADroppedLaneIsSent() {
        var held = lane(quotes.topic(), Delivery.CONFLATED, 100);
        start(quotes, 0);
        start(trades, 0);
        start(bars, 0);
        start(held, 0);
        outbox.offer(quotes, quoteFrame(1), 0);
        outbox.offer(trades, tradeFrame(1), 0);
        outbox.offer(bars, barFrame(1, 0, true), 0);
        outbox.offer(bars, barFrame(2, 1, false), 0);
        outbox.offer(held, quoteFrame(1), 0);
        List.of(quotes, trades, bars, held, held).forEach(outbox::drop);
        outbox.control("bye");
        assertThat(outbox.release(1_000)).isEqualTo(Long.MAX_VALUE);
        assertThat(drain()).containsExactly("bye");
        assertThat(outbox.bytes()).isZero();
        assertThat(outbox.offer(quotes, quoteFrame(3), 0)).isEqualTo(Offer.CLOSED);
    }

    @Test
    void gapOfADroppedLaneIsNotTold() {
        start(trades, 0);
        outbox.control("x".repeat((int) BUDGET));
        assertThat(outbox.offer(trades, tradeFrame(1), 0)).isEqualTo(Offer.MISSED);
        outbox.drop(trades);
        assertThat(drain()).hasSize(1);
        assertThat(outbox.bytes()).isZero();
    }

    @Test
    void closedOutboxForgetsEverythingAndTakesNothing() {
        start(quotes, 0);
        outbox.offer(quotes, quoteFrame(1), 0);
        outbox.control("a");
        outbox.close();
        outbox.close();
        assertThat(outbox.bytes()).isZero();
        assertThat(meter.bytes()).isZero();
        outbox.control("b");
        outbox.start(bars, "answer", barFrame(1, 0, false), 1);
        assertThat(outbox.offer(quotes, quoteFrame(2), 0)).isEqualTo(Offer.CLOSED);
        outbox.drop(quotes);
        assertThat(drain()).isEmpty();
        assertThat(meter.bytes()).isZero();
        assertThat(outbox.budget()).isEqualTo(BUDGET);
    }
}
