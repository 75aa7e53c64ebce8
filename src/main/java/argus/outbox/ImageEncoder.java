package argus.outbox;

import argus.topic.Update;

/** Turns updates into what clients receive. Stateless; called from any thread. */
@FunctionalInterface
public interface ImageEncoder {

    /** Begins with an update: what all its images have in common is made here. */
    Images begin(Update update);

    /** The images of one update. Thread-safe. */
    @FunctionalInterface
    interface Images {

        /** @param patch whether to tell only how the value differs from that of {@link Link#base}, which is there then */
        Image encode(Link link, boolean patch);
    }
}
