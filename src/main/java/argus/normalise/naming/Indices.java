package argus.normalise.naming;

import argus.model.Market;
import argus.model.Symbol;
import java.util.Map;
import java.util.Optional;

/** What indices are called. The canonical names are those of Yahoo without its sign. Stateless. */
final class Indices {
    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("HSI", "HSI.HK"),
            Map.entry("HSCE", "HSCE.HK"),
            Map.entry("HSCEI", "HSCE.HK"),
            Map.entry("HSTECH", "HSTECH.HK"),
            Map.entry("GSPC", "GSPC.US"),
            Map.entry("SPX", "GSPC.US"),
            Map.entry("INX", "GSPC.US"),
            Map.entry("DJI", "DJI.US"),
            Map.entry("DJIA", "DJI.US"),
            Map.entry("IXIC", "IXIC.US"),
            Map.entry("NDX", "NDX.US"),
            Map.entry("NDX100", "NDX.US"),
            Map.entry("RUT", "RUT.US"),
            Map.entry("VIX", "VIX.US"),
            Map.entry("SOX", "SOX.US"),
            Map.entry("SSEC", "000001.SH"));

    private Indices() {}

    /** The index of a name. */
    static Optional<Symbol> named(String name) {
        return Optional.ofNullable(NAMED.get(name)).map(Symbol::new);
    }

    /** The index whose name stands behind a sign that only indices have. */
    static Optional<Symbol> marked(String text) {
        return text.startsWith("^") || text.startsWith(".") || text.startsWith("$")
                ? named(text.substring(1))
                : Optional.empty();
    }

    /** The canonical code of a market where a code is another name of an index; otherwise the code. */
    static String canonical(Market market, String code) {
        return named(code)
                .filter(symbol -> symbol.market() == market)
                .map(Symbol::code)
                .orElse(code);
    }
}
