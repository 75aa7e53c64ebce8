package argus.source.qmt.codec;

import argus.model.Market;
import argus.model.Symbol;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * QMT's names of instruments, {@code 600000.SH}, {@code 00700.HK}, {@code 10005331.SHO}, and what follows from a name.
 * Stateless.
 */
public final class QmtCode {
    private static final Pattern STOCK = Pattern.compile("[0-9]{6}\\.(SH|SZ|BJ)");
    private static final Pattern HONG_KONG = Pattern.compile("[0-9]{5}\\.HK");
    private static final Pattern HONG_KONG_SYMBOL = Pattern.compile("[0-9]{4,5}\\.HK");
    private static final int SHORTEST_HONG_KONG = 4;
    private static final int PRICE_DECIMALS = 3;
    private static final int OPTION_DECIMALS = 4;

    private QmtCode() {}

    /** The symbol of a code; empty for futures, options and anything else that has none. */
    public static Optional<Symbol> symbol(String code) {
        if (STOCK.matcher(code).matches()) {
            return Optional.of(new Symbol(code));
        }
        if (HONG_KONG.matcher(code).matches()) {
            boolean padded = code.charAt(0) == '0';
            return Optional.of(new Symbol(padded ? code.substring(1) : code));
        }
        return Optional.empty();
    }

    /** The code of a symbol; empty where QMT has none. */
    public static Optional<String> of(Symbol symbol) {
        var text = symbol.text();
        if (STOCK.matcher(text).matches()) {
            return Optional.of(text);
        }
        if (HONG_KONG_SYMBOL.matcher(text).matches()) {
            return Optional.of(symbol.code().length() == SHORTEST_HONG_KONG ? '0' + text : text);
        }
        return Optional.empty();
    }

    /** Whether it names an index of a Chinese exchange, which has no order book. */
    public static boolean isIndex(Symbol symbol) {
        var code = symbol.code();
        return switch (symbol.market()) {
            case SH -> code.startsWith("000");
            case SZ -> code.startsWith("399");
            case BJ -> code.startsWith("899");
            default -> false;
        };
    }

    /** Decimal places of a price: three are enough for shares and funds, options go by ten-thousandths. */
    static int decimals(String code) {
        return isOption(code) ? OPTION_DECIMALS : PRICE_DECIMALS;
    }

    /** Whether {@code openInt} is the state of trading; elsewhere it is the open interest. */
    static boolean isStock(String code) {
        return symbol(code)
                .map(Symbol::market)
                .filter(market -> market != Market.HK)
                .isPresent();
    }

    /** How many shares are in a lot where a tick does not tell; contracts are counted as they are. */
    static int lot(String code) {
        return symbol(code).isPresent() ? 100 : 1;
    }

    private static boolean isOption(String code) {
        return code.endsWith(".SHO") || code.endsWith(".SZO");
    }
}
