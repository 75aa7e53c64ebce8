package argus.normalise.naming;

import argus.model.Market;
import argus.model.Symbol;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The codes that each market has, and how they are written in canonical form. Stateless. */
final class Codes {
    private static final Pattern CHINESE = Pattern.compile("\\d{6}");
    private static final Pattern HONG_KONG = Pattern.compile("\\d{1,5}");
    private static final Pattern HONG_KONG_INDEX = Pattern.compile("[A-Z][A-Z0-9]{1,9}");
    private static final Pattern HONG_KONG_BARE = Pattern.compile("\\d{5}");
    private static final Pattern AMERICAN = Pattern.compile("[A-Z][A-Z0-9]{0,7}([.$/_-][A-Z]{1,3})?");
    private static final Pattern AMERICAN_BARE = Pattern.compile("[A-Z]{1,5}([.$/_-][A-Z])?");
    private static final Pattern SEPARATOR = Pattern.compile("[$/_-]");

    /** How codes begin that only one exchange has. Shanghai has indices, Shenzhen shares that begin with 000. */
    private static final Map<Market, List<String>> PREFIXES = Map.of(
            Market.SH, List.of("60", "68", "900", "51", "56", "58"),
            Market.SZ, List.of("001", "002", "003", "30", "200", "159", "399"),
            Market.BJ, List.of("92", "43", "83", "87", "899"));

    private Codes() {}

    static Optional<Symbol> symbol(Market market, String code) {
        return switch (market) {
            case SH, SZ, BJ -> CHINESE.matcher(code).matches()
                    ? Optional.of(new Symbol(code + '.' + market))
                    : Optional.empty();
            case HK -> hongKong(code);
            case US -> AMERICAN.matcher(code).matches()
                    ? Optional.of(new Symbol(
                            Indices.canonical(market, SEPARATOR.matcher(code).replaceAll(".")) + ".US"))
                    : Optional.empty();
            case CRYPTO -> Pairs.explicit(code).or(() -> Pairs.bare(code)).filter(s -> s.market() == market);
            case FX -> Pairs.currencies(code);
        };
    }

    /** The symbol of a code that only one market can have. */
    static Optional<Symbol> bare(String code) {
        if (CHINESE.matcher(code).matches()) {
            return PREFIXES.entrySet().stream()
                    .filter(market -> market.getValue().stream().anyMatch(code::startsWith))
                    .findFirst()
                    .map(market -> new Symbol(code + '.' + market.getKey()));
        }
        if (HONG_KONG_BARE.matcher(code).matches()) {
            return hongKong(code);
        }
        boolean isMarket = code.length() == 2
                && List.of("SH", "SZ", "BJ", "HK", "US", "FX").contains(code);
        return AMERICAN_BARE.matcher(code).matches() && !isMarket ? symbol(Market.US, code) : Optional.empty();
    }

    static Optional<Symbol> shenzhenOrBeijing(String code) {
        return symbol(beijing(code) ? Market.BJ : Market.SZ, code);
    }

    private static boolean beijing(String code) {
        return PREFIXES.getOrDefault(Market.BJ, List.of()).stream().anyMatch(code::startsWith);
    }

    /** Four digits, five where it needs them; indices have letters. */
    private static Optional<Symbol> hongKong(String code) {
        if (HONG_KONG_INDEX.matcher(code).matches()) {
            return Optional.of(new Symbol(Indices.canonical(Market.HK, code) + ".HK"));
        }
        if (!HONG_KONG.matcher(code).matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(code);
        return number == 0 ? Optional.empty() : Optional.of(new Symbol(String.format(Locale.ROOT, "%04d.HK", number)));
    }
}
