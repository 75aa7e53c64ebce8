package argus.source.tdx;

import argus.model.Decimals;
import argus.model.Symbol;
import argus.source.tdx.wire.TdxCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * One security in both languages, with its units.
 *
 * @param decimals places behind the point of a unit of its quotes and trades
 */
record Security(Symbol symbol, TdxCode code, SecurityKind kind, int decimals) {
    private static final int BAR_DECIMALS = 3;

    /** A price of a quote or a trade, in currency. */
    BigDecimal price(long raw) {
        return Decimals.plain(BigDecimal.valueOf(raw, decimals));
    }

    /** A price of a bar, in currency: thousandths, whatever the security. */
    BigDecimal barPrice(long raw) {
        return Decimals.plain(BigDecimal.valueOf(raw, BAR_DECIMALS));
    }

    /** Lots as shares. */
    BigDecimal shares(long lots) {
        return BigDecimal.valueOf(Math.multiplyExact(lots, kind.lot()));
    }

    boolean isIndex() {
        return kind == SecurityKind.INDEX;
    }

    Instant at(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(symbol.market().zone()).toInstant();
    }
}
