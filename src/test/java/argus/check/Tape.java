package argus.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * A market made up for the check, as a recording the service can play: the same for the same seed. Every row can be told
 * from every other, so that it is known of each value which row it is. Stretches of trading and of silence take turns.
 * Immutable.
 */
final class Tape {
    static final List<String> SYMBOLS = List.of("BTC-USD", "ETH-USD", "SOL-USD", "ADA-USD");

    /** Epoch milliseconds of the beginning. */
    static final long START = 1_700_000_000_000L;

    private static final long BUSY = 20_000;
    private static final long CYCLE = 28_000;
    private static final int CYCLES = 12;

    private final Map<String, List<Map<String, String>>> rows = new LinkedHashMap<>();

    /** What is recorded of a symbol. */
    enum Kind {
        TRADES(12),
        QUOTES(12),
        DEPTH(8);

        private final int perSecond;

        Kind(int perSecond) {
            this.perSecond = perSecond;
        }
    }

    Tape(long seed) {
        var random = new Random(seed);
        for (var symbol : SYMBOLS) {
            for (var kind : Kind.values()) rows.put(name(symbol, kind), new ArrayList<>());
            var price = new BigDecimal("100.00");
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                for (long at = 0; at < BUSY; at += 20) {
                    if (random.nextInt(3) == 0) price = step(price, random);
                    for (var kind : Kind.values()) {
                        if (random.nextInt(1000) < kind.perSecond * 20) {
                            // whole tenths of a second are crowded, as with a source that is polled
                            long time = random.nextBoolean() ? at / 100 * 100 : at + random.nextInt(20);
                            add(symbol, kind, START + cycle * CYCLE + Math.max(at / 100 * 100, time), price, random);
                        }
                    }
                }
            }
            rows.replaceAll((name, list) -> name.startsWith(symbol) ? numbered(list) : list);
        }
    }

    /** The rows of one file, oldest first: columns by name; what is unknown is left out. */
    List<Map<String, String>> rows(String symbol, Kind kind) {
        return rows.get(name(symbol, kind));
    }

    /** Writes the files a recorded source plays. */
    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (var file : rows.entrySet()) {
            var columns = new LinkedHashSet<String>();
            for (var row : file.getValue()) columns.addAll(row.keySet());
            var text = new StringBuilder(String.join(",", columns)).append('\n');
            for (var row : file.getValue()) {
                var cells = columns.stream()
                        .map(column -> row.getOrDefault(column, ""))
                        .toList();
                text.append(String.join(",", cells)).append('\n');
            }
            Files.writeString(directory.resolve(file.getKey() + ".csv"), text, UTF_8);
        }
    }

    private void add(String symbol, Kind kind, long time, BigDecimal price, Random random) {
        var row = new LinkedHashMap<String, String>();
        row.put("time", Long.toString(time));
        var tick = new BigDecimal("0.01");
        switch (kind) {
            case TRADES -> {
                row.put("price", price.toString());
                row.put("side", List.of("buy", "sell", "neutral").get(random.nextInt(3)));
            }
            case QUOTES -> {
                row.put("last_price", price.toString());
                row.put("prev_close", "100.00");
                if (random.nextInt(4) > 0)
                    row.put("bid_price", price.subtract(tick).toString());
                if (random.nextInt(4) > 0) row.put("ask_price", price.add(tick).toString());
                row.put("ask_volume", Integer.toString(random.nextInt(5)));
            }
            case DEPTH -> {
                for (int level = 1; level <= 6 - random.nextInt(3); level++) {
                    var away = tick.multiply(BigDecimal.valueOf(level));
                    row.put("bid" + level, price.subtract(away).toString());
                    row.put("bid" + level + "_volume", Integer.toString(1 + random.nextInt(9)));
                    row.put("ask" + level, price.add(away).toString());
                    row.put("ask" + level + "_volume", Integer.toString(1 + random.nextInt(9)));
                }
            }
        }
        rows.get(name(symbol, kind)).add(row);
    }

    /** In the order of time, each with a number of its own. */
    private static List<Map<String, String>> numbered(List<Map<String, String>> list) {
        list.sort(Comparator.comparingLong(row -> Long.parseLong(row.get("time"))));
        for (int i = 0; i < list.size(); i++) list.get(i).put(numberColumn(list.get(i)), Integer.toString(i + 1));
        return list;
    }

    /** Where the number of a row stands. */
    private static String numberColumn(Map<String, String> row) {
        return row.containsKey("price") ? "volume" : row.containsKey("last_price") ? "bid_volume" : "bid1_volume";
    }

    private static BigDecimal step(BigDecimal price, Random random) {
        var next = price.add(BigDecimal.valueOf(random.nextInt(41) - 20, 2));
        return next.compareTo(BigDecimal.TEN) < 0 ? price : next;
    }

    private static String name(String symbol, Kind kind) {
        return symbol + "." + kind.name().toLowerCase(Locale.ROOT);
    }
}
