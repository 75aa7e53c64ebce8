package argus.outbox;

/**
 * How far a lane has come.
 *
 * @param sent the sequence last sent, or where it started
 * @param considered the newest sequence that was looked at, whether it was owed or not
 * @param waiting whether something of it, be it the answer that begins it, is still to be sent
 */
public record Top(long sent, long considered, boolean waiting) {}
