package argus.watchlist;

import argus.model.Symbol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * The lists of all owners. Reading is from memory; a change is on disk before anybody sees it. Thread-safe: changes come
 * one after another.
 */
public final class WatchLists {
    /** Lists of one owner. */
    public static final int MAX_LISTS = 1_000;
    /** Symbols in all lists of one owner, since his file is written anew with each change. */
    public static final int MAX_SYMBOLS = 100_000;

    private final Map<String, SortedMap<String, WatchList>> owners = new ConcurrentHashMap<>();
    private final Set<String> unreadable;
    private final ListFiles files;
    private final Clock clock;
    private volatile BiConsumer<String, String> listener = (owner, name) -> {};

    /** Reads what is there. A file that cannot be read is logged, and stays as it is. */
    public WatchLists(ListFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
        var found = files.read();
        found.lists().forEach((owner, lists) -> owners.put(owner, byName(lists)));
        this.unreadable = found.unreadable();
    }

    /** @param listener is told owner and name after a list was saved or deleted, by the thread that did it */
    public void onChange(BiConsumer<String, String> listener) {
        this.listener = listener;
    }

    public Optional<WatchList> find(String owner, String name) {
        return Optional.ofNullable(lists(owner).get(name));
    }

    /** All lists of an owner by name. */
    public Collection<WatchList> of(String owner) {
        return Collections.unmodifiableCollection(lists(owner).values());
    }

    /** Whether the owner's file could not be read, so that his lists are not known. */
    public boolean isUnreadable(String owner) {
        return unreadable.contains(files.name(owner));
    }

    /**
     * Gives a list these symbols; makes it where there is none.
     *
     * @throws IllegalArgumentException as {@link WatchList} does
     * @throws UncheckedIOException if it cannot be written: nothing has changed
     */
    public Change save(String owner, String name, List<Symbol> symbols, Precondition expected) {
        var next = new WatchList(name, symbols, clock.instant());
        var change = saved(owner, next, expected);
        if (change instanceof Change.Saved) {
            listener.accept(owner, name);
        }
        return change;
    }

    private synchronized Change saved(String owner, WatchList next, Precondition expected) {
        if (isUnreadable(owner)) {
            return new Change.Unreadable();
        }
        var lists = new TreeMap<>(lists(owner));
        var before = lists.put(next.name(), next);
        if (!expected.holds(Optional.ofNullable(before))) {
            return new Change.NotAsExpected();
        }
        if (before != null && before.symbols().equals(next.symbols())) {
            return new Change.Saved(before, false);
        }
        if (lists.size() > MAX_LISTS) {
            return new Change.TooMuch("there are " + MAX_LISTS + " lists already, the most one owner may have");
        }
        int symbols =
                lists.values().stream().mapToInt(list -> list.symbols().size()).sum();
        if (symbols > MAX_SYMBOLS) {
            return new Change.TooMuch("all lists together would have " + symbols + " symbols, at most " + MAX_SYMBOLS);
        }
        write(owner, lists);
        return new Change.Saved(next, before == null);
    }

    /**
     * Removes a list.
     *
     * @throws UncheckedIOException if that cannot be written: nothing has changed
     */
    public Change delete(String owner, String name, Precondition expected) {
        var change = deleted(owner, name, expected);
        if (change instanceof Change.Deleted) {
            listener.accept(owner, name);
        }
        return change;
    }

    private synchronized Change deleted(String owner, String name, Precondition expected) {
        if (isUnreadable(owner)) {
            return new Change.Unreadable();
        }
        var lists = new TreeMap<>(lists(owner));
        var before = lists.remove(name);
        if (before == null) {
            return new Change.NotThere();
        }
        if (!expected.holds(Optional.of(before))) {
            return new Change.NotAsExpected();
        }
        write(owner, lists);
        return new Change.Deleted();
    }

    private void write(String owner, SortedMap<String, WatchList> lists) {
        try {
            files.write(owner, lists.values());
        } catch (IOException e) {
            throw new UncheckedIOException("the lists of " + owner + " cannot be written", e);
        }
        owners.put(owner, lists);
    }

    private SortedMap<String, WatchList> lists(String owner) {
        return owners.getOrDefault(owner, Collections.emptySortedMap());
    }

    private static SortedMap<String, WatchList> byName(Collection<WatchList> lists) {
        var byName = new TreeMap<String, WatchList>();
        lists.forEach(list -> byName.put(list.name(), list));
        return byName;
    }
}
