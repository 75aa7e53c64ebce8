package argus.topic;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.PING_AN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.model.BarPeriod;
import argus.model.DataType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TopicTest {

    @Test
    void nameTellsTypeArgumentAndSymbol() {
        assertThat(Topic.of(DataType.QUOTE, PING_AN)).hasToString("quote:000001.SZ");
        assertThat(Topic.kline(BITCOIN, BarPeriod.M1)).hasToString("kline.1m:BTC-USD");
        assertThat(Topic.kline(BITCOIN, BarPeriod.MONTH)).hasToString("kline.1M:BTC-USD");
        assertThat(Topic.depth(PING_AN, 10).text()).isEqualTo("depth.10:000001.SZ");
    }

    @Test
    void depthHasFiveLevelsUnlessItSaysOtherwise() {
        assertThat(Topic.of(DataType.DEPTH, PING_AN)).isEqualTo(Topic.depth(PING_AN, 5));
        assertThat(Topic.of(DataType.DEPTH, PING_AN).levels()).isEqualTo(5);
        assertThat(Topic.of(DataType.QUOTE, PING_AN).levels()).isZero();
    }

    @Test
    void equalsByName() {
        var quote = Topic.of(DataType.QUOTE, PING_AN);
        assertThat(quote)
                .isEqualTo(Topic.of(DataType.QUOTE, PING_AN))
                .hasSameHashCodeAs(Topic.of(DataType.QUOTE, PING_AN))
                .isNotEqualTo(Topic.of(DataType.TRADE, PING_AN))
                .isNotEqualTo(Topic.of(DataType.QUOTE, BITCOIN))
                .isNotEqualTo(quote.text());
        assertThat(Topic.kline(PING_AN, BarPeriod.M1)).isNotEqualTo(Topic.kline(PING_AN, BarPeriod.MONTH));
    }

    @Test
    void partsCanBeAskedFor() {
        var bars = Topic.kline(BITCOIN, BarPeriod.H1);
        assertThat(bars.type()).isEqualTo(DataType.KLINE);
        assertThat(bars.period()).isEqualTo(BarPeriod.H1);
        assertThat(bars.symbol()).isEqualTo(BITCOIN);
        assertThat(Topic.of(DataType.TICK, BITCOIN).period()).isNull();
    }

    @Test
    void barsNeedAPeriodAndBooksALevel() {
        assertThatThrownBy(() -> Topic.of(DataType.KLINE, PING_AN)).hasMessageContaining("period");
        assertThatThrownBy(() -> Topic.depth(PING_AN, 0)).hasMessageContaining("levels: 0");
    }

    @Test
    void optionsRefuseWhatCannotBe() {
        assertThatThrownBy(() -> new SubscribeOptions(Delivery.ALL, Duration.ofMillis(-1), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SubscribeOptions(Delivery.ALL, Duration.ZERO, -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new SubscribeOptions(Delivery.ALL, Duration.ZERO, 0).snapshot())
                .isFalse();
        assertThat(new SubscribeOptions(Delivery.CONFLATED, Duration.ZERO, 20).snapshot())
                .isTrue();
        assertThat(Delivery.CONFLATED.wire()).isEqualTo("conflated");
    }
}
