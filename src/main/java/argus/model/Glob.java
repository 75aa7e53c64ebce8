package argus.model;

import java.util.Locale;

/**
 * A pattern of canonical symbols in which {@code *} stands for any characters, also none, and {@code ?} for one:
 * {@code 6*.SH}. Matching takes at most as many steps as the product of both lengths, whatever the pattern is.
 *
 * @param text upper case
 */
public record Glob(String text) {

    /** @param text in any case */
    public Glob {
        text = text.toUpperCase(Locale.ROOT);
    }

    /** Whether a text is more than one symbol. */
    public static boolean isGlob(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    public boolean matches(Symbol symbol) {
        var name = symbol.text();
        int at = 0;
        int from = 0;
        int star = -1;
        int retry = 0;
        while (from < name.length()) {
            if (at < text.length() && text.charAt(at) == '*') {
                star = at++;
                retry = from;
            } else if (at < text.length() && (text.charAt(at) == '?' || text.charAt(at) == name.charAt(from))) {
                at++;
                from++;
            } else if (star >= 0) {
                at = star + 1; // the last star takes one character more; an earlier one need not
                from = ++retry;
            } else {
                return false;
            }
        }
        while (at < text.length() && text.charAt(at) == '*') {
            at++;
        }
        return at == text.length();
    }

    @Override
    public String toString() {
        return text;
    }
}
