package argus.outbox;

import argus.model.Bar;
import argus.model.Depth;
import argus.outbox.Item.Owed;
import argus.topic.Shape;
import argus.topic.Update;
import org.jspecify.annotations.Nullable;

/**
 * An update on its way to its listeners, encoded once for all that are owed the same image. Thread-safe; images are made
 * by the first thread that sends one, and a race makes one twice, which is harmless.
 */
public final class Frame {
    /** The {@code pseq} of a connection that was sent nothing of the topic yet. */
    public static final long NONE = -1;

    /** The time of acceptance of an update that is no news any more. */
    public static final long PAST = Long.MIN_VALUE;

    /** Laggards have links of their own; beyond so many different ones nothing is kept for others. */
    private static final int SHARED = 8;

    private final Update update;
    private final ImageEncoder encoder;
    private final long acceptedNanos;
    private volatile ImageEncoder.@Nullable Images encoding;
    private volatile @Nullable Kept images;
    private volatile @Nullable Shared items;

    /** @param acceptedNanos {@link System#nanoTime} when the update was accepted; {@link #PAST} where that is long ago */
    public Frame(Update update, ImageEncoder encoder, long acceptedNanos) {
        this.update = update;
        this.encoder = encoder;
        this.acceptedNanos = acceptedNanos;
    }

    public Update update() {
        return update;
    }

    public long acceptedNanos() {
        return acceptedNanos;
    }

    /** What is to be sent to a connection with that link, the same for all whose links are equal. */
    Owed owed(long pseq, long merged, @Nullable Update base, Shape shape) {
        var head = items;
        int kept = 0;
        for (var known = head; known != null; known = known.next) {
            if (known.item.link().is(pseq, merged, base, shape)) {
                return known.item;
            }
            kept++;
        }
        var item = new Owed(this, new Link(pseq, merged, base, shape));
        if (kept < SHARED) {
            items = new Shared(item, head);
        }
        return item;
    }

    /** What a connection receives with that link. Equal links get the same. */
    public Image image(Link link) {
        boolean patch = link.patches(update);
        var head = images;
        int kept = 0;
        for (var known = head; known != null; known = known.next) {
            if (known.serves(link, patch)) {
                return known.image;
            }
            kept++;
        }
        var image = begun().encode(link, patch);
        if (kept < SHARED) {
            images = new Kept(link.pseq(), link.merged(), link.shape(), patch, image, head);
        }
        return image;
    }

    private ImageEncoder.Images begun() {
        var present = encoding;
        if (present == null) {
            present = encoder.begin(update);
            encoding = present;
        }
        return present;
    }

    /** What it counts for in an outbox, in bytes: about its size as sent, known before it is encoded. */
    public int weight() {
        return switch (update.topic().type()) {
            case QUOTE -> 560;
            case TRADE, TICK -> 360;
            case KLINE -> 480;
            case DEPTH -> {
                var depth = (Depth) update.value();
                yield 320 + 20 * (depth.bids().size() + depth.asks().size());
            }
        };
    }

    /** Whether a reader of this frame has no use for the other any more: it is not a different bar. */
    boolean replaces(Frame other) {
        return !(update.value() instanceof Bar mine)
                || !(other.update.value() instanceof Bar theirs)
                || mine.time().equals(theirs.time());
    }

    /** Whether it tells of an earlier bar than the other. */
    boolean isOlderThan(Frame other) {
        return update.value() instanceof Bar mine
                && other.update.value() instanceof Bar theirs
                && mine.time().isBefore(theirs.time());
    }

    private record Shared(Owed item, @Nullable Shared next) {}

    private record Kept(long pseq, long merged, Shape shape, boolean patch, Image image, @Nullable Kept next) {

        // readers of patches who are sent the whole value share it with the others
        boolean serves(Link link, boolean asPatch) {
            var wanted = link.shape();
            return pseq == link.pseq()
                    && merged == link.merged()
                    && patch == asPatch
                    && shape.sourceTime() == wanted.sourceTime()
                    && shape.arrivalTime() == wanted.arrivalTime()
                    && shape.fields().equals(wanted.fields());
        }
    }
}
