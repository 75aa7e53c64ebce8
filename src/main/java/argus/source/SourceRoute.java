package argus.source;

import argus.model.Symbol;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Symbols that match a pattern, a symbol or a glob such as {@code *.SH} with {@code *} and {@code ?}, come from the first
 * of these sources that has them.
 */
public final class SourceRoute {
    private final List<String> sources;
    private final Pattern regex;

    public SourceRoute(String pattern, List<String> sources) {
        this.sources = List.copyOf(sources);
        var text = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            text.append(
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(c));
                    });
        }
        regex = Pattern.compile(text.toString());
    }

    /** Names, the first choice first. */
    public List<String> sources() {
        return sources;
    }

    /** Whether it speaks of the symbol. */
    public boolean matches(Symbol symbol) {
        return regex.matcher(symbol.text()).matches();
    }
}
