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
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Function;

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
    private final ArrayDeque<Batch> made = new ArrayDeque<>(KEPT);

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
        for (var item : items) {
            if (!(item instanceof Owed)) {
                return ofMessages(mixed(items), encoding);
            }
        }
        return ofUpdates(shared(items), encoding);
    }

    private Image shared(List<Item> items) {
        for (var batch : made) {
            if (batch.isOf(items)) {
                return batch.image;
            }
        }
        metrics.batchesMade().increment();
        var batch = new Batch(items, batches);
        if (made.size() == KEPT) {
            made.removeLast();
        }
        made.addFirst(batch);
        return batch.image;
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
                ? new Payload.Text(image, image.text().length())
                : binary(image, encoding);
    }

    private Payload ofMessages(Image image, Agreement.Encoding encoding) {
        return encoding == Agreement.Encoding.JSON
                ? new Payload.Text(image, Utf8.length(image.text()))
                : binary(image, encoding);
    }

    private Payload binary(Image image, Agreement.Encoding encoding) {
        return new Payload.Binary(encoding == Agreement.Encoding.GZIP ? image.gzip(gzip) : image.bytes());
    }

    /** A batch with the images it consists of. An image is one for all that are owed the same, so identity tells them apart. */
    private static final class Batch {
        private final Image[] members;
        private final Image image;

        Batch(List<Item> updates, BatchWriter writer) {
            members = new Image[updates.size()];
            int length = 0;
            for (int i = 0; i < members.length; i++) {
                members[i] = ((Owed) updates.get(i)).image();
                length += members[i].itemLength() + 1;
            }
            var out = writer.open(members.length, newest(updates), length);
            for (var member : members) {
                member.appendItem(BatchWriter.next(out));
            }
            image = new Image(BatchWriter.close(out), 0, 0);
        }

        boolean isOf(List<Item> updates) {
            if (updates.size() != members.length) {
                return false;
            }
            for (int i = members.length - 1; i >= 0; i--) {
                if (((Owed) updates.get(i)).image() != members[i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
