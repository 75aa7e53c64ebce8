package argus.market;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.NOON;
import static argus.model.Events.bar;
import static argus.model.Events.quote;
import static org.assertj.core.api.Assertions.assertThat;

import argus.model.BarPeriod;
import argus.model.DataType;
import argus.topic.Topic;
import argus.topic.Update;
import org.junit.jupiter.api.Test;

class LastValueCacheTest {
    private final LastValueCache cache = new LastValueCache("e1");
    private final Topic quotes = Topic.of(DataType.QUOTE, BITCOIN);
    private final Topic bars = Topic.kline(BITCOIN, BarPeriod.M1);

    @Test
    void numbersTheUpdatesOfEachTopicFromOne() {
        assertThat(cache.accept(quotes, quote(BITCOIN, NOON, "1"), 7, 7).seq()).isEqualTo(1);
        assertThat(cache.accept(quotes, quote(BITCOIN, NOON, "2"), 8, 8).seq()).isEqualTo(2);
        assertThat(cache.accept(bars, bar(BITCOIN, NOON, "2", false, 0), 9, 9).seq())
                .isEqualTo(1);
        assertThat(cache.size()).isEqualTo(2);
        assertThat(cache.epoch()).isEqualTo("e1");
    }

    @Test
    void keepsTheNewestWithTheTimeOfItsAcceptance() {
        assertThat(cache.latest(quotes)).isEmpty();
        cache.accept(quotes, quote(BITCOIN, NOON, "1"), 7, 7);
        var newest = quote(BITCOIN, NOON, "2");
        cache.accept(quotes, newest, 8, 8);
        assertThat(cache.latest(quotes)).contains(new Update(quotes, 2, 8, newest));
    }

    @Test
    void correctionOfAnOlderBarLeavesTheNewestAsTheStateAtTheNewSequence() {
        var closed = bar(BITCOIN, NOON, "1", true, 0);
        var growing = bar(BITCOIN, NOON.plusSeconds(60), "2", false, 0);
        var corrected = bar(BITCOIN, NOON, "1", true, 1);
        cache.accept(bars, closed, 1, 1);
        cache.accept(bars, growing, 2, 2);

        assertThat(cache.accept(bars, corrected, 3, 3)).isEqualTo(new Update(bars, 3, 3, corrected));
        assertThat(cache.latest(bars)).contains(new Update(bars, 3, 3, growing));
        assertThat(cache.accept(bars, growing, 4, 4).seq()).isEqualTo(4);
    }

    @Test
    void correctionOfTheNewestBarReplacesIt() {
        cache.accept(bars, bar(BITCOIN, NOON, "1", true, 0), 1, 1);
        var corrected = bar(BITCOIN, NOON, "1", true, 1);
        cache.accept(bars, corrected, 2, 2);
        assertThat(cache.latest(bars)).contains(new Update(bars, 2, 2, corrected));
    }

    @Test
    void knowsWhenTheSourceHandedInWhatAnUpdateFollowsFrom() {
        assertThat(cache.accept(quotes, quote(BITCOIN, NOON, "1"), 9, 7).arrivedTs())
                .isEqualTo(7);
    }

    @Test
    void aValueIsComparedWithTheStateBeforeIt() {
        var first = quote(BITCOIN, NOON, "1");
        var second = quote(BITCOIN, NOON, "2");
        assertThat(cache.before(quotes, first)).isNull();
        cache.accept(quotes, first, 1, 1);
        assertThat(cache.before(quotes, second)).isEqualTo(first);
        cache.trim(0);
        assertThat(cache.before(quotes, second)).isNull();
    }

    @Test
    void theCorrectionOfAnOlderBarIsComparedWithNothingAndNothingWithIt() {
        var growing = bar(BITCOIN, NOON.plusSeconds(60), "2", false, 0);
        var corrected = bar(BITCOIN, NOON, "1", true, 1);
        cache.accept(bars, bar(BITCOIN, NOON, "1", true, 0), 1, 1);
        cache.accept(bars, growing, 2, 2);
        assertThat(cache.before(bars, corrected)).isNull();
        cache.accept(bars, corrected, 3, 3);
        assertThat(cache.before(bars, growing)).isEqualTo(growing);
    }
}
