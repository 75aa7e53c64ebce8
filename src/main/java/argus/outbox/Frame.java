package argus.outbox;

import argus.model.Bar;
import argus.model.Depth;
import argus.topic.Update;
import org.jspecify.annotations.Nullable;

/**
 * An update on its way to its listeners, encoded once for all that are owed the same image. Thread-safe; images are made
 * by the first thread that sends one, and a race makes one twice, which is harmless.
 */
public final class Frame {
    /** The {@code pseq} of a connection that was sent nothing of the topic yet. */
    public static final long NONE = -1;

    /** Laggards have a {@code pseq} of their own; beyond so many different ones an image is not kept for others. */
    private static final int SHARED_IMAGES = 8;

    private final Update update;
    private final ImageEncoder encoder;
    private final long acceptedNanos;
    private volatile @Nullable Image images;

    /** @param acceptedNanos {@link System#nanoTime} when the update was accepted */
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

    /** The text for a connection that was last sent {@code pseq}, or for its first frame of the topic with {@link #NONE}. */
    public String text(long pseq) {
        var head = images;
        int kept = 0;
        for (var image = head; image != null; image = image.next) {
            if (image.pseq == pseq) {
                return image.text;
            }
            kept++;
        }
        var text = encoder.encode(update, pseq, pseq == NONE);
        if (kept < SHARED_IMAGES) {
            images = new Image(pseq, text, head);
        }
        return text;
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

    private record Image(long pseq, String text, @Nullable Image next) {}
}
