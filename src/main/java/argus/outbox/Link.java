package argus.outbox;

import argus.topic.Shape;
import argus.topic.Update;
import org.jspecify.annotations.Nullable;

/**
 * How an update joins what a connection was sent of its topic before. With the update it says all that stands in the image,
 * so connections with equal links share it.
 *
 * @param pseq the sequence sent before, or {@link Frame#NONE} if this is the snapshot
 * @param merged how many updates in between were owed and are not sent by themselves
 * @param base the update at {@code pseq}, which a patch may start from; null where the value has to be sent in full
 */
public record Link(long pseq, long merged, @Nullable Update base, Shape shape) {

    /** The value by itself. */
    static Link snapshot(Shape shape) {
        return new Link(Frame.NONE, 0, null, shape);
    }
}
