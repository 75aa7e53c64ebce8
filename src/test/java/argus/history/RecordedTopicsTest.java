package argus.history;

import static argus.model.Events.BITCOIN;
import static org.assertj.core.api.Assertions.assertThat;

import argus.model.BarPeriod;
import argus.model.DataType;
import argus.topic.Topic;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecordedTopicsTest {
    private static final Topic QUOTES = Topic.of(DataType.QUOTE, BITCOIN);

    private final RecordedTopics topics = new RecordedTopics(Duration.ofSeconds(1));

    @Test
    void tradesTicksAndBarsAlwaysAre() {
        assertThat(topics.contains(Topic.of(DataType.TRADE, BITCOIN))).isTrue();
        assertThat(topics.contains(Topic.of(DataType.TICK, BITCOIN))).isTrue();
        assertThat(topics.contains(Topic.kline(BITCOIN, BarPeriod.D1))).isTrue();
        topics.add(Topic.of(DataType.TRADE, BITCOIN));
        topics.remove(Topic.of(DataType.TRADE, BITCOIN), 0);
        topics.expire(10_000);
        assertThat(topics.contains(Topic.of(DataType.TRADE, BITCOIN))).isTrue();
    }

    @Test
    void quotesAndDepthsAreWhileSomebodyListensToAllAndForTheWindowAfter() {
        assertThat(topics.contains(QUOTES)).isFalse();
        assertThat(topics.contains(Topic.depth(BITCOIN, 5))).isFalse();
        topics.add(QUOTES);
        topics.add(QUOTES);
        topics.remove(QUOTES, 0);
        topics.expire(5_000);
        assertThat(topics.contains(QUOTES)).isTrue();
        topics.remove(QUOTES, 5_000);
        topics.expire(5_999);
        assertThat(topics.contains(QUOTES)).isTrue();
        topics.expire(6_000);
        assertThat(topics.contains(QUOTES)).isFalse();
    }

    @Test
    void aListenerThatComesBackStartsTheWindowAnew() {
        topics.add(QUOTES);
        topics.remove(QUOTES, 0);
        topics.add(QUOTES);
        topics.expire(1_000);
        assertThat(topics.contains(QUOTES)).isTrue();
        topics.remove(QUOTES, 1_500);
        topics.expire(2_499);
        assertThat(topics.contains(QUOTES)).isTrue();
        topics.expire(2_500);
        assertThat(topics.contains(QUOTES)).isFalse();
    }

    @Test
    void oneThatWasNeverAddedIsNoLoss() {
        topics.remove(QUOTES, 0);
        assertThat(topics.contains(QUOTES)).isFalse();
    }
}
