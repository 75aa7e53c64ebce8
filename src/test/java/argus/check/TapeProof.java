package argus.check;

import argus.check.Accepted.Stream;
import argus.check.Accepted.Value;
import argus.check.Tape.Kind;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds what was accepted against the tape it was played from: row by row, and bars against the trades they are made of. */
final class TapeProof {
    private final Tape tape;
    private final Findings findings;

    TapeProof(Tape tape, Findings findings) {
        this.tape = tape;
        this.findings = findings;
    }

    void check(Accepted accepted) {
        for (var symbol : Tape.SYMBOLS) {
            rows("trade:" + symbol, tape.rows(symbol, Kind.TRADES), accepted);
            rows("quote:" + symbol, tape.rows(symbol, Kind.QUOTES), accepted);
            rows("depth.5:" + symbol, tape.rows(symbol, Kind.DEPTH), accepted);
            var trades = accepted.topic("trade:" + symbol);
            var bars = accepted.topic("kline.1s:" + symbol);
            if (trades != null && bars != null) bars(symbol, bars, trades);
        }
    }

    private void rows(String topic, List<Map<String, String>> rows, Accepted accepted) {
        var stream = accepted.topic(topic);
        if (stream == null) return;
        Value before = null;
        for (var value : stream.values()) {
            int number = number(value.data());
            if (number < 1 || number > rows.size()) {
                fault(topic, "there is no row " + number + " for " + value.data());
                return;
            }
            var row = rows.get(number - 1);
            if (!matches(row, value.data())) fault(topic, value.data() + " is not row " + number + ": " + row);
            // what was there already may be old: a source gives nothing while nobody wants it
            boolean follows = before == null
                    || before == stream.values().get(0)
                    || number == number(before.data()) % rows.size() + 1;
            if (!follows) {
                fault(topic, "row " + number + " at " + value.seq() + " after row " + number(before.data()));
            }
            before = value;
            findings.count("rows");
        }
    }

    /** The number of the row a value was made of, which stands in one of its volumes. */
    private static int number(JsonObject data) {
        if (data.containsKey("price")) return data.getInt("volume");
        if (data.containsKey("bid_volume")) return data.getInt("bid_volume");
        var bids = data.getJsonArray("bids");
        return bids == null || bids.isEmpty() ? 0 : bids.getJsonArray(0).getInt(1);
    }

    private static boolean matches(Map<String, String> row, JsonObject data) {
        if (data.containsKey("bids")) return side(row, "bid", data) && side(row, "ask", data);
        if (data.containsKey("price")) {
            return same(row, "price", data) && row.get("side").equals(data.getString("direction"));
        }
        for (var column : List.of("last_price", "prev_close", "bid_price", "ask_price", "ask_volume")) {
            if (!same(row, column, data)) return false;
        }
        var change = data.getJsonNumber("change").bigDecimalValue();
        return new BigDecimal(row.get("last_price"))
                        .subtract(new BigDecimal(row.get("prev_close")))
                        .compareTo(change)
                == 0;
    }

    private static boolean same(Map<String, String> row, String column, JsonObject data) {
        var number = data.getJsonNumber(column);
        var cell = row.get(column);
        if (number == null || cell == null) return number == null && cell == null;
        return new BigDecimal(cell).compareTo(number.bigDecimalValue()) == 0;
    }

    private static boolean side(Map<String, String> row, String side, JsonObject data) {
        var levels = new ArrayList<BigDecimal>();
        for (int level = 1; level <= 5 && row.containsKey(side + level); level++) {
            levels.add(new BigDecimal(row.get(side + level)).stripTrailingZeros());
            levels.add(new BigDecimal(row.get(side + level + "_volume")).stripTrailingZeros());
        }
        var seen = data.getJsonArray(side + "s").getValuesAs(JsonArray.class).stream()
                .flatMap(level -> level.getValuesAs(JsonNumber.class).stream())
                .map(number -> number.bigDecimalValue().stripTrailingZeros())
                .toList();
        return seen.equals(levels);
    }

    /**
     * Each bar that has closed, once all its trades were seen, is what they make. A trade that comes later corrects it, but for
     * its close.
     */
    private void bars(String symbol, Stream bars, Stream trades) {
        if (trades.values().isEmpty()) return;
        long from = trades.values().get(0).sourceTs() + 1000;
        var closed = new TreeMap<Long, List<JsonObject>>();
        for (var value : bars.values()) {
            var bar = value.data();
            long start =
                    OffsetDateTime.parse(bar.getString("timestamp")).toInstant().toEpochMilli();
            if (bar.getBoolean("closed") && start >= from) {
                closed.computeIfAbsent(start, s -> new ArrayList<>()).add(bar);
            }
        }
        closed.forEach((start, revisions) -> {
            var made = trades.values().stream()
                    .filter(trade -> trade.sourceTs() >= start && trade.sourceTs() < start + 1000)
                    .map(TapeProof::made)
                    .toList();
            var fault = fault(revisions, made);
            if (fault != null) findings.add(new Fault(Rule.BARS, Entry.WITNESS, "kline.1s:" + symbol, 0, fault));
            findings.count("bars", revisions.size());
        });
    }

    /** What is wrong with a bar as it was told again and again; null if nothing is. */
    private static @Nullable String fault(List<JsonObject> revisions, List<Made> trades) {
        int seen = 0;
        for (int i = 0; i < revisions.size(); i++) {
            var bar = revisions.get(i);
            int count = bar.getInt("trades");
            if (bar.getInt("rev", 0) != i) return "revision " + i + " is " + bar;
            if (count <= seen || count > trades.size())
                return bar + " after " + seen + " of " + trades.size() + " trades";
            var made = trades.subList(1, count).stream().reduce(trades.get(0), Made::and);
            var close = trades.get(revisions.get(0).getInt("trades") - 1).close();
            if (!made.closing(close).fits(bar)) return bar + " instead of " + made.closing(close);
            seen = count;
        }
        return seen == trades.size() ? null : seen + " of " + trades.size() + " trades are in " + revisions;
    }

    private static Made made(Value trade) {
        var price = trade.data().getJsonNumber("price").bigDecimalValue();
        var volume = trade.data().getJsonNumber("volume").bigDecimalValue();
        return new Made(price, price, price, price, volume, price.multiply(volume), 1);
    }

    /** What trades add up to. */
    private record Made(
            BigDecimal open,
            BigDecimal high,
            BigDecimal low,
            BigDecimal close,
            BigDecimal volume,
            BigDecimal amount,
            int trades) {

        Made and(Made next) {
            return new Made(
                    open,
                    high.max(next.high),
                    low.min(next.low),
                    next.close,
                    volume.add(next.volume),
                    amount.add(next.amount),
                    trades + next.trades);
        }

        Made closing(BigDecimal price) {
            return new Made(open, high, low, price, volume, amount, trades);
        }

        boolean fits(JsonObject bar) {
            return Map.of("open", open, "high", high, "low", low, "close", close, "volume", volume, "amount", amount)
                            .entrySet()
                            .stream()
                            .allMatch(part -> Objects.requireNonNull(bar.getJsonNumber(part.getKey()))
                                            .bigDecimalValue()
                                            .compareTo(part.getValue())
                                    == 0)
                    && bar.getInt("trades") == trades;
        }
    }

    private void fault(String topic, String text) {
        findings.add(new Fault(Rule.TAPE, Entry.WITNESS, topic, 0, text));
    }
}
