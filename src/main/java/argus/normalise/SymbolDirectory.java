package argus.normalise;

import argus.model.Glob;
import argus.model.Instrument;
import argus.model.Market;
import argus.model.Symbol;
import argus.normalise.naming.Aliases;
import argus.normalise.naming.PinyinInitials;
import argus.normalise.naming.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * The known instruments, found by any usual spelling of their symbol or by name. A code without a market is understood
 * only where exactly one known instrument has it, or where it can be of one market only: {@code 000001} is a bank in
 * Shenzhen and an index in Shanghai. Any thread may read, in constant time where one symbol is asked for; adding many at
 * once costs little more than adding one, since it replaces what readers see as a whole.
 */
public final class SymbolDirectory {
    private static final String SECTOR = "#";
    private static final int NO_MATCH = Integer.MAX_VALUE;
    private static final int MAX_DISTANCE = 3;

    private final Aliases aliases;
    private volatile Known known = Known.of(new LinkedHashMap<>(), new HashMap<>());

    /** One that knows the replaced codes that come with the service. */
    public SymbolDirectory() {
        this(Aliases.packaged());
    }

    /** @param aliases codes that exchanges have replaced */
    public SymbolDirectory(Aliases aliases) {
        this.aliases = aliases;
    }

    /**
     * @param entries in the order in which they were added
     * @param spellings what a bare spelling may mean
     * @param sorted all symbols by name
     * @param sectors the symbols of each sector by name
     */
    private record Known(
            Map<Symbol, Entry> entries,
            Map<String, Set<Symbol>> spellings,
            List<Symbol> sorted,
            SortedMap<String, List<Symbol>> sectors) {

        static Known of(Map<Symbol, Entry> entries, Map<String, Set<Symbol>> spellings) {
            var sorted = entries.keySet().stream().sorted().toList();
            var sectors = new TreeMap<String, List<Symbol>>();
            for (var symbol : sorted) {
                var sector =
                        Objects.requireNonNull(entries.get(symbol)).instrument().sector();
                if (sector != null) {
                    sectors.computeIfAbsent(sectorName(sector), s -> new ArrayList<>())
                            .add(symbol);
                }
            }
            return new Known(entries, spellings, sorted, sectors);
        }
    }

    /** An instrument with everything it is searched by, in upper case. */
    private record Entry(
            Instrument instrument, String text, String code, String name, String english, List<String> initials) {
        static Entry of(Instrument instrument) {
            var symbol = instrument.symbol();
            return new Entry(
                    instrument,
                    symbol.text(),
                    symbol.code(),
                    instrument.name().toUpperCase(Locale.ROOT),
                    instrument.englishName().toUpperCase(Locale.ROOT),
                    PinyinInitials.readings(instrument.name()));
        }

        boolean startsWith(String text) {
            for (var reading : initials) {
                if (reading.startsWith(text)) {
                    return true;
                }
            }
            return name.startsWith(text);
        }
    }

    /** Adds instruments; one with a known symbol replaces the one before. */
    public synchronized void add(Collection<Instrument> more) {
        var changed = more.stream()
                .filter(instrument ->
                        !instrument.equals(instrument(instrument.symbol()).orElse(null)))
                .toList();
        if (changed.isEmpty()) {
            return; // sources tell what they have again and again
        }
        var entries = new LinkedHashMap<>(known.entries());
        var spellings = new HashMap<>(known.spellings());
        for (var instrument : changed) {
            entries.put(instrument.symbol(), Entry.of(instrument));
            for (var spelling : spellings(instrument.symbol())) {
                spellings.merge(spelling, Set.of(instrument.symbol()), SymbolDirectory::union);
            }
        }
        known = Known.of(entries, spellings);
    }

    /**
     * The symbol that a spelling means. Whether anybody serves it is another question: a spelling that names its market
     * is understood although the instrument is not known. A replaced code means the new one, unless a source still has
     * the old one.
     */
    public Optional<Symbol> resolve(String spelling) {
        var now = known;
        var folded = Spelling.folded(spelling);
        if (folded.isEmpty()) {
            return Optional.empty();
        }
        var meant = now.spellings().get(folded.get());
        if (meant != null) {
            return meant.size() == 1 ? Optional.of(meant.iterator().next()) : Optional.empty();
        }
        return Spelling.explicit(spelling)
                .or(() -> american(folded.get(), now))
                .or(() -> Spelling.bare(spelling))
                .map(symbol -> now.entries().containsKey(symbol) ? symbol : aliases.current(symbol));
    }

    /** The known share of a text like {@code USAAPL}; codes that begin with these letters themselves have gone before. */
    private static Optional<Symbol> american(String folded, Known known) {
        if (!folded.startsWith("US")) {
            return Optional.empty();
        }
        var meant = known.spellings().getOrDefault(folded.substring(2), Set.of());
        return meant.stream().filter(symbol -> symbol.market() == Market.US).findFirst();
    }

    /** What is known about a symbol. */
    public Optional<Instrument> instrument(Symbol symbol) {
        return Optional.ofNullable(known.entries().get(symbol)).map(Entry::instrument);
    }

    /** The letters by which traders type the name of a known instrument; empty where its name has none. */
    public Optional<String> initials(Symbol symbol) {
        return Optional.ofNullable(known.entries().get(symbol))
                .map(entry -> entry.initials().get(0))
                .filter(initials -> !initials.isEmpty());
    }

    /** All known instruments in the order in which they were added. */
    public Collection<Instrument> instruments() {
        return known.entries().values().stream().map(Entry::instrument).toList();
    }

    /** Known symbols that fit a pattern, by name. */
    public List<Symbol> matching(Glob pattern) {
        return known.sorted().stream().filter(pattern::matches).toList();
    }

    /** Known symbols of a sector, in any case, by name; none where nobody knows it. */
    public List<Symbol> sector(String name) {
        return List.copyOf(known.sectors().getOrDefault(sectorName(name), List.of()));
    }

    /** All sectors that a known instrument is of, by name. */
    public List<String> sectors() {
        return List.copyOf(known.sectors().keySet());
    }

    /**
     * Instruments whose code, name, English name or pinyin initials begin with a text, or whose names hold it; best
     * first. A sector with a {@code #} before it finds its instruments by symbol, an empty text finds all.
     */
    public List<Instrument> search(String text, int limit) {
        var now = known;
        if (text.strip().startsWith(SECTOR)) {
            return now.sectors().getOrDefault(sectorName(text.strip().substring(SECTOR.length())), List.of()).stream()
                    .limit(limit)
                    .map(symbol ->
                            Objects.requireNonNull(now.entries().get(symbol)).instrument())
                    .toList();
        }
        var wanted = text.strip().toUpperCase(Locale.ROOT);
        var same = resolve(text);
        return best(entry -> rank(entry, wanted, same), limit);
    }

    /** Known symbols that may have been meant by a spelling that is not understood, or is not served; nearest first. */
    public List<Symbol> suggest(String spelling, int limit) {
        var folded = Spelling.folded(spelling);
        if (folded.isEmpty()) {
            boolean name = !spelling.isBlank() && spelling.length() <= Spelling.MAX_LENGTH;
            return name
                    ? search(spelling, limit).stream().map(Instrument::symbol).toList()
                    : List.of();
        }
        var text = folded.get();
        var canonical = Spelling.explicit(spelling).map(Symbol::text).orElse(text);
        return best(entry -> distance(entry, text, canonical), limit).stream()
                .map(Instrument::symbol)
                .toList();
    }

    private static String sectorName(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private List<Instrument> best(ToIntFunction<Entry> order, int limit) {
        record Found(int rank, Entry entry) {}
        var found = new ArrayList<Found>();
        for (var entry : known.entries().values()) {
            int rank = order.applyAsInt(entry);
            if (rank != NO_MATCH) {
                found.add(new Found(rank, entry));
            }
        }
        found.sort(Comparator.comparingInt(Found::rank)); // stable: equals stay in the order of the board
        return found.stream().limit(limit).map(f -> f.entry().instrument()).toList();
    }

    private static int rank(Entry entry, String wanted, Optional<Symbol> same) {
        if (wanted.isEmpty()) {
            return 0;
        }
        if (entry.code().equals(wanted)
                || same.filter(entry.instrument().symbol()::equals).isPresent()) {
            return 0;
        }
        if (entry.text().startsWith(wanted)) {
            return 1;
        }
        if (entry.startsWith(wanted)) {
            return 2;
        }
        if (entry.english().startsWith(wanted)) {
            return 3;
        }
        if (entry.english().contains(" " + wanted)) {
            return 4;
        }
        return entry.name().contains(wanted) || entry.english().contains(wanted) ? 5 : NO_MATCH;
    }

    private static int distance(Entry entry, String text, String canonical) {
        if (entry.code().equals(text)) {
            return 0;
        }
        int limit = Math.min(MAX_DISTANCE, Math.max(1, text.length() / 2));
        int distance = EditDistance.of(canonical, entry.text(), limit);
        distance = Math.min(distance, EditDistance.of(text, entry.code(), limit));
        if (distance > limit
                && text.length() > 1
                && (entry.startsWith(text) || entry.english().startsWith(text))) {
            return limit;
        }
        return distance > limit ? NO_MATCH : distance;
    }

    /** What stands for a symbol beside the forms that name its market. */
    private static Set<String> spellings(Symbol symbol) {
        var code = symbol.code();
        var spellings = new LinkedHashSet<String>();
        spellings.add(symbol.text());
        spellings.add(code);
        if (symbol.market() == Market.HK) {
            var digits = code.replaceFirst("^0+", "");
            for (int width = digits.length(); width <= 5; width++) {
                spellings.add("0".repeat(width - digits.length()) + digits);
            }
        } else if (symbol.market() == Market.US) {
            for (var separator : List.of("-", "$", "_", "/")) {
                spellings.add(code.replace(".", separator));
            }
        } else if (symbol.market() == Market.CRYPTO) {
            spellings.add(code.replace("-", ""));
        }
        return spellings;
    }

    private static Set<Symbol> union(Set<Symbol> a, Set<Symbol> b) {
        var both = new LinkedHashSet<>(a);
        both.addAll(b);
        return Set.copyOf(both);
    }
}
