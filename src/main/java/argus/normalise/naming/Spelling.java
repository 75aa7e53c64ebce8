package argus.normalise.naming;

import argus.model.Market;
import argus.model.Symbol;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The usual ways to write a symbol that says which market it is of: those of exchanges, terminals and data services. The
 * exchange of a Chinese code is never guessed where two exchanges have such codes. Stateless.
 */
public final class Spelling {
    /** No symbol is written longer. */
    public static final int MAX_LENGTH = 32;

    private static final Pattern ALLOWED = Pattern.compile("[A-Z0-9.$/_^=:-]+");
    /** What Tencent and Sina put before a code to ask for it in another form. */
    private static final Pattern SERVICE = Pattern.compile("^(RT|R|S)_(?=SH|SZ|BJ|HK|US)");

    private static final Pattern GLUED = Pattern.compile("(SH|SZ|BJ|HK)(\\d+)");
    private static final Pattern GLUED_HONG_KONG_INDEX = Pattern.compile("hk[A-Z]\\w+");
    private static final Pattern GLUED_US = Pattern.compile("us\\.?[A-Z][A-Z.$]*");
    private static final Pattern SINA_US = Pattern.compile("GB_[$.]?([A-Z0-9.$]+)");
    private static final Pattern SINA_CURRENCY = Pattern.compile("FX_S([A-Z]{6})");
    private static final Pattern SINA_COIN = Pattern.compile("BTC_[A-Z]{3}([A-Z0-9]+)");
    /** Joins a market before a code to it. */
    private static final Pattern PREFIXED = Pattern.compile("([A-Z0-9_]+?)[.:](.+)");

    private static final Map<String, Market> SUFFIXES = Map.ofEntries(
            Map.entry("SH", Market.SH),
            Map.entry("SS", Market.SH),
            Map.entry("SSE", Market.SH),
            Map.entry("XSHG", Market.SH),
            Map.entry("SHSE", Market.SH),
            Map.entry("SZ", Market.SZ),
            Map.entry("XSHE", Market.SZ),
            Map.entry("SZSE", Market.SZ),
            Map.entry("BJ", Market.BJ),
            Map.entry("BSE", Market.BJ),
            Map.entry("BJSE", Market.BJ),
            Map.entry("XBSE", Market.BJ),
            Map.entry("HK", Market.HK),
            Map.entry("XHKG", Market.HK),
            Map.entry("HKEX", Market.HK),
            Map.entry("US", Market.US),
            Map.entry("OQ", Market.US),
            Map.entry("XNAS", Market.US),
            Map.entry("XNYS", Market.US),
            Map.entry("NASDAQ", Market.US),
            Map.entry("NYSE", Market.US),
            Map.entry("FX", Market.FX));

    /** What stands only before a code; the numbers are those of Eastmoney. */
    private static final Map<String, Market> PREFIXES = Map.ofEntries(
            Map.entry("1", Market.SH),
            Map.entry("116", Market.HK),
            Map.entry("105", Market.US),
            Map.entry("106", Market.US),
            Map.entry("107", Market.US),
            Map.entry("AMEX", Market.US),
            Map.entry("119", Market.FX),
            Map.entry("120", Market.FX),
            Map.entry("133", Market.FX),
            Map.entry("FX_IDC", Market.FX),
            Map.entry("BINANCE", Market.CRYPTO),
            Map.entry("COINBASE", Market.CRYPTO),
            Map.entry("KRAKEN", Market.CRYPTO));

    private Spelling() {}

    /** Upper case without blanks around; empty where no symbol is spelled like that. */
    public static Optional<String> folded(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        var folded = text.strip().toUpperCase(Locale.ROOT);
        return ALLOWED.matcher(folded).matches() ? Optional.of(folded) : Optional.empty();
    }

    /**
     * The symbol where the text names its market: by a suffix, a prefix, as a pair or as an index.
     *
     * @param text as it was written: {@code us} and {@code hk} count as prefixes of letters only in lower case before
     *     upper case, since US shares begin with the same letters
     */
    public static Optional<Symbol> explicit(String text) {
        var folded = folded(text).orElse("");
        var code = SERVICE.matcher(folded).replaceFirst("");
        var written = text.strip();
        written = written.substring(written.length() - code.length());
        return spelled(folded, code, written);
    }

    private static Optional<Symbol> spelled(String folded, String code, String written) {
        return suffixed(folded)
                .or(() -> glued(code, written))
                .or(() -> prefixed(code))
                .or(() -> Indices.marked(code))
                .or(() -> Pairs.explicit(code));
    }

    private static Optional<Symbol> suffixed(String folded) {
        int dot = folded.lastIndexOf('.');
        var market = SUFFIXES.get(folded.substring(dot + 1));
        return dot > 0 && market != null ? Codes.symbol(market, folded.substring(0, dot)) : Optional.empty();
    }

    /** The symbol that a code without a market can only be; empty where several markets have such codes. */
    public static Optional<Symbol> bare(String text) {
        var folded = folded(text).orElse("");
        return Indices.named(folded).or(() -> Pairs.bare(folded)).or(() -> Codes.bare(folded));
    }

    /** A prefix and a code without anything between them. */
    private static Optional<Symbol> glued(String code, String written) {
        var digits = GLUED.matcher(code);
        if (digits.matches()) {
            return Codes.symbol(Market.valueOf(digits.group(1)), digits.group(2));
        }
        if (GLUED_HONG_KONG_INDEX.matcher(written).matches()) {
            return Codes.symbol(Market.HK, code.substring(2));
        }
        var index = code.startsWith("HK") ? Indices.named(code.substring(2)) : Optional.<Symbol>empty();
        if (index.isPresent()) {
            return index;
        }
        if (GLUED_US.matcher(written).matches()) {
            return Codes.symbol(Market.US, code.substring(code.charAt(2) == '.' ? 3 : 2));
        }
        var share = SINA_US.matcher(code);
        if (share.matches()) {
            return Codes.symbol(Market.US, share.group(1));
        }
        var currency = SINA_CURRENCY.matcher(code);
        if (currency.matches()) {
            return Codes.symbol(Market.FX, currency.group(1));
        }
        var coin = SINA_COIN.matcher(code);
        return coin.matches() ? Pairs.bare(coin.group(1)) : Optional.empty();
    }

    private static Optional<Symbol> prefixed(String code) {
        var parts = PREFIXED.matcher(code);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var name = parts.group(1);
        var rest = parts.group(2);
        return switch (name) {
            case "0" -> Codes.shenzhenOrBeijing(rest); // Eastmoney numbers both so
            case "100" -> Indices.named(rest);
            default -> {
                var market = SUFFIXES.getOrDefault(name, PREFIXES.get(name));
                yield market == null ? Optional.empty() : Codes.symbol(market, rest);
            }
        };
    }
}
