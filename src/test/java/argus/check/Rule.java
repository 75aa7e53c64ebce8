package argus.check;

/** What has to hold of a history. */
enum Rule {
    /** The witness saw every update of its topics: one snapshot, then each the next of the one before. */
    WITNESS,
    /** What was accepted is what the tape holds, row by row. */
    TAPE,
    /** A bar is what the trades of its time make. */
    BARS,
    /** A topic is sent only while it is subscribed. */
    SUBSCRIBED,
    /** The answer to a subscription tells the options asked for, and a sequence that is not behind. */
    ANSWER,
    /** A snapshot comes where it was asked for, once, first, and at the sequence of the answer. */
    SNAPSHOT,
    /** Each update names the one before it. */
    CHAIN,
    /** Sequences rise. */
    ORDER,
    /** What is sent was accepted. */
    INVENTED,
    /** A value is the one that was accepted at its sequence, with the fields and times asked for. */
    VALUE,
    /** A patch comes only where one may. */
    PATCH,
    /** Only what passes filter and least change is sent. */
    OWED,
    /** {@code merged} counts the updates owed in between. */
    MERGED,
    /** Where every update is owed, none is left out without a word. */
    ALL,
    /** A gap begins with the first update that is missing, and has a cause that there was. */
    GAP,
    /** A resume does what its answer says. */
    RESUME,
    /** Nothing is sent while it is paused. */
    PAUSED,
    /** Not more often than asked for. */
    RATE,
    /** Heartbeats count on, and their tops are what was sent. */
    HEARTBEAT,
    /** Frames are encoded and batched as agreed. */
    FRAME,
    /** No frame without credit, where that was agreed. */
    CREDIT,
    /** After a quiet time the newest update owed has been seen. */
    CONVERGED
}
