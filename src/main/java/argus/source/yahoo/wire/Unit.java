package argus.source.yahoo.wire;

import java.math.BigDecimal;
import java.util.Map;

/**
 * The currency of an answer, and how many places its prices are moved: London, Tel Aviv and Johannesburg are quoted in
 * hundredths.
 *
 * @param currency ISO code
 * @param places 2 for hundredths
 */
record Unit(String currency, int places) {
    private static final Map<String, String> HUNDREDTHS =
            Map.of("GBp", "GBP", "GBX", "GBP", "ILA", "ILS", "ZAc", "ZAR");

    static Unit of(String told) {
        var whole = HUNDREDTHS.get(told);
        return whole == null ? new Unit(told, 0) : new Unit(whole, 2);
    }

    BigDecimal price(BigDecimal told) {
        return places == 0 ? told : told.movePointLeft(places);
    }
}
