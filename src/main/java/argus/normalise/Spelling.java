package argus.normalise;

import argus.model.Market;
import argus.model.Symbol;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The usual ways to write a symbol that says which market it is of. Stateless. */
final class Spelling {
    /** No symbol is written longer. */
    static final int MAX_LENGTH = 32;

    private static final Pattern ALLOWED = Pattern.compile("[A-Z0-9.$/_-]+");
    private static final Pattern CHINESE = Pattern.compile("\\d{6}");
    private static final Pattern HONG_KONG_DIGITS = Pattern.compile("\\d{1,5}");
    private static final Pattern HONG_KONG_INDEX = Pattern.compile("[A-Z][A-Z0-9]{1,9}");
    private static final Pattern AMERICAN = Pattern.compile("[A-Z][A-Z0-9]{0,7}([.$/_-][A-Z]{1,3})?");
    private static final Pattern PAIR = Pattern.compile("([A-Z0-9]{2,12})[-/_]([A-Z0-9]{2,12})");
    private static final Pattern LOWER_CASE_US = Pattern.compile("us[A-Z][A-Z.$]*");

    private static final Map<String, Market> SUFFIXES = Map.of(
            "SH", Market.SH,
            "SS", Market.SH,
            "XSHG", Market.SH,
            "SZ", Market.SZ,
            "XSHE", Market.SZ,
            "BJ", Market.BJ,
            "XBSE", Market.BJ,
            "HK", Market.HK,
            "XHKG", Market.HK,
            "US", Market.US);

    private Spelling() {}

    /** Upper case without blanks around; empty where no symbol is spelled like that. */
    static Optional<String> folded(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        var folded = text.strip().toUpperCase(Locale.ROOT);
        return ALLOWED.matcher(folded).matches() ? Optional.of(folded) : Optional.empty();
    }

    /**
     * The symbol where the text names its market by suffix, by prefix or as a pair.
     *
     * @param text as it was written: {@code us} counts as a prefix only in lower case before upper case, since US bank
     *     shares begin with the same letters
     */
    static Optional<Symbol> explicit(String text) {
        var folded = folded(text).orElse("");
        int dot = folded.lastIndexOf('.');
        var market = SUFFIXES.get(folded.substring(dot + 1));
        if (dot > 0 && market != null) {
            return symbol(market, folded.substring(0, dot));
        }
        if (LOWER_CASE_US.matcher(text.strip()).matches()) {
            return symbol(Market.US, folded.substring(2));
        }
        if (folded.length() > 2 && Character.isDigit(folded.charAt(2))) {
            market = SUFFIXES.get(folded.substring(0, 2));
            if (market != null && market != Market.US) {
                return symbol(market, folded.substring(2));
            }
        }
        var pair = PAIR.matcher(folded);
        return pair.matches() ? Optional.of(new Symbol(pair.group(1) + '-' + pair.group(2))) : Optional.empty();
    }

    private static Optional<Symbol> symbol(Market market, String code) {
        return switch (market) {
            case SH, SZ, BJ -> CHINESE.matcher(code).matches()
                    ? Optional.of(new Symbol(code + '.' + market))
                    : Optional.empty();
            case HK -> hongKong(code);
            case US -> AMERICAN.matcher(code).matches()
                    ? Optional.of(new Symbol(code.replaceAll("[$/_-]", ".") + ".US"))
                    : Optional.empty();
            case CRYPTO -> Optional.empty();
        };
    }

    /** Four digits, five where it needs them; indices have letters. */
    static Optional<Symbol> hongKong(String code) {
        if (HONG_KONG_INDEX.matcher(code).matches()) {
            return Optional.of(new Symbol(code + ".HK"));
        }
        if (!HONG_KONG_DIGITS.matcher(code).matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(code);
        return number == 0 ? Optional.empty() : Optional.of(new Symbol(String.format(Locale.ROOT, "%04d.HK", number)));
    }
}
