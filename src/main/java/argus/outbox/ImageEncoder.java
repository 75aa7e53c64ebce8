package argus.outbox;

import argus.topic.Update;

/** Turns an update into the text that clients receive. Stateless; called from any thread. */
@FunctionalInterface
public interface ImageEncoder {

    /**
     * @param pseq the sequence sent before on the connection
     * @param snapshot whether nothing was sent before, so that {@code pseq} has no meaning
     */
    String encode(Update update, long pseq, boolean snapshot);
}
