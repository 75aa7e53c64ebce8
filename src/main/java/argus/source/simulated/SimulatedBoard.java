package argus.source.simulated;

import argus.calendar.TradingRules;
import argus.model.Instrument;
import argus.model.Instrument.Type;
import argus.model.Symbol;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The symbols of a simulated market: some well-known names, or those of a configured list. */
public final class SimulatedBoard {
    /** The most symbols a list may give. */
    public static final int MAX_SYMBOLS = 20_000;

    private static final Pattern RANGE =
            Pattern.compile("([A-Z]{0,4})(\\d{1,6})\\.\\.([A-Z]{0,4})(\\d{1,6})\\.([A-Z]{2})");
    private static final Pattern CHINESE = Pattern.compile("\\d{6}");
    private static final Pattern HONG_KONG = Pattern.compile("\\d{4}|[1-9]\\d{4}");

    /** An instrument with the price its walk begins at. */
    public record Listing(Instrument instrument, BigDecimal price) {}

    private SimulatedBoard() {}

    /** Well-known names of CN, HK and US with prices as they might be. */
    public static List<Listing> packaged() {
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(SimulatedBoard.class.getResourceAsStream("board.csv")),
                StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(SimulatedBoard::listing).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The symbols of a list: canonical symbols, and ranges such as {@code 600000..600099.SH}. Names and prices are those
     * of {@link #packaged} where it has the symbol, otherwise made up, the same each time.
     *
     * @throws IllegalArgumentException naming the item, if it is no symbol or range, or the list grows past
     *     {@link #MAX_SYMBOLS}
     */
    public static List<Listing> of(List<String> items) {
        Map<Symbol, Listing> known = new LinkedHashMap<>();
        packaged().forEach(listing -> known.put(listing.instrument().symbol(), listing));
        Map<Symbol, Listing> board = new LinkedHashMap<>();
        for (var item : items) {
            for (var symbol : symbols(item.strip().toUpperCase(Locale.ROOT))) {
                board.computeIfAbsent(symbol, s -> known.containsKey(s) ? known.get(s) : generated(s));
                if (board.size() > MAX_SYMBOLS) {
                    throw new IllegalArgumentException(
                            "symbols: more than " + MAX_SYMBOLS + " with '" + item.strip() + "'");
                }
            }
        }
        return List.copyOf(board.values());
    }

    private static List<Symbol> symbols(String item) {
        if (!item.contains("..")) {
            return List.of(symbol(item, item));
        }
        var range = RANGE.matcher(item);
        if (!range.matches()
                || !range.group(1).equals(range.group(3))
                || range.group(2).length() != range.group(4).length()) {
            throw bad(item, "a range is written like 600000..600099.SH");
        }
        int from = Integer.parseInt(range.group(2));
        int to = Integer.parseInt(range.group(4));
        if (to < from) {
            throw bad(item, "the range runs backwards");
        }
        if (to - from >= MAX_SYMBOLS) {
            throw bad(item, "more than " + MAX_SYMBOLS + " symbols");
        }
        var symbols = new ArrayList<Symbol>();
        int width = range.group(2).length();
        for (int n = from; n <= to; n++) {
            var digits = Integer.toString(n);
            var code = range.group(1) + "0".repeat(width - digits.length()) + digits;
            symbols.add(symbol(code + '.' + range.group(5), item));
        }
        return symbols;
    }

    private static Symbol symbol(String text, String item) {
        Symbol symbol;
        try {
            symbol = new Symbol(text);
        } catch (IllegalArgumentException e) {
            throw bad(item, "a symbol is written like 600519.SH, 0700.HK, AAPL.US or BTC-USD");
        }
        switch (symbol.market()) {
            case SH, SZ, BJ -> require(CHINESE, symbol, item, "Chinese codes have six digits");
            case HK -> require(HONG_KONG, symbol, item, "Hong Kong codes have four digits, five from 10000 on");
            case US, CRYPTO, FX -> {}
        }
        return symbol;
    }

    private static void require(Pattern form, Symbol symbol, String item, String rule) {
        if (!form.matcher(symbol.code()).matches()) {
            throw bad(item, rule);
        }
    }

    private static IllegalArgumentException bad(String item, String why) {
        return new IllegalArgumentException("symbols: '" + item + "': " + why);
    }

    private static Listing listing(String row) {
        var cells = row.split(",", -1);
        return listing(
                new Symbol(cells[0]),
                cells[1],
                cells[2],
                Type.valueOf(cells[3]),
                new BigDecimal(cells[4]),
                new BigDecimal(cells[5]),
                cells[6].isEmpty() ? null : cells[6]);
    }

    private static Listing generated(Symbol symbol) {
        int cents = 200 + Math.floorMod(symbol.text().hashCode() * 0x9E3779B9, 19_801);
        var type = type(symbol);
        boolean coin = type == Type.CRYPTO;
        var lot =
                switch (symbol.market()) {
                    case US -> BigDecimal.ONE;
                    case CRYPTO -> new BigDecimal("0.0001");
                    case FX -> BigDecimal.ONE;
                    default -> new BigDecimal(100);
                };
        var price = BigDecimal.valueOf(cents, type == Type.FUND ? 3 : 2);
        return listing(
                symbol,
                coin ? symbol.text() : "模拟" + symbol.code(),
                coin ? symbol.text() : "Simulated " + symbol.code(),
                type,
                lot,
                price,
                null);
    }

    private static Type type(Symbol symbol) {
        var code = symbol.code();
        return switch (symbol.market()) {
            case CRYPTO -> Type.CRYPTO;
            case FX -> Type.FX;
            case SH -> code.startsWith("5") ? Type.FUND : code.startsWith("000") ? Type.INDEX : Type.STOCK;
            case SZ -> code.startsWith("399")
                    ? Type.INDEX
                    : code.startsWith("15") || code.startsWith("16") ? Type.FUND : Type.STOCK;
            default -> Type.STOCK;
        };
    }

    private static Listing listing(
            Symbol symbol,
            String name,
            String english,
            Type type,
            BigDecimal lot,
            BigDecimal price,
            @Nullable String sector) {
        var rules = TradingRules.of(symbol, type);
        var onGrid = rules.price(rules.units(price));
        return new Listing(
                new Instrument(symbol, name, english, type, rules.tick(onGrid), lot, symbol.currency(), sector),
                onGrid);
    }
}
