package argus.protocol;

/** What became of a client's wish to go on where it was. */
public sealed interface Resumption {

    /** Nothing is missing. @param count how many updates that it had not seen are sent */
    record Replayed(long count) implements Resumption {}

    /** The present value takes the place of what it had not seen. */
    record BySnapshot() implements Resumption {}

    /** Its numbers are of another epoch, or were not reached yet in this one; the present value comes instead. */
    record EpochChanged() implements Resumption {}

    /** Some updates are gone; those after them are sent. @param from the first that is gone @param to the last */
    record Lost(long from, long to) implements Resumption {}
}
