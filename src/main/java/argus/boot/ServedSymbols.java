package argus.boot;

import argus.model.Glob;
import argus.model.Symbol;
import argus.normalise.NearestNames;
import argus.normalise.SymbolDirectory;
import argus.session.SymbolResolver;
import argus.watchlist.WatchList;
import argus.watchlist.WatchLists;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The symbols that a source of this node serves, by whatever a client calls them. Thread-safe. */
final class ServedSymbols implements SymbolResolver {
    private static final int SUGGESTIONS = 5;
    private static final String SECTOR = "#";

    private final SymbolDirectory directory;
    private final WatchLists lists;
    private final Predicate<Symbol> served;

    ServedSymbols(SymbolDirectory directory, WatchLists lists, Predicate<Symbol> served) {
        this.directory = directory;
        this.lists = lists;
        this.served = served;
    }

    @Override
    public Optional<Symbol> resolve(String spelling) {
        return directory.resolve(spelling).filter(served);
    }

    @Override
    public List<Symbol> expand(String owner, String text) {
        var name = text.strip();
        var list = SymbolResolver.listOf(name);
        if (list != null) {
            return lists.find(owner, list.substring(LIST.length()))
                    .map(found -> served(found.symbols()))
                    .orElse(List.of());
        }
        if (name.startsWith(SECTOR)) {
            return served(directory.sector(name.substring(SECTOR.length())));
        }
        if (Glob.isGlob(name)) {
            return served(directory.matching(new Glob(name)));
        }
        return resolve(name).stream().toList();
    }

    @Override
    public List<String> suggest(String spelling) {
        return directory.suggest(spelling, SUGGESTIONS).stream()
                .map(Symbol::text)
                .toList();
    }

    @Override
    public List<String> suggest(String owner, String text) {
        var name = text.strip();
        if (name.startsWith(LIST)) {
            return nearest(
                    LIST, name, lists.of(owner).stream().map(WatchList::name).toList());
        }
        if (name.startsWith(SECTOR)) {
            return nearest(SECTOR, name, directory.sectors());
        }
        return suggest(name.replace("*", "").replace("?", ""));
    }

    private static List<String> nearest(String sign, String text, List<String> names) {
        return NearestNames.of(text.substring(sign.length()), names, SUGGESTIONS).stream()
                .map(sign::concat)
                .toList();
    }

    private List<Symbol> served(List<Symbol> symbols) {
        return symbols.stream().filter(served).toList();
    }
}
