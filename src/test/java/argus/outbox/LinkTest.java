package argus.outbox;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.NOON;
import static argus.model.Events.bar;
import static argus.model.Events.depth;
import static argus.model.Events.quote;
import static argus.model.Events.trade;
import static org.assertj.core.api.Assertions.assertThat;

import argus.model.BarPeriod;
import argus.model.DataType;
import argus.model.MarketEvent;
import argus.model.Side;
import argus.model.Tick;
import argus.topic.Shape;
import argus.topic.Topic;
import argus.topic.Update;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkTest {
    private static final Shape PATCHES = Shape.FULL.withDelta(true);
    private static final Topic QUOTES = Topic.of(DataType.QUOTE, BITCOIN);
    private static final Topic BARS = Topic.kline(BITCOIN, BarPeriod.M1);

    private static boolean patches(Topic topic, MarketEvent before, MarketEvent after) {
        return patches(topic, 7, before, 9, after, PATCHES);
    }

    private static boolean patches(
            Topic topic, long pseq, MarketEvent before, long seq, MarketEvent after, Shape shape) {
        return new Link(pseq, 0, new Update(topic, pseq, 0, before), shape).patches(new Update(topic, seq, 0, after));
    }

    @Test
    void statesAreToldAsPatchesAndEventsAreNot() {
        var trade = trade(BITCOIN, NOON, "1", "1");
        var tick = new Tick(BITCOIN, NOON, "test", BigDecimal.ONE, BigDecimal.ONE, Side.BUY, "1");
        assertThat(patches(QUOTES, quote(BITCOIN, NOON, "1"), quote(BITCOIN, NOON, "2")))
                .isTrue();
        assertThat(patches(Topic.depth(BITCOIN, 5), depth(BITCOIN, NOON, 5, 1), depth(BITCOIN, NOON, 4, 2)))
                .isTrue();
        assertThat(patches(Topic.of(DataType.TRADE, BITCOIN), trade, trade)).isFalse();
        assertThat(patches(Topic.of(DataType.TICK, BITCOIN), tick, tick)).isFalse();
    }

    @Test
    void onlyTheSameBarIsPatched() {
        var first = bar(BITCOIN, NOON, "1", false, 0);
        assertThat(patches(BARS, first, bar(BITCOIN, NOON, "2", true, 0))).isTrue();
        assertThat(patches(BARS, first, bar(BITCOIN, NOON.plusSeconds(60), "2", false, 0)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"7, 99, true", "99, 100, false", "100, 199, true", "199, 200, false", "0, 1, true", "150, 420, false"})
    void eachHundredBeginsWithTheWholeValue(long pseq, long seq, boolean patched) {
        var value = quote(BITCOIN, NOON, "1");
        assertThat(patches(QUOTES, pseq, value, seq, value, PATCHES)).isEqualTo(patched);
    }

    @Test
    void patchNeedsThatItIsAskedForAndWhatItStartsFrom() {
        var value = quote(BITCOIN, NOON, "1");
        var update = new Update(QUOTES, 9, 0, value);
        assertThat(patches(QUOTES, 7, value, 9, value, Shape.FULL)).isFalse();
        assertThat(new Link(7, 1, null, PATCHES).patches(update)).isFalse();
        assertThat(Link.snapshot(PATCHES).patches(update)).isFalse();
        var elsewhere = new Link(6, 2, new Update(QUOTES, 7, 0, value), PATCHES);
        assertThat(elsewhere.patches(update)).isFalse();
    }
}
