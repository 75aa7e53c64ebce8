package argus.outbox;

import argus.model.Bar;
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
    /** Within so many numbers a value comes in full at least once, so that readers of patches meet in the same images. */
    private static final int STRIDE = 100;

    /** The value by itself. */
    static Link snapshot(Shape shape) {
        return new Link(Frame.NONE, 0, null, shape);
    }

    /** Whether it is the one with these members. */
    boolean is(long otherPseq, long otherMerged, @Nullable Update otherBase, Shape otherShape) {
        return pseq == otherPseq
                && merged == otherMerged
                && base == otherBase
                && (shape == otherShape || shape.equals(otherShape));
    }

    /** Whether the update is told as a patch of {@code base} rather than in full. */
    boolean patches(Update update) {
        var before = base;
        return before != null
                && shape.delta()
                && before.seq() == pseq
                && pseq / STRIDE == update.seq() / STRIDE
                && update.topic().type().isState()
                && (!(update.value() instanceof Bar bar)
                        || bar.time().equals(before.value().time()));
    }
}
