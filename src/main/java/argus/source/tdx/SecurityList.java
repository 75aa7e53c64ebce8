package argus.source.tdx;

import argus.model.Instrument;
import argus.model.Market;
import argus.model.Symbol;
import argus.source.tdx.wire.ReferenceDecoder;
import argus.source.tdx.wire.TdxCode;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What securities there are, as far as the servers have told. Thread-safe. */
final class SecurityList {
    private static final int MOST_DECIMALS = 4;

    private final Map<Symbol, Instrument> instruments = new ConcurrentHashMap<>();
    private final Map<Symbol, Security> securities = new ConcurrentHashMap<>();
    private final Map<Market, Boolean> complete = new ConcurrentHashMap<>();

    /** Takes rows of the list of a market; those that are not served are passed over. */
    void add(List<ReferenceDecoder.Security> rows) {
        for (var row : rows) {
            var kind = SecurityKind.of(row.code());
            kind.type().ifPresent(type -> {
                var symbol = TdxSymbols.symbol(row.code());
                int decimals = row.decimals() <= MOST_DECIMALS ? row.decimals() : kind.decimals();
                securities.put(symbol, new Security(symbol, row.code(), kind, decimals));
                instruments.put(symbol, instrument(symbol, row, type, decimals));
            });
        }
    }

    /** Says that all rows of a market have come: what is not among them does not exist. */
    void complete(Market market) {
        complete.put(market, true);
    }

    Collection<Instrument> instruments() {
        return List.copyOf(instruments.values());
    }

    /** A security, with the units that its kind has where the list has not come; empty where it is not served. */
    Optional<Security> find(Symbol symbol) {
        var listed = securities.get(symbol);
        if (listed != null || complete.containsKey(symbol.market())) {
            return Optional.ofNullable(listed);
        }
        return TdxSymbols.code(symbol).flatMap(code -> {
            var kind = SecurityKind.of(code);
            return kind.type().map(type -> new Security(symbol, code, kind, kind.decimals()));
        });
    }

    private static Instrument instrument(
            Symbol symbol, ReferenceDecoder.Security row, Instrument.Type type, int decimals) {
        return new Instrument(
                symbol,
                row.name(),
                row.name(),
                type,
                BigDecimal.ONE.movePointLeft(decimals),
                BigDecimal.valueOf(row.lot()),
                currency(row.code()));
    }

    /** B shares are quoted in dollars, those of Shenzhen in dollars of Hong Kong. */
    private static String currency(TdxCode code) {
        if (code.market() == TdxCode.SHANGHAI && code.digits().startsWith("900")) {
            return "USD";
        }
        return code.market() == TdxCode.SHENZHEN && code.digits().startsWith("200") ? "HKD" : "CNY";
    }
}
