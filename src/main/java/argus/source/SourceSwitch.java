package argus.source;

import argus.model.Symbol;
import java.util.List;

/**
 * Symbols that come from another source from now on.
 *
 * @param symbols sorted
 * @param reason one line for people
 * @param restored whether the new source is the one that routes prefer to the other
 */
public record SourceSwitch(String from, String to, List<Symbol> symbols, String reason, boolean restored) {

    public SourceSwitch {
        symbols = List.copyOf(symbols);
    }
}
