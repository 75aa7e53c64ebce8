package argus.session;

import argus.model.Symbol;
import java.util.List;
import java.util.Optional;

/** Understands how clients spell symbols. Thread-safe. */
public interface SymbolResolver {

    /** The symbol that is meant, if a source of this node serves it. */
    Optional<Symbol> resolve(String spelling);

    /** Symbols that may have been meant. */
    List<String> suggest(String spelling);
}
