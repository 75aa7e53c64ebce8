package argus.feed;

import argus.model.MarketEvent;
import argus.outbox.Frame;
import argus.outbox.Image;
import argus.outbox.ImageEncoder;
import argus.outbox.Link;
import argus.protocol.ImageText;
import argus.protocol.ImageWriter;
import argus.protocol.UpdateTexts;
import argus.topic.Update;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Makes images out of the texts of updates, and counts them. Thread-safe. */
final class UpdateEncoder implements ImageEncoder {
    private final ImageWriter writer;
    private final LongAdder made;

    /** @param made counts the images */
    UpdateEncoder(ImageWriter writer, LongAdder made) {
        this.writer = writer;
        this.made = made;
    }

    @Override
    public Images begin(Update update) {
        var texts = writer.texts(update);
        return (link, patch) -> {
            made.increment();
            var base = link.base();
            var image = text(texts, link, patch && base != null ? base.value() : null);
            return new Image(image.text(), image.from(), image.to());
        };
    }

    private static ImageText text(UpdateTexts texts, Link link, @Nullable MarketEvent base) {
        return link.pseq() == Frame.NONE
                ? texts.snapshot(link.shape())
                : texts.news(link.pseq(), link.merged(), base, link.shape());
    }
}
