package argus.config.key;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A list of symbols with ranges written out: {@code 600000..600002.SH} is three symbols. */
final class SymbolList {
    /** Symbols a list may stand for: enough for every instrument of the markets served. */
    static final int LIMIT = 100_000;

    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9.^=]+(-[A-Z0-9]+)*(\\.(SH|SZ|BJ|HK|US|FX))?");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})\\.\\.(\\d{1,9})(\\.(?:SH|SZ|BJ|HK|US))");

    private SymbolList() {}

    static List<String> expand(String text) {
        var symbols = new LinkedHashSet<String>();
        for (var item : ValueLists.split(text.toUpperCase(Locale.ROOT))) {
            if (item.contains("..")) {
                range(item, symbols);
            } else if (SYMBOL.matcher(item).matches()) {
                symbols.add(item);
            } else {
                throw new ValueType.Unfit(item + " is not a symbol");
            }
            if (symbols.size() > LIMIT) {
                throw new ValueType.Unfit("more than " + LIMIT + " symbols");
            }
        }
        return List.copyOf(symbols);
    }

    private static void range(String item, LinkedHashSet<String> symbols) {
        var range = RANGE.matcher(item);
        if (!range.matches() || range.group(1).length() != range.group(2).length()) {
            throw new ValueType.Unfit(item + " is not a range");
        }
        int first = Integer.parseInt(range.group(1));
        int last = Integer.parseInt(range.group(2));
        if (last < first || last - first >= LIMIT) {
            throw new ValueType.Unfit(item + " is not a range of 1 to " + LIMIT);
        }
        var format = "%0" + range.group(1).length() + "d%s";
        for (int code = first; code <= last; code++) {
            symbols.add(String.format(Locale.ROOT, format, code, range.group(3)));
        }
    }
}
