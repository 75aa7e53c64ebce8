package argus.source.recorded;

/**
 * Says which place of a recording belongs to which instant. A place counts the milliseconds of the recording from its start, through
 * as many loops as have passed: in a recording of ten seconds place 23,000 lies in the third loop. Immutable.
 *
 * @param anchor an instant, in epoch milliseconds
 * @param anchorPlace the place that belongs to it
 * @param speed how much faster than recorded; 0 means that everything is due at once
 */
record ReplayClock(long anchor, long anchorPlace, double speed) {

    /** The instant at which a place is due; at speed 0 places keep the distances they were recorded with. */
    long instant(long place) {
        long distance = place - anchorPlace;
        return anchor + (speed == 0 ? distance : (long) Math.ceil(distance / speed));
    }

    /** The last place that is due at an instant. */
    long place(long instant) {
        return anchorPlace + (speed == 0 ? instant - anchor : (long) Math.floor((instant - anchor) * speed));
    }

    /** Whether a place is due. */
    boolean isDue(long place, long now) {
        return speed == 0 || instant(place) <= now;
    }
}
