package argus.source.yahoo;

import argus.model.Symbol;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Yahoo calls a symbol: {@code 600519.SS}, {@code 000001.SZ}, {@code 0700.HK}, {@code BRK-B}, {@code BTC-USD},
 * {@code EURUSD=X}, {@code JPY=X} (the yen for a dollar), {@code ^GSPC}. Stateless.
 */
final class YahooCode {
    private static final Pattern CHINESE = Pattern.compile("\\d{6}");
    private static final Pattern HONG_KONG = Pattern.compile("\\d{4,5}");
    private static final Pattern AMERICAN = Pattern.compile("[A-Z][A-Z0-9]{0,7}(\\.[A-Z]{1,3})?");
    private static final Pattern COINS = Pattern.compile("[A-Z0-9]{1,12}-(USD|EUR|GBP|JPY|CAD|AUD|KRW|CNY|INR)");
    private static final Pattern CURRENCIES = Pattern.compile("[A-Z]{6}");
    private static final String RATE = "=X";
    private static final String DOLLAR = "USD";

    private static final Map<String, String> INDICES = Map.of(
            "GSPC.US", "^GSPC",
            "DJI.US", "^DJI",
            "IXIC.US", "^IXIC",
            "NDX.US", "^NDX",
            "RUT.US", "^RUT",
            "VIX.US", "^VIX",
            "SOX.US", "^SOX",
            "HSI.HK", "^HSI",
            "HSCE.HK", "^HSCE");

    private static final Map<String, String> INDEX_SYMBOLS =
            INDICES.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    private YahooCode() {}

    /** The name of a symbol; empty where Yahoo has no such market, or nothing dependable of it. */
    static Optional<String> of(Symbol symbol) {
        var index = INDICES.get(symbol.text());
        if (index != null) {
            return Optional.of(index);
        }
        var code = symbol.code();
        return switch (symbol.market()) {
            case SH -> Optional.of(code + ".SS")
                    .filter(c -> CHINESE.matcher(code).matches());
            case SZ -> Optional.of(code + ".SZ")
                    .filter(c -> CHINESE.matcher(code).matches());
            case HK -> Optional.of(code + ".HK")
                    .filter(c -> HONG_KONG.matcher(code).matches());
            case US -> Optional.of(code.replace('.', '-'))
                    .filter(c -> AMERICAN.matcher(code).matches());
            case CRYPTO -> Optional.of(code).filter(COINS.asMatchPredicate());
            case FX -> Optional.of(code)
                    .filter(CURRENCIES.asMatchPredicate())
                    .map(pair -> (pair.startsWith(DOLLAR) ? pair.substring(DOLLAR.length()) : pair) + RATE);
            default -> Optional.empty();
        };
    }

    /** The symbol of a name; empty for what is of no market here. */
    static Optional<Symbol> symbol(String name) {
        var index = INDEX_SYMBOLS.get(name);
        if (index != null) {
            return Optional.of(new Symbol(index));
        }
        if (name.endsWith(RATE)) {
            var pair = name.substring(0, name.length() - RATE.length());
            var whole = pair.length() == DOLLAR.length() ? DOLLAR + pair : pair;
            return CURRENCIES.matcher(whole).matches() ? Optional.of(new Symbol(whole + ".FX")) : Optional.empty();
        }
        if (COINS.matcher(name).matches()) {
            return Optional.of(new Symbol(name));
        }
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            var code = name.replace('-', '.');
            return AMERICAN.matcher(code).matches() ? Optional.of(new Symbol(code + ".US")) : Optional.empty();
        }
        var code = name.substring(0, dot);
        var canonical =
                switch (name.substring(dot + 1)) {
                    case "SS" -> CHINESE.matcher(code).matches() ? code + ".SH" : "";
                    case "SZ" -> CHINESE.matcher(code).matches() ? code + ".SZ" : "";
                    case "HK" -> HONG_KONG.matcher(code).matches()
                            ? String.format(Locale.ROOT, "%04d.HK", Integer.valueOf(code))
                            : "";
                    default -> "";
                };
        return canonical.isEmpty() ? Optional.empty() : Optional.of(new Symbol(canonical));
    }
}
