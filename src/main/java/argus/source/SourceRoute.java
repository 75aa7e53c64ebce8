package argus.source;

import argus.model.Glob;
import argus.model.Symbol;
import java.util.List;

/**
 * Symbols that match a pattern, a symbol or a glob such as {@code *.SH} with {@code *} and {@code ?}, come from the first
 * of these sources that has them.
 */
public final class SourceRoute {
    private final List<String> sources;
    private final Glob pattern;

    public SourceRoute(String pattern, List<String> sources) {
        this.pattern = new Glob(pattern);
        this.sources = List.copyOf(sources);
    }

    /** Names, the first choice first. */
    public List<String> sources() {
        return sources;
    }

    /** Whether it speaks of the symbol. */
    public boolean matches(Symbol symbol) {
        return pattern.matches(symbol);
    }
}
