package argus.source.binance.wire;

import argus.source.DecodeException;
import argus.source.binance.wire.Frame.Candle;
import argus.source.binance.wire.Frame.Row;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads answers of Binance's REST interface. Source: Binance's published "Public REST API" for the spot market. */
public final class RestDecoder {
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());
    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());
    /** Columns of a kline: open time, open, high, low, close, volume, close time, amount, trades. */
    private static final int KLINE_COLUMNS = 9;

    private static final int KLINE_AMOUNT = 7;
    private static final int KLINE_TRADES = 8;

    private RestDecoder() {}

    /** {@code GET /api/v3/depth}. @throws DecodeException if it is not that */
    public static BookSnapshot depth(String text) {
        return read(text, reader -> {
            var json = reader.readObject();
            return new BookSnapshot(
                    Fields.whole(json, "lastUpdateId"),
                    Fields.levels(Fields.array(json, "bids"), "bids"),
                    Fields.levels(Fields.array(json, "asks"), "asks"));
        });
    }

    /**
     * {@code GET /api/v3/klines}: bars of one pair, oldest first.
     *
     * @param now bars whose end lies after it are not closed
     * @throws DecodeException if it is not that
     */
    public static List<Candle> klines(String text, String pair, String interval, Instant now) {
        return read(text, reader -> {
            var candles = new ArrayList<Candle>();
            for (var row : reader.readArray()) {
                if (!(row instanceof JsonArray columns) || columns.size() < KLINE_COLUMNS) {
                    throw new DecodeException("a kline without its columns");
                }
                candles.add(candle(columns, pair, interval, now));
            }
            return candles;
        });
    }

    private static Candle candle(JsonArray columns, String pair, String interval, Instant now) {
        int column = 0;
        var open = Fields.time(columns.get(column++), "open time");
        var row = new Row(
                Fields.decimal(columns.get(column++), "open"),
                Fields.decimal(columns.get(column++), "high"),
                Fields.decimal(columns.get(column++), "low"),
                Fields.decimal(columns.get(column++), "close"),
                Fields.decimal(columns.get(column++), "volume"),
                Fields.decimal(columns.get(KLINE_AMOUNT), "amount"),
                Fields.whole(columns.get(KLINE_TRADES), "trades"));
        var end = Fields.time(columns.get(column), "close time");
        return new Candle(pair, interval, open, -1, row, end.isBefore(now), now);
    }

    /**
     * {@code GET /api/v3/exchangeInfo}: the pairs that are traded now. One that cannot be read is left out.
     *
     * @throws DecodeException if it is not that
     */
    public static List<PairInfo> pairs(String text) {
        var pairs = new ArrayList<PairInfo>();
        boolean found = false;
        try (var parser = PARSERS.createParser(new StringReader(text))) {
            if (parser.next() != JsonParser.Event.START_OBJECT) {
                throw new DecodeException("not a JSON object");
            }
            // not skipArray() or skipObject(): in Parsson they never end where the text is cut off
            for (int depth = 1; depth > 0; ) {
                switch (parser.next()) {
                    case START_OBJECT, START_ARRAY -> depth++;
                    case END_OBJECT, END_ARRAY -> depth--;
                    case KEY_NAME -> {
                        if (depth == 1 && parser.getString().equals("symbols")) {
                            pairs.addAll(symbols(parser));
                            found = true;
                        }
                    }
                    default -> {}
                }
            }
        } catch (DecodeException e) {
            throw e;
        } catch (RuntimeException e) { // the parser has several for bad input
            throw new DecodeException("not the pairs of an exchange: " + e.getMessage(), e);
        }
        if (!found) {
            throw new DecodeException("symbols is not a list");
        }
        return pairs;
    }

    private static List<PairInfo> symbols(JsonParser parser) {
        if (parser.next() != JsonParser.Event.START_ARRAY) {
            throw new DecodeException("symbols is not a list");
        }
        return parser.getArrayStream()
                .flatMap(entry -> pair(entry.asJsonObject()).stream())
                .toList();
    }

    /** The message of an answer other than 200, {@code {"code":-1121,"msg":"Invalid symbol."}}; empty if it has none. */
    public static Optional<String> fault(String text) {
        try {
            return read(text, reader -> Optional.of(Fields.text(reader.readObject(), "msg")));
        } catch (DecodeException e) {
            return Optional.empty(); // a proxy answers with a page
        }
    }

    private static Optional<PairInfo> pair(JsonObject json) {
        try {
            if (!Fields.text(json, "status").equals("TRADING")) {
                return Optional.empty();
            }
            return Optional.of(new PairInfo(
                    Fields.text(json, "symbol"),
                    Fields.text(json, "baseAsset"),
                    Fields.text(json, "quoteAsset"),
                    filter(json, "PRICE_FILTER", "tickSize"),
                    filter(json, "LOT_SIZE", "stepSize")));
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    private static BigDecimal filter(JsonObject json, String type, String member) {
        for (var filter : Fields.array(json, "filters")) {
            if (filter instanceof JsonObject rule
                    && Fields.text(rule, "filterType").equals(type)) {
                return Fields.decimal(rule, member);
            }
        }
        throw new DecodeException("no " + type);
    }

    private interface Reading<T> {
        T from(JsonReader reader);
    }

    private static <T> T read(String text, Reading<T> reading) {
        try (var reader = READERS.createReader(new StringReader(text))) {
            return reading.from(reader);
        } catch (DecodeException e) {
            throw e;
        } catch (RuntimeException e) { // the parser has several for bad input
            throw new DecodeException("not the JSON that was asked for: " + e.getMessage(), e);
        }
    }
}
