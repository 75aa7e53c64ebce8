package argus.normalise.naming;

import argus.model.Symbol;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Pairs of coins and of currencies. A hyphen always joins coins, since that is their canonical form; with another sign two
 * currencies are a rate of exchange. Stateless.
 */
final class Pairs {
    private static final Pattern PAIR = Pattern.compile("([A-Z0-9]{2,12})([-/_.])([A-Z0-9]{2,12})");
    private static final Pattern YAHOO = Pattern.compile("([A-Z]{3}|[A-Z]{6})=X");
    private static final Pattern COINS = Pattern.compile("[A-Z0-9]{6,17}");
    private static final int LONGEST_COIN = 12;
    private static final int CODE = 3;

    private static final Set<String> CURRENCIES = new HashSet<>(Arrays.asList(
            ("USD EUR JPY GBP CHF AUD NZD CAD CNY CNH HKD MOP TWD SGD KRW INR THB MYR IDR PHP VND SEK NOK DKK PLN CZK HUF"
                            + " RON TRY ILS ZAR MXN BRL CLP COP ARS RUB SAR AED KWD EGP XAU XAG XPT XPD")
                    .split(" ")));

    /** Coins that others are quoted in, the longest first. */
    private static final List<String> QUOTES =
            List.of("FDUSD", "USDT", "USDC", "BUSD", "TUSD", "USD", "EUR", "BTC", "ETH", "BNB");

    /** Names that one venue has for what all others call otherwise. */
    private static final Map<String, String> COIN_NAMES = Map.of("XBT", "BTC", "XDG", "DOGE");

    private Pairs() {}

    /** A pair whose two parts are told apart. */
    static Optional<Symbol> explicit(String text) {
        var yahoo = YAHOO.matcher(text);
        if (yahoo.matches()) {
            var code = yahoo.group(1);
            return currencies(code.length() == CODE ? "USD" + code : code);
        }
        var pair = PAIR.matcher(text);
        if (!pair.matches()) {
            return Optional.empty();
        }
        var base = pair.group(1);
        var quote = pair.group(3);
        if (pair.group(2).equals("-")) {
            return Optional.of(coins(base, quote));
        }
        if (CURRENCIES.contains(base) && CURRENCIES.contains(quote)) {
            return currencies(base + quote);
        }
        return pair.group(2).equals(".") ? Optional.empty() : Optional.of(coins(base, quote));
    }

    /** A pair without a sign between its parts, where it is clear what they are. */
    static Optional<Symbol> bare(String text) {
        var rate = text.length() == 2 * CODE && CURRENCIES.contains(text.substring(0, CODE))
                ? currencies(text)
                : Optional.<Symbol>empty();
        if (rate.isPresent() || !COINS.matcher(text).matches()) {
            return rate;
        }
        return QUOTES.stream()
                .filter(quote -> text.endsWith(quote)
                        && text.length() - quote.length() >= 2
                        && text.length() - quote.length() <= LONGEST_COIN
                        && !text.startsWith(quote))
                .findFirst()
                .map(quote -> coins(text.substring(0, text.length() - quote.length()), quote));
    }

    /** The rate of exchange of two different currencies, written without a sign between them. */
    static Optional<Symbol> currencies(String code) {
        var text = code.replaceAll("[/_.-]", "");
        if (text.length() != 2 * CODE) {
            return Optional.empty();
        }
        var base = text.substring(0, CODE);
        var quote = text.substring(CODE);
        return CURRENCIES.contains(base) && CURRENCIES.contains(quote) && !base.equals(quote)
                ? Optional.of(new Symbol(text + ".FX"))
                : Optional.empty();
    }

    private static Symbol coins(String base, String quote) {
        return new Symbol(COIN_NAMES.getOrDefault(base, base) + '-' + COIN_NAMES.getOrDefault(quote, quote));
    }
}
