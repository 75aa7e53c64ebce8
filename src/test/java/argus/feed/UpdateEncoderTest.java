package argus.feed;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.NOON;
import static argus.model.Events.quote;
import static org.assertj.core.api.Assertions.assertThat;

import argus.model.DataType;
import argus.outbox.Frame;
import argus.outbox.Link;
import argus.protocol.ImageWriter;
import argus.topic.Shape;
import argus.topic.Topic;
import argus.topic.Update;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class UpdateEncoderTest {
    private static final Topic QUOTES = Topic.of(DataType.QUOTE, BITCOIN);
    private static final Shape PATCHES = new Shape(List.of("last_price"), true, false, false);

    private final LongAdder made = new LongAdder();
    private final Update before = new Update(QUOTES, 1, 0, quote(BITCOIN, NOON, "1"));
    private final Frame frame = new Frame(
            new Update(QUOTES, 2, 0, quote(BITCOIN, NOON, "2")), new UpdateEncoder(new ImageWriter(), made), 0);

    @Test
    void patchIsToldToThoseWhoHaveTheValueBefore() {
        assertThat(frame.image(new Link(1, 0, before, PATCHES)).item())
                .isEqualTo("{\"type\":\"market_data\",\"topic\":\"quote:BTC-USD\",\"seq\":2,\"pseq\":1,\"merged\":0,"
                        + "\"ts\":0,\"d\":{\"last_price\":2}}");
    }

    @Test
    void wholeValueIsToldToTheOthers() {
        var data = ",\"ts\":0,\"data\":{\"symbol\":\"BTC-USD\",\"last_price\":2}}";
        assertThat(frame.image(new Link(1, 0, null, PATCHES)).item()).endsWith("\"pseq\":1,\"merged\":0" + data);
        assertThat(frame.image(new Link(0, 5, null, PATCHES)).item()).endsWith("\"pseq\":0,\"merged\":5" + data);
        assertThat(frame.image(new Link(Frame.NONE, 0, null, PATCHES)).item()).endsWith("\"snapshot\":true" + data);
    }

    @Test
    void imagesThatAreMadeAreCounted() {
        frame.image(new Link(1, 0, before, PATCHES));
        frame.image(new Link(1, 0, before, PATCHES));
        frame.image(new Link(1, 0, before, Shape.FULL));
        assertThat(made.sum()).isEqualTo(2);
    }
}
