package argus.rest.answer;

import argus.model.Symbol;
import argus.protocol.ErrorCode;
import argus.protocol.json.JsonOut;
import argus.rest.problem.Problem;
import argus.rest.problem.ProblemException;
import argus.session.SymbolResolver;
import argus.watchlist.Change;
import argus.watchlist.Change.Deleted;
import argus.watchlist.Change.NotAsExpected;
import argus.watchlist.Change.NotThere;
import argus.watchlist.Change.Saved;
import argus.watchlist.Change.TooMuch;
import argus.watchlist.Change.Unreadable;
import argus.watchlist.Precondition;
import argus.watchlist.WatchList;
import argus.watchlist.WatchLists;
import java.util.List;

/** Answers questions about watch-lists and changes them. Thread-safe. */
public final class ListAnswers {
    private final WatchLists lists;
    private final ListBody bodies;

    public ListAnswers(WatchLists lists, SymbolResolver symbols) {
        this.lists = lists;
        this.bodies = new ListBody(symbols);
    }

    /**
     * A list as it is told.
     *
     * @param tag another one for other symbols
     * @param created whether it was not there before
     */
    public record Told(String json, String tag, boolean created) {}

    /** The names of an owner's lists, and how long they are. */
    public String all(String owner) {
        if (lists.isUnreadable(owner)) {
            throw unreadable();
        }
        var text = new StringBuilder();
        var out = new JsonOut(text).object().array("lists");
        for (var list : lists.of(owner)) {
            head(out.object(), list).endObject();
        }
        out.endArray().endObject();
        return text.toString();
    }

    /** One list with its symbols. */
    public Told one(String owner, String name) {
        if (lists.isUnreadable(owner)) {
            throw unreadable();
        }
        return told(lists.find(owner, name).orElseThrow(() -> notThere(name)), false);
    }

    /**
     * Gives a list the symbols of a body.
     *
     * @throws ProblemException if the name, the body or a symbol in it cannot be, or the list is not as expected
     */
    public Told save(String owner, String name, byte[] body, Precondition expected) {
        if (!WatchList.isName(name)) {
            throw new ProblemException(Problem.parameter(
                    "name",
                    "name is of 1 to 64 lower case letters, digits, _ and -, and begins with a letter or a digit"));
        }
        var kept = lists.find(owner, name).map(WatchList::symbols).orElse(List.of());
        var change = lists.save(owner, name, bodies.read(body, kept), expected);
        if (change instanceof Saved saved) {
            return told(saved.list(), saved.created());
        }
        throw refused(change, name);
    }

    /** Removes a list. */
    public void delete(String owner, String name, Precondition expected) {
        var change = lists.delete(owner, name, expected);
        if (!(change instanceof Deleted)) {
            throw refused(change, name);
        }
    }

    private static ProblemException refused(Change change, String name) {
        if (change instanceof NotThere) {
            return notThere(name);
        }
        if (change instanceof NotAsExpected) {
            return new ProblemException(Problem.of(
                    412, "Precondition Failed", "The list is not what If-Match or If-None-Match says; read it again"));
        }
        if (change instanceof TooMuch much) {
            return new ProblemException(Problem.of(409, "Too many lists", much.reason()));
        }
        if (change instanceof Unreadable) {
            return unreadable();
        }
        throw new IllegalStateException("no refusal: " + change);
    }

    private static ProblemException notThere(String name) {
        return new ProblemException(Problem.of(404, "Not Found", "There is no list " + name));
    }

    private static ProblemException unreadable() {
        return new ProblemException(Problem.of(
                500, ErrorCode.INTERNAL, "The file of these lists could not be read; the log of the start has more"));
    }

    private static Told told(WatchList list, boolean created) {
        var text = new StringBuilder();
        head(new JsonOut(text).object(), list)
                .member("symbols", list.symbols().stream().map(Symbol::text).toList())
                .endObject();
        return new Told(text.toString(), list.tag(), created);
    }

    private static JsonOut head(JsonOut out, WatchList list) {
        return out.member("name", list.name())
                .member("count", list.symbols().size())
                .member("changed_at", list.changedAt());
    }
}
