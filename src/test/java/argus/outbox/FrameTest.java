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
import argus.topic.Shape;
import argus.topic.Topic;
import argus.topic.Update;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameTest {
    static final ImageEncoder BLANK = update -> (link, patch) -> new Image("", 0, 0);

    private static final Topic QUOTES = Topic.of(DataType.QUOTE, BITCOIN);
    private static final Shape PATCHES = Shape.FULL.withDelta(true);
    private static final Update BEFORE = new Update(QUOTES, 8, 0, quote(BITCOIN, NOON, "2"));

    private final List<String> encoded = new ArrayList<>();
    private int begun;

    private Frame frame(Topic topic, MarketEvent value) {
        return new Frame(
                new Update(topic, 9, 0, value),
                update -> {
                    begun++;
                    return (link, patch) -> {
                        var text = update.seq() + (patch ? "~" : "<") + link.pseq();
                        encoded.add(text);
                        return new Image(text, 0, 0);
                    };
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

    private static Link link(long pseq, long merged, Shape shape) {
        return new Link(pseq, merged, pseq == 8 ? BEFORE : null, shape);
    }

    @Test
    void isEncodedOnceForAllThatAreOwedTheSame() {
        var frame = quoteFrame();
        assertThat(encoded).isEmpty();
        var news = frame.image(link(8, 0, Shape.FULL));
        var snapshot = frame.image(Link.snapshot(Shape.FULL));
        assertThat(news.text()).isEqualTo("9<8");
        assertThat(snapshot.text()).isEqualTo("9<-1");
        assertThat(frame.image(link(8, 0, Shape.FULL))).isSameAs(news);
        assertThat(frame.image(Link.snapshot(Shape.FULL))).isSameAs(snapshot);
        assertThat(encoded).hasSize(2);
        assertThat(begun).isOne();
        assertThat(frame.acceptedNanos()).isEqualTo(5);
    }

    @Test
    void linksThatDifferHaveImagesOfTheirOwn() {
        var frame = quoteFrame();
        var links = List.of(
                link(8, 0, Shape.FULL),
                link(8, 0, PATCHES),
                link(7, 0, Shape.FULL),
                link(7, 1, Shape.FULL),
                link(8, 0, new Shape(List.of("last_price"), false, false, false)),
                link(8, 0, new Shape(List.of(), false, true, false)),
                link(8, 0, new Shape(List.of(), false, false, true)));
        assertThat(links.stream().map(frame::image).distinct()).hasSize(links.size());
        var again = new Link(8, 0, null, new Shape(new ArrayList<>(List.of("last_price")), false, false, false));
        assertThat(frame.image(again)).isSameAs(frame.image(links.get(4)));
        assertThat(encoded).hasSize(links.size());
    }

    @Test
    void wholeValueIsSharedByReadersOfPatchesAndOthers() {
        var frame = quoteFrame();
        assertThat(frame.image(link(7, 1, PATCHES))).isSameAs(frame.image(link(7, 1, Shape.FULL)));
        assertThat(frame.image(Link.snapshot(PATCHES))).isSameAs(frame.image(Link.snapshot(Shape.FULL)));
        assertThat(frame.image(link(8, 0, PATCHES)).text()).isEqualTo("9~8");
    }

    @Test
    void keepsOnlySoManyDifferentImages() {
        var frame = quoteFrame();
        for (int round = 0; round < 2; round++) {
            for (int pseq = 10; pseq < 30; pseq++) {
                assertThat(frame.image(link(pseq, 0, Shape.FULL)).text()).isEqualTo("9<" + pseq);
            }
        }
        assertThat(encoded).hasSize(20 + 12);
        assertThat(begun).isOne();
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
            int length = writer.texts(frame.update())
                    .news(8, 0, null, Shape.FULL)
                    .text()
                    .length();
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
