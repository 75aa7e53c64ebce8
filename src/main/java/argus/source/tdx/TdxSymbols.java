package argus.source.tdx;

import argus.model.Symbol;
import argus.source.tdx.wire.TdxCode;
import java.util.Optional;

/** Symbols as TDX writes them, and the other way round. */
final class TdxSymbols {
    private TdxSymbols() {}

    /** @return the code; empty for a symbol of another market or another form */
    static Optional<TdxCode> code(Symbol symbol) {
        int market =
                switch (symbol.market()) {
                    case SZ -> TdxCode.SHENZHEN;
                    case SH -> TdxCode.SHANGHAI;
                    case BJ -> TdxCode.BEIJING;
                    default -> -1;
                };
        var digits = symbol.code();
        boolean code = market >= 0 && digits.length() == 6 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return code ? Optional.of(new TdxCode(market, digits)) : Optional.empty();
    }

    /** @throws IllegalArgumentException for a market that has no symbols */
    static Symbol symbol(TdxCode code) {
        return new Symbol(
                switch (code.market()) {
                    case TdxCode.SHENZHEN -> code.digits() + ".SZ";
                    case TdxCode.SHANGHAI -> code.digits() + ".SH";
                    case TdxCode.BEIJING -> code.digits() + ".BJ";
                    default -> throw new IllegalArgumentException("no symbols of " + code);
                });
    }
}
