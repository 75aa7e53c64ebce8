package argus.model;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one canonical name of an instrument: {@code 600519.SH}, {@code 000001.SZ}, {@code 0700.HK}, {@code AAPL.US},
 * {@code BTC-USD}, {@code EURUSD.FX}. Other spellings are turned into this one by {@code argus.normalise}.
 *
 * @param text upper case; the market is the suffix after the last dot, or the text is a crypto pair with a hyphen
 */
public record Symbol(String text) implements Comparable<Symbol> {

    /** @throws IllegalArgumentException if the text is not in canonical form */
    public Symbol {
        if (!text.equals(text.toUpperCase(Locale.ROOT)) || marketOf(text) == null) {
            throw new IllegalArgumentException("not a canonical symbol: " + text);
        }
    }

    /** The market, read from the suffix. */
    public Market market() {
        return Objects.requireNonNull(marketOf(text));
    }

    /** The part before the market suffix; for a crypto pair the whole text. */
    public String code() {
        int dot = text.lastIndexOf('.');
        return dot < 0 ? text : text.substring(0, dot);
    }

    /** ISO code of the currency it is quoted in, or the quote coin of a pair; an instrument may say otherwise. */
    public String currency() {
        return switch (market()) {
            case CRYPTO -> text.substring(text.indexOf('-') + 1);
            case FX -> code().substring(Math.max(0, code().length() - 3));
            default -> market().currency();
        };
    }

    @Override
    public int compareTo(Symbol other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }

    private static @Nullable Market marketOf(String text) {
        int dot = text.lastIndexOf('.');
        if (dot < 0) {
            int hyphen = text.indexOf('-');
            return hyphen > 0 && hyphen < text.length() - 1 ? Market.CRYPTO : null;
        }
        if (dot == 0) {
            return null;
        }
        return switch (text.substring(dot + 1)) {
            case "SH" -> Market.SH;
            case "SZ" -> Market.SZ;
            case "BJ" -> Market.BJ;
            case "HK" -> Market.HK;
            case "US" -> Market.US;
            case "FX" -> Market.FX;
            default -> null;
        };
    }
}
