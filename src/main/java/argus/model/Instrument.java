package argus.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a symbol beside its prices.
 *
 * @param name in the language of its market, for instance Chinese
 * @param englishName the same in English or in Latin letters
 * @param tick smallest price step at its usual price
 * @param lot smallest tradable volume, in shares or coins
 * @param currency ISO code, or the quote coin of a pair
 * @param sector what its issuer does, as an English word in lower case such as {@code banks}; null where it is not known
 */
public record Instrument(
        Symbol symbol,
        String name,
        String englishName,
        Type type,
        BigDecimal tick,
        BigDecimal lot,
        String currency,
        @Nullable String sector) {

    /** One whose sector is not known. */
    public Instrument(
            Symbol symbol,
            String name,
            String englishName,
            Type type,
            BigDecimal tick,
            BigDecimal lot,
            String currency) {
        this(symbol, name, englishName, type, tick, lot, currency, null);
    }

    /** Decimal places of a price at its usual height. */
    public int decimals() {
        return Math.max(0, tick.stripTrailingZeros().scale());
    }

    /** The kind of instrument. */
    public enum Type {
        STOCK,
        INDEX,
        FUND,
        BOND,
        CRYPTO,
        FX
    }
}
