package argus.watchlist;

/** What became of the wish to change a list. */
public sealed interface Change {

    /** It is as wished, also on disk. @param created whether there was none of this name */
    record Saved(WatchList list, boolean created) implements Change {}

    /** It is gone, also from disk. */
    record Deleted() implements Change {}

    /** There is no such list. */
    record NotThere() implements Change {}

    /** The list is not what it was thought to be; nothing has changed. */
    record NotAsExpected() implements Change {}

    /** The owner would have too much; nothing has changed. @param reason in words, with the number */
    record TooMuch(String reason) implements Change {}

    /** The owner's file could not be read when the service started, and is not written over. */
    record Unreadable() implements Change {}
}
