package argus.watchlist;

import java.util.Optional;
import java.util.Set;

/**
 * What a list has to be like for a change to take place, so that nobody overwrites what he has not seen. Immutable.
 *
 * @param tags one of these, or {@code *} for any list at all; empty where it does not matter
 * @param absent whether there must be no such list
 */
public record Precondition(Set<String> tags, boolean absent) {
    /** Everything is well. */
    public static final Precondition NONE = new Precondition(Set.of(), false);

    private static final String ANY = "*";

    public Precondition {
        tags = Set.copyOf(tags);
    }

    boolean holds(Optional<WatchList> now) {
        if (absent) {
            return now.isEmpty();
        }
        return tags.isEmpty()
                || now.filter(list -> tags.contains(ANY) || tags.contains(list.tag()))
                        .isPresent();
    }
}
