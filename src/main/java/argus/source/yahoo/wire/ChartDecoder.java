package argus.source.yahoo.wire;

import argus.source.DecodeException;
import argus.source.yahoo.wire.Chart.Row;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads answers of {@code /v8/finance/chart}. Stateless. */
public final class ChartDecoder {
    private ChartDecoder() {}

    /**
     * @return empty where Yahoo has no such symbol, or nothing of it in that range
     * @throws DecodeException if it is no such answer
     */
    public static Optional<Chart> decode(byte[] body) {
        return Fields.read(body, answer -> {
            var chart = answer.getJsonObject("chart");
            var results = chart.get("result");
            if (results instanceof JsonArray array && !array.isEmpty()) {
                return Optional.of(chart(array.getJsonObject(0)));
            }
            if (chart.get("error") instanceof JsonObject) {
                return Optional.empty();
            }
            throw new DecodeException("neither a chart nor an error: " + DecodeException.shown(body));
        });
    }

    private static Chart chart(JsonObject result) {
        var meta = result.getJsonObject("meta");
        var unit = Unit.of(Fields.requiredText(meta, "currency"));
        var name = Fields.text(meta, "longName");
        var granularity = Fields.text(meta, "dataGranularity");
        var bars = bars(result, unit);
        var last = bars.isEmpty() ? null : bars.get(bars.size() - 1);
        var price = Fields.price(meta, "regularMarketPrice", unit);
        var time = Fields.time(meta, "regularMarketTime");
        if (price == null || time == null) {
            if (last == null) {
                throw new DecodeException("neither a price nor a bar");
            }
            price = last.close(); // as in answers of 2017
            time = last.time();
        }
        return new Chart(
                Fields.requiredText(meta, "symbol"),
                unit.currency(),
                name == null ? Fields.text(meta, "shortName") : name,
                Fields.zone(meta),
                price,
                time,
                Fields.price(meta, "regularMarketDayHigh", unit),
                Fields.price(meta, "regularMarketDayLow", unit),
                Fields.number(meta.get("regularMarketVolume")),
                Fields.price(meta, "chartPreviousClose", unit),
                Fields.price(meta, "previousClose", unit),
                regularEnd(meta),
                granularity == null ? "" : granularity,
                bars);
    }

    private static @Nullable Instant regularEnd(JsonObject meta) {
        return meta.get("currentTradingPeriod") instanceof JsonObject periods
                        && periods.get("regular") instanceof JsonObject regular
                ? Fields.time(regular, "end")
                : null;
    }

    private static List<Row> bars(JsonObject result, Unit unit) {
        var bars = new ArrayList<Row>();
        if (result.get("timestamp") instanceof JsonArray times) {
            var quote = result.getJsonObject("indicators").getJsonArray("quote").getJsonObject(0);
            for (int i = 0; i < times.size(); i++) {
                var open = price(quote, "open", i, unit);
                var high = price(quote, "high", i, unit);
                var low = price(quote, "low", i, unit);
                var close = price(quote, "close", i, unit);
                if (open != null && high != null && low != null && close != null) {
                    var time = Fields.time((JsonNumber) times.get(i));
                    var volume = Fields.number(element(quote, "volume", i));
                    bars.add(new Row(time, open, high, low, close, volume == null ? BigDecimal.ZERO : volume));
                }
            }
        }
        return bars;
    }

    private static @Nullable BigDecimal price(JsonObject quote, String name, int index, Unit unit) {
        var number = Fields.number(element(quote, name, index));
        return number == null || number.signum() <= 0 ? null : unit.price(number);
    }

    private static @Nullable JsonValue element(JsonObject quote, String name, int index) {
        return quote.get(name) instanceof JsonArray array && index < array.size() ? array.get(index) : null;
    }
}
