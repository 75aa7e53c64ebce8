package argus.source.recorded;

import argus.model.Symbol;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One CSV file of a recording. Its first row names the columns, in any order; columns that nobody asks for are passed
 * over, and so are empty lines and those that begin with {@code #}. A row that cannot be read is counted and left out,
 * the first one is logged. Not thread-safe.
 *
 * @param names what this file calls a column, where it does not call it by its own name
 */
record CsvFile(String name, Symbol symbol, Kind kind, Map<String, String> names, Opener opener) {
    private static final Logger LOG = System.getLogger(CsvFile.class.getName());
    /** Epoch times below this are seconds, the others milliseconds. */
    private static final long SECONDS_END = 100_000_000_000L;

    static final int DEPTH_LEVELS = 10;
    static final List<String> QUOTE_COLUMNS = List.of(
            "last_price",
            "prev_close",
            "open",
            "high",
            "low",
            "volume",
            "amount",
            "bid_price",
            "bid_volume",
            "ask_price",
            "ask_volume");

    /** Opens the text. */
    interface Opener {
        Reader open() throws IOException;
    }

    /** What the rows of a file are. The first so many columns are needed, in the file and in each row. */
    enum Kind {
        TRADES(List.of("price", "volume", "side"), 2),
        QUOTES(QUOTE_COLUMNS, 1),
        DEPTH(
                IntStream.rangeClosed(1, DEPTH_LEVELS)
                        .boxed()
                        .flatMap(n -> Stream.of("bid" + n, "bid" + n + "_volume", "ask" + n, "ask" + n + "_volume"))
                        .toList(),
                0);

        final List<String> columns;
        final int needed;

        Kind(List<String> columns, int needed) {
            this.columns = columns;
            this.needed = needed;
        }
    }

    /** The rows with how many could not be read. */
    record Content(PackedRows rows, long unreadable) {}

    /** Tells the time of each row, without reading the rest of it. */
    void times(LongConsumer told) throws IOException {
        try (var lines = lines()) {
            int time = place(header(lines), "time");
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (isRow(line)) {
                    tell(line.split(",", -1), time, told);
                }
            }
        }
    }

    private void tell(String[] cells, int place, LongConsumer told) {
        long time;
        try {
            time = time(cell(cells, place));
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "no time in a row of {0}, which is counted when it is read", name);
            return;
        }
        told.accept(time);
    }

    /** Reads everything. */
    Content read() throws IOException {
        try (var lines = lines()) {
            var header = header(lines);
            int time = place(header, "time");
            var places = places(header);
            var rows = new PackedRows(places.length);
            var row = new @Nullable BigDecimal[places.length];
            long unreadable = 0;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!isRow(line)) {
                    continue;
                }
                try {
                    var cells = line.split(",", -1);
                    for (int i = 0; i < places.length; i++) {
                        row[i] = decimal(cells, places[i], i);
                    }
                    rows.add(time(cell(cells, time)), row);
                } catch (RuntimeException e) {
                    if (unreadable++ == 0) {
                        LOG.log(Level.WARNING, name + ": left out what cannot be read, first of all: " + line, e);
                    }
                }
            }
            return new Content(rows.finished(), unreadable);
        }
    }

    private BufferedReader lines() throws IOException {
        return new BufferedReader(opener.open());
    }

    private static boolean isRow(String line) {
        return !line.isBlank() && line.charAt(0) != '#';
    }

    private List<String> header(BufferedReader lines) throws IOException {
        var line = lines.readLine();
        while (line != null && !isRow(line)) {
            line = lines.readLine();
        }
        var header = new ArrayList<String>();
        if (line != null) {
            Arrays.stream(line.replace("\uFEFF", "").split(",", -1))
                    .map(column -> column.strip().toLowerCase(Locale.ROOT))
                    .forEach(header::add);
        }
        for (var column : Stream.concat(Stream.of("time"), kind.columns.stream().limit(kind.needed))
                .toList()) {
            if (place(header, column) < 0) {
                throw new IOException(name + " has no column '" + column + "'");
            }
        }
        return header;
    }

    private int place(List<String> header, String column) {
        return header.indexOf(names.getOrDefault(column, column));
    }

    /** Where the columns of this kind are, without those after the last one that the file has. */
    private int[] places(List<String> header) {
        var places =
                kind.columns.stream().mapToInt(column -> place(header, column)).toArray();
        int width = places.length;
        while (width > 0 && places[width - 1] < 0) {
            width--;
        }
        return Arrays.copyOf(places, width);
    }

    private static String cell(String[] cells, int place) {
        return cells[place].strip();
    }

    private @Nullable BigDecimal decimal(String[] cells, int place, int column) {
        var text = place < 0 ? "" : cell(cells, place);
        if (text.isEmpty()) {
            if (column < kind.needed) {
                throw new IllegalArgumentException("no " + kind.columns.get(column));
            }
            return null;
        }
        return kind == Kind.TRADES && column == Tape.SIDE ? side(text) : new BigDecimal(text);
    }

    private static BigDecimal side(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "buy", "b" -> BigDecimal.ONE;
            case "sell", "s" -> BigDecimal.ONE.negate();
            case "neutral", "n" -> BigDecimal.ZERO;
            default -> throw new IllegalArgumentException("no side: " + text);
        };
    }

    private long time(String text) {
        if (text.chars().allMatch(Character::isDigit)) {
            long number = Long.parseLong(text);
            return number < SECONDS_END ? Math.multiplyExact(number, 1000) : number;
        }
        return instant(text.replace(' ', 'T'), symbol.market().zone()).toEpochMilli();
    }

    /** With an offset, or else in the time of the market. */
    private static Instant instant(String text, ZoneId zone) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return LocalDateTime.parse(text).atZone(zone).toInstant();
        }
    }
}
