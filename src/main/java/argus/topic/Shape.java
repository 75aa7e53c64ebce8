package argus.topic;

import java.util.List;

/**
 * How the updates of a topic look to a subscriber. Subscribers of one shape share images.
 *
 * @param fields names of the columns wanted, in the order of the data; empty for all
 * @param delta whether an update may be told as a patch of the one before
 * @param sourceTime whether the source's own time stands beside the time of acceptance
 * @param arrivalTime whether the time when the source handed it in stands beside the time of acceptance
 */
public record Shape(List<String> fields, boolean delta, boolean sourceTime, boolean arrivalTime) {
    /** Every column, always in full. */
    public static final Shape FULL = new Shape(List.of(), false, false, false);

    private static final Shape PATCHES = new Shape(List.of(), true, false, false);

    public Shape {
        fields = List.copyOf(fields);
    }

    /** The same, told in patches or not. */
    public Shape withDelta(boolean patches) {
        if (patches == delta) {
            return this;
        }
        return usual(new Shape(fields, patches, sourceTime, arrivalTime));
    }

    /** The same with other columns. */
    public Shape withFields(List<String> columns) {
        return usual(new Shape(columns, delta, sourceTime, arrivalTime));
    }

    /** The same with other times. */
    public Shape withTimes(boolean source, boolean arrival) {
        return usual(new Shape(fields, delta, source, arrival));
    }

    /** Most subscribers have one of two, which are then compared without being looked into. */
    private static Shape usual(Shape shape) {
        return shape.equals(FULL) ? FULL : shape.equals(PATCHES) ? PATCHES : shape;
    }
}
