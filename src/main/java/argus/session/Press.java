package argus.session;

import argus.metrics.ServiceMetrics;
import argus.outbox.Gzip;
import argus.outbox.Image;
import argus.outbox.Item;
import argus.outbox.Item.Gap;
import argus.outbox.Item.Message;
import argus.outbox.Item.Owed;
import argus.protocol.Agreement;
import argus.protocol.BatchWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes frames of what sessions are to be sent. A batch that several sessions are sent one after another is made, and
 * compressed, once. Used by one flusher thread.
 */
final class Press {
    /** Batches kept for the next session; sessions that are sent the same come one after another. */
    private static final int KEPT = 16;

    private static final int USUAL_LENGTH = 600;

    private final BatchWriter batches;
    private final Gzip gzip;
    private final Function<Gap, String> gaps;
    private final ServiceMetrics metrics;
    private final Map<Batch, Image> made = new LinkedHashMap<>(2 * KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Batch, Image> eldest) {
            return size() > KEPT;
        }
    };

    /** @param gaps makes the message that tells a gap */
    Press(BatchWriter batches, Gzip gzip, Function<Gap, String> gaps, ServiceMetrics metrics) {
        this.batches = batches;
        this.gzip = gzip;
        this.gaps = gaps;
        this.metrics = metrics;
    }

    /** What goes into one frame, in order; at least one. */
    Payload press(List<Item> items, Agreement.Encoding encoding) {
        if (items.size() == 1) {
            var item = items.get(0);
            return item instanceof Owed owed
                    ? ofUpdates(owed.image(), encoding)
                    : ofMessages(new Image(text(item), 0, 0), encoding);
        }
        metrics.batchesOut().increment();
        var images = images(items);
        return images == null
                ? ofMessages(mixed(items), encoding)
                : ofUpdates(shared(new Batch(images), newest(items)), encoding);
    }

    private Image shared(Batch batch, long ts) {
        var image = made.get(batch);
        if (image == null) {
            metrics.batchesMade().increment();
            int length = 0;
            for (var member : batch.images) {
                length += member.itemLength() + 1;
            }
            var out = batches.open(batch.images.length, ts, length);
            for (var member : batch.images) {
                member.appendItem(BatchWriter.next(out));
            }
            image = new Image(BatchWriter.close(out), 0, 0);
            made.put(batch, image);
        }
        return image;
    }

    /** A batch with messages that are for one session only. */
    private Image mixed(List<Item> items) {
        var out = batches.open(items.size(), newest(items), USUAL_LENGTH * items.size());
        for (var item : items) {
            var next = BatchWriter.next(out);
            if (item instanceof Owed owed) {
                owed.image().appendItem(next);
            } else {
                next.append(text(item));
            }
        }
        return new Image(BatchWriter.close(out), 0, 0);
    }

    private static Image @Nullable [] images(List<Item> items) {
        var images = new Image[items.size()];
        for (int i = 0; i < images.length; i++) {
            if (!(items.get(i) instanceof Owed owed)) {
                return null;
            }
            images[i] = owed.image();
        }
        return images;
    }

    private String text(Item item) {
        return item instanceof Gap gap ? gaps.apply(gap) : ((Message) item).text();
    }

    /** When the newest of the updates was accepted; 0 if there is none. */
    private static long newest(List<Item> items) {
        long newest = 0;
        for (var item : items) {
            if (item instanceof Owed owed) {
                newest = Math.max(newest, owed.frame().update().ts());
            }
        }
        return newest;
    }

    private Payload ofUpdates(Image image, Agreement.Encoding encoding) {
        // names in updates are ASCII; to count them anew for each session would cost more than to send them
        return encoding == Agreement.Encoding.JSON
                ? new Payload.Text(image.text(), image.text().length())
                : binary(image, encoding);
    }

    private Payload ofMessages(Image image, Agreement.Encoding encoding) {
        return encoding == Agreement.Encoding.JSON
                ? new Payload.Text(image.text(), Utf8.length(image.text()))
                : binary(image, encoding);
    }

    private Payload binary(Image image, Agreement.Encoding encoding) {
        return new Payload.Binary(encoding == Agreement.Encoding.GZIP ? image.gzip(gzip) : image.bytes());
    }

    /** Which images a batch consists of. An image is shared by all that are owed the same, so identity tells them apart. */
    private static final class Batch {
        private final Image[] images;
        private final int hash;

        Batch(Image[] images) {
            this.images = images;
            this.hash = Arrays.hashCode(images);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Batch that && hash == that.hash && Arrays.equals(images, that.images);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
