package argus.outbox;

import org.jspecify.annotations.Nullable;

/** A thing to send. */
public sealed interface Item {

    /**
     * A complete control message.
     *
     * @param taken is run when it is taken to be sent: what comes after it may be sent in another way; null for nothing
     */
    record Message(String text, @Nullable Runnable taken) implements Item {}

    /** An update, and how it joins what the client was sent before; one for all clients that are owed the same. */
    final class Owed implements Item {
        private final Frame frame;
        private final Link link;
        private volatile @Nullable Image image;

        Owed(Frame frame, Link link) {
            this.frame = frame;
            this.link = link;
        }

        public Frame frame() {
            return frame;
        }

        public Link link() {
            return link;
        }

        /** Its image, made when first asked for. */
        public Image image() {
            var made = image;
            if (made == null) {
                made = frame.image(link);
                image = made;
            }
            return made;
        }
    }

    /** The updates from one sequence to another, both inclusive, will not come. It grows until it is sent. */
    final class Gap implements Item {
        private final Lane lane;
        private final long from;
        private final Cause cause;
        private long to;

        Gap(Lane lane, long from, Cause cause) {
            this.lane = lane;
            this.from = from;
            this.cause = cause;
            this.to = from;
        }

        /** Why they will not come. */
        public enum Cause {
            SLOW_CONSUMER,
            PAUSED
        }

        public Lane lane() {
            return lane;
        }

        public long from() {
            return from;
        }

        public long to() {
            return to;
        }

        public Cause cause() {
            return cause;
        }

        void extendTo(long seq) {
            to = seq;
        }
    }
}
