package argus.outbox;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.NOON;
import static argus.model.Events.bar;
import static argus.model.Events.decimal;
import static argus.model.Events.depth;
import static argus.model.Events.quote;
import static argus.model.Events.trade;
import static org.assertj.core.api.Assertions.assertThat;

import argus.model.BarPeriod;
import argus.model.DataType;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.model.Side;
import argus.model.Tick;
import argus.protocol.ImageWriter;
import argus.topic.Topic;
import argus.topic.Update;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameTest {
    private final List<String> encoded = new ArrayList<>();

    private Frame frame(Topic topic, MarketEvent value) {
        return new Frame(
                new Update(topic, 9, 0, value),
                (update, pseq, snapshot) -> {
                    var text = update.seq() + "<" + pseq + (snapshot ? " snapshot" : "");
                    encoded.add(text);
                    return text;
                },
                5);
    }

    private Frame quoteFrame() {
        return frame(Topic.of(DataType.QUOTE, BITCOIN), quote(BITCOIN, NOON, "1"));
    }

    private static Quote fullQuote() {
        var price = decimal("93000.12");
        var volume = decimal("123456.7");
        return new Quote(
                BITCOIN,
                NOON,
                "recorded",
                price,
                price,
                price,
                price,
                price,
                volume,
                volume,
                price,
                volume,
                price,
                volume);
    }

    @Test
    void isEncodedOnceForAllThatAreOwedTheSame() {
        var frame = quoteFrame();
        assertThat(frame.text(8)).isEqualTo("9<8").isSameAs(frame.text(8));
        assertThat(frame.text(Frame.NONE)).isEqualTo("9<-1 snapshot").isSameAs(frame.text(Frame.NONE));
        assertThat(frame.text(8)).isEqualTo("9<8");
        assertThat(encoded).hasSize(2);
        assertThat(frame.acceptedNanos()).isEqualTo(5);
    }

    @Test
    void keepsOnlySoManyDifferentImages() {
        var frame = quoteFrame();
        for (int round = 0; round < 2; round++) {
            for (int pseq = 0; pseq < 20; pseq++) {
                assertThat(frame.text(pseq)).isEqualTo("9<" + pseq);
            }
        }
        assertThat(encoded).hasSize(20 + 12);
    }

    @Test
    void weighsAboutWhatItIsAsSent() {
        var writer = new ImageWriter();
        var tick = new Tick(BITCOIN, NOON, "test", BigDecimal.ONE, BigDecimal.ONE, Side.BUY, "1");
        var frames = List.of(
                frame(Topic.of(DataType.QUOTE, BITCOIN), fullQuote()),
                frame(Topic.of(DataType.TRADE, BITCOIN), trade(BITCOIN, NOON, "93000.12", "0.0012")),
                frame(Topic.of(DataType.TICK, BITCOIN), tick),
                frame(Topic.kline(BITCOIN, BarPeriod.M1), bar(BITCOIN, NOON, "93000.12", false, 0)),
                frame(Topic.depth(BITCOIN, 5), depth(BITCOIN, NOON, 5, 1)),
                frame(Topic.depth(BITCOIN, 20), depth(BITCOIN, NOON, 20, 1)));
        for (var frame : frames) {
            int length = writer.write(frame.update(), 8, false).length();
            assertThat(frame.weight()).as(frame.update().topic().text()).isBetween(length * 2 / 3, length * 5 / 2);
        }
    }

    @Test
    void onlyAnotherBarIsNotReplaced() {
        var topic = Topic.kline(BITCOIN, BarPeriod.M1);
        var first = frame(topic, bar(BITCOIN, NOON, "1", true, 0));
        var corrected = frame(topic, bar(BITCOIN, NOON, "1", true, 1));
        var next = frame(topic, bar(BITCOIN, NOON.plusSeconds(60), "1", false, 0));
        assertThat(corrected.replaces(first)).isTrue();
        assertThat(next.replaces(first)).isFalse();
        assertThat(quoteFrame().replaces(quoteFrame())).isTrue();
        assertThat(first.isOlderThan(next)).isTrue();
        assertThat(next.isOlderThan(first)).isFalse();
        assertThat(first.isOlderThan(corrected)).isFalse();
        assertThat(quoteFrame().isOlderThan(quoteFrame())).isFalse();
    }
}
