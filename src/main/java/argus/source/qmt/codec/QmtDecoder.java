package argus.source.qmt.codec;

import argus.model.Bar;
import argus.model.BarPeriod;
import argus.model.Symbol;
import argus.source.DecodeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what a bridge sends, from its sockets or as the answer to a request: ticks by code, alone or in lists, with or
 * without an envelope, of either flavor; and bars. Source: the recorded ticks of xtdata and the contract in
 * {@code docs/sources.md}. Stateless.
 */
public final class QmtDecoder {
    private QmtDecoder() {}

    /**
     * What could be read of one text.
     *
     * @param values in the order in which they stand
     * @param faults a row that cannot be true costs nothing but itself: one line for each
     * @param remarks what stands beside the rows: {@code success}, {@code status}, {@code detail}, {@code connected} …
     */
    public record Decoded<T>(List<T> values, List<String> faults, Map<String, String> remarks) {
        public Decoded {
            values = List.copyOf(values);
            faults = List.copyOf(faults);
            remarks = Map.copyOf(remarks);
        }

        /** Why the bridge did not do what it was asked, in its own words; empty if it did. */
        public Optional<String> refusal() {
            boolean refused = "false".equals(remarks.get("success")) || "unsupported".equals(remarks.get("status"));
            boolean complains = remarks.containsKey("detail") && values.isEmpty();
            return refused || complains
                    ? Optional.of(remarks.getOrDefault("detail", remarks.getOrDefault("message", "unsupported")))
                    : Optional.empty();
        }
    }

    /** @throws DecodeException if the text is not a JSON object */
    public static Decoded<QmtTick> ticks(String text) {
        return decoded(text, QmtTick::of);
    }

    /**
     * The bars of all symbols, each symbol's in the order of time.
     *
     * @throws DecodeException if the text is not a JSON object
     */
    public static Decoded<Bar> bars(String text, BarPeriod period, String source) {
        var read =
                decoded(text, row -> QmtCode.symbol(row.code()).map(symbol -> QmtBars.of(row, symbol, period, source)));
        var bySymbol = new LinkedHashMap<Symbol, List<Bar>>();
        for (var bar : read.values()) {
            bar.ifPresent(b ->
                    bySymbol.computeIfAbsent(b.symbol(), s -> new ArrayList<>()).add(b));
        }
        var bars = bySymbol.values().stream()
                .flatMap(list -> QmtBars.merged(list).stream())
                .toList();
        return new Decoded<>(bars, read.faults(), read.remarks());
    }

    /** What stands at the top of an answer that has no rows. @throws DecodeException if it is not a JSON object */
    public static Map<String, String> remarks(String text) {
        return Map.copyOf(JsonRows.of(text).remarks());
    }

    /** xtdata's word for a period; empty where its bars are not read. */
    public static Optional<String> period(BarPeriod period) {
        return QmtBars.name(period);
    }

    private static <T> Decoded<T> decoded(String text, Function<QmtRow, T> reader) {
        var read = JsonRows.of(text);
        var values = new ArrayList<T>(read.rows().size());
        var faults = new ArrayList<String>();
        for (var row : read.rows()) {
            try {
                values.add(reader.apply(row));
            } catch (DecodeException e) {
                faults.add(String.valueOf(e.getMessage()));
            }
        }
        return new Decoded<>(values, faults, read.remarks());
    }
}
