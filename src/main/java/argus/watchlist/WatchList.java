package argus.watchlist;

import static java.nio.charset.StandardCharsets.US_ASCII;

import argus.model.Symbol;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Symbols under a name. Immutable.
 *
 * @param symbols each once, in the order of the owner
 * @param changedAt when its symbols became these
 */
public record WatchList(String name, List<Symbol> symbols, Instant changedAt) {
    /** Symbols of one list. */
    public static final int MAX_SYMBOLS = 5_000;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    private static final int TAG_BYTES = 12;

    /** @throws IllegalArgumentException if the name is none, or there are more than {@link #MAX_SYMBOLS} */
    public WatchList {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a name of a list: " + name);
        }
        symbols = List.copyOf(new LinkedHashSet<>(symbols));
        if (symbols.size() > MAX_SYMBOLS) {
            throw new IllegalArgumentException(symbols.size() + " symbols, at most " + MAX_SYMBOLS);
        }
    }

    /** Whether a list may be called so: lower case letters, digits, {@code _} and {@code -}, at most 64. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** The same for the same symbols in the same order, and for no others. */
    public String tag() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            symbols.forEach(symbol -> digest.update((symbol.text() + '\n').getBytes(US_ASCII)));
            return HexFormat.of().formatHex(digest.digest(), 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
