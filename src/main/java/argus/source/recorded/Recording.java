package argus.source.recorded;

import argus.calendar.TradingRules;
import argus.model.Instrument;
import argus.model.Instrument.Type;
import argus.model.Symbol;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The files of a recording, by symbol. Immutable; the files are read when they are asked for. */
final class Recording {
    private static final Logger LOG = System.getLogger(Recording.class.getName());
    private static final Pattern NAME = Pattern.compile("(.+)\\.(trades|quotes|depth)\\.csv", Pattern.CASE_INSENSITIVE);
    private static final String PACKAGED = "/bitstamp_trades_from_20131125_usd.csv";
    private static final Symbol BITCOIN = new Symbol("BTC-USD");

    private final Map<Symbol, List<CsvFile>> files;
    private final Collection<Instrument> instruments;

    /** From the first to the last row of all files, in epoch milliseconds. */
    record Extent(long start, long end) {}

    private Recording(Map<Symbol, List<CsvFile>> files, Collection<Instrument> instruments) {
        this.files = files;
        this.instruments = instruments;
    }

    /** A hundred thousand trades of BTC-USD from the end of November 2013, out of ta4j's examples. */
    static Recording packaged() {
        var columns = Map.of("time", "timestamp", "volume", "amount");
        var file = new CsvFile(PACKAGED, BITCOIN, CsvFile.Kind.TRADES, columns, () -> {
            var text = Recording.class.getResourceAsStream(PACKAGED);
            if (text == null) {
                throw new FileNotFoundException("ta4j-examples is not packed with the application: " + PACKAGED);
            }
            return new InputStreamReader(text, StandardCharsets.UTF_8);
        });
        return new Recording(Map.of(BITCOIN, List.of(file)), List.of(instrument(BITCOIN, "比特币", "Bitcoin")));
    }

    /**
     * The files of a directory that are named like {@code 600519.SH.trades.csv}; others are passed over.
     *
     * @throws IOException if the directory cannot be listed
     */
    static Recording of(Path directory) throws IOException {
        var files = new TreeMap<Symbol, List<CsvFile>>();
        try (var paths = Files.list(directory)) {
            for (var path : paths.sorted().toList()) {
                file(path).ifPresent(file -> files.computeIfAbsent(file.symbol(), s -> new ArrayList<>())
                        .add(file));
            }
        }
        return new Recording(
                files,
                files.keySet().stream()
                        .map(symbol -> instrument(symbol, symbol.code(), symbol.code()))
                        .toList());
    }

    Collection<Instrument> instruments() {
        return instruments;
    }

    boolean has(Symbol symbol) {
        return files.containsKey(symbol);
    }

    /**
     * Looks through all files for the first and last time.
     *
     * @throws IOException if a file cannot be read, lacks a column, or there is no row at all
     */
    Extent extent() throws IOException {
        var span = new long[] {Long.MAX_VALUE, Long.MIN_VALUE};
        for (var ofSymbol : files.values()) {
            for (var file : ofSymbol) {
                file.times(time -> {
                    span[0] = Math.min(span[0], time);
                    span[1] = Math.max(span[1], time);
                });
            }
        }
        if (span[0] > span[1]) {
            throw new IOException("no rows in any file named like 600519.SH.trades.csv");
        }
        return new Extent(span[0], span[1]);
    }

    /** Reads what was recorded of a symbol and tells how many rows could not be read. */
    Loaded load(Symbol symbol, String source) throws IOException {
        var rows = new TreeMap<CsvFile.Kind, PackedRows>();
        long unreadable = 0;
        for (var file : files.getOrDefault(symbol, List.of())) {
            var content = file.read();
            rows.put(file.kind(), content.rows());
            unreadable += content.unreadable();
        }
        var none = new PackedRows(0).finished();
        var tape = new Tape(
                symbol,
                source,
                rows.getOrDefault(CsvFile.Kind.TRADES, none),
                rows.getOrDefault(CsvFile.Kind.DEPTH, none),
                rows.getOrDefault(CsvFile.Kind.QUOTES, none));
        return new Loaded(tape, unreadable);
    }

    /** A tape with how many rows of its files could not be read. */
    record Loaded(Tape tape, long unreadable) {}

    private static Optional<CsvFile> file(Path path) {
        var name = path.getFileName().toString();
        var parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            var symbol = new Symbol(parts.group(1).toUpperCase(Locale.ROOT));
            var kind = CsvFile.Kind.valueOf(parts.group(2).toUpperCase(Locale.ROOT));
            return Optional.of(new CsvFile(name, symbol, kind, Map.of(), () -> Files.newBufferedReader(path)));
        } catch (IllegalArgumentException e) {
            LOG.log(Level.WARNING, "passed over {0}: {1}", name, e.getMessage());
            return Optional.empty();
        }
    }

    private static Instrument instrument(Symbol symbol, String name, String english) {
        var market = symbol.market();
        var type =
                switch (market) {
                    case CRYPTO -> Type.CRYPTO;
                    case FX -> Type.FX;
                    default -> Type.STOCK;
                };
        var lot =
                switch (market) {
                    case CRYPTO -> new BigDecimal("0.00000001");
                    case US, FX -> BigDecimal.ONE;
                    default -> BigDecimal.valueOf(100);
                };
        var tick = TradingRules.of(symbol, type).tick(BigDecimal.TEN);
        return new Instrument(symbol, name, english, type, tick, lot, symbol.currency());
    }
}
