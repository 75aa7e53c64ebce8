package argus.config;

import argus.config.check.Settings;
import argus.config.key.MarketKeys;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How symbols are understood: {@code argus.symbols}.
 *
 * @param aliases a table of replaced symbols in place of the packaged one
 */
public record SymbolsConfig(Optional<Path> aliases) {

    static SymbolsConfig from(Settings settings) {
        return new SymbolsConfig(settings.find(MarketKeys.SYMBOL_ALIASES));
    }
}
