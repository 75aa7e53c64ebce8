package argus.session;

import argus.model.Symbol;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Understands how clients name symbols. Thread-safe. */
public interface SymbolResolver {
    /** Owns the lists of everybody who is not known by name. */
    String ANONYMOUS = "anonymous";

    /** Begins the name of a saved list. */
    String LIST = "@";

    /** The list that a text names, in its one spelling; null where it names none. */
    static @Nullable String listOf(String text) {
        var name = text.strip();
        return name.startsWith(LIST) ? name.toLowerCase(Locale.ROOT) : null;
    }

    /** The symbol that is meant, if a source of this node serves it. */
    Optional<Symbol> resolve(String spelling);

    /** Symbols that may have been meant. */
    List<String> suggest(String spelling);

    /**
     * The served symbols that a text stands for at this moment, in the order in which they are to be told: one for a
     * spelling, those that fit a glob ({@code 6*.SH}) or are in a sector ({@code #banks}) by name, those of a saved list
     * ({@code @mine}) as they stand in it. Empty where there is none.
     *
     * @param owner whose lists are meant
     */
    default List<Symbol> expand(String owner, String text) {
        return resolve(text).stream().toList();
    }

    /** Texts that may have been meant instead of one that {@link #expand} finds nothing for. */
    default List<String> suggest(String owner, String text) {
        return suggest(text);
    }
}
