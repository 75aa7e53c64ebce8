package argus.source.binance.wire;

import argus.source.DecodeException;
import argus.source.binance.wire.Frame.Acknowledged;
import argus.source.binance.wire.Frame.BookTicker;
import argus.source.binance.wire.Frame.BookTop;
import argus.source.binance.wire.Frame.Candle;
import argus.source.binance.wire.Frame.DayTicker;
import argus.source.binance.wire.Frame.DepthDiff;
import argus.source.binance.wire.Frame.Ending;
import argus.source.binance.wire.Frame.Execution;
import argus.source.binance.wire.Frame.Other;
import argus.source.binance.wire.Frame.Refused;
import argus.source.binance.wire.Frame.Row;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames of Binance's stream connections, with and without the envelope of combined streams. Source: Binance's
 * published "WebSocket Streams" for the spot market, and recorded frames of the spot market and both futures markets.
 */
public final class FrameDecoder {
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    /** A frame is far smaller, but for the list of 1,024 streams. */
    private static final int LONGEST = 1 << 20;

    private FrameDecoder() {}

    /** @throws DecodeException if the text is not a frame of Binance */
    public static Frame decode(String text) {
        if (text.length() > LONGEST) {
            throw new DecodeException("a frame of " + text.length() + " characters");
        }
        try (var reader = READERS.createReader(new StringReader(text))) {
            var json = reader.readObject();
            return json.containsKey("stream") ? data(Fields.object(json, "data")) : bare(json);
        } catch (DecodeException e) {
            throw e;
        } catch (RuntimeException e) { // the parser has several for bad input
            throw new DecodeException("not a JSON object: " + e.getMessage(), e);
        }
    }

    private static Frame bare(JsonObject json) {
        if (json.get("error") instanceof JsonObject error) {
            return refused(json, error);
        }
        if (json.containsKey("code") && json.containsKey("msg")) {
            return refused(json, json);
        }
        return json.containsKey("result") ? acknowledged(json) : data(json);
    }

    private static Refused refused(JsonObject json, JsonObject error) {
        long id = json.get("id") instanceof JsonNumber ? Fields.whole(json, "id") : -1;
        return new Refused(id, Fields.whole(error, "code"), Fields.text(error, "msg"));
    }

    private static Acknowledged acknowledged(JsonObject json) {
        var result = json.get("result");
        List<String> streams = result instanceof JsonArray array
                ? array.stream()
                        .filter(JsonString.class::isInstance)
                        .map(stream -> ((JsonString) stream).getString())
                        .toList()
                : List.of();
        return new Acknowledged(Fields.whole(json, "id"), streams);
    }

    private static Frame data(JsonObject json) {
        if (!json.containsKey("e")) {
            return bookTicker(json); // the spot market leaves its type out
        }
        var type = Fields.text(json, "e");
        return switch (type) {
            case "trade" -> execution(json);
            case "bookTicker" -> bookTicker(json);
            case "depthUpdate" -> depth(json);
            case "kline" -> candle(json);
            case "24hrTicker" -> ticker(
                    json,
                    new BookTop(
                            Fields.decimal(json, "b"),
                            Fields.decimal(json, "B"),
                            Fields.decimal(json, "a"),
                            Fields.decimal(json, "A")),
                    Fields.whole(json, "L"));
            case "24hrMiniTicker" -> ticker(json, null, -1);
            case "serverShutdown" -> new Ending(Fields.time(json, "E"));
            default -> new Other(type);
        };
    }

    private static Execution execution(JsonObject json) {
        return new Execution(
                Fields.pair(json),
                Fields.whole(json, "t"),
                Fields.decimal(json, "p"),
                Fields.decimal(json, "q"),
                Fields.time(json, "T"),
                Fields.time(json, "E"),
                Fields.flag(json, "m"));
    }

    private static BookTicker bookTicker(JsonObject json) {
        return new BookTicker(
                Fields.pair(json),
                Fields.whole(json, "u"),
                Fields.decimal(json, "b"),
                Fields.decimal(json, "B"),
                Fields.decimal(json, "a"),
                Fields.decimal(json, "A"),
                json.containsKey("E") ? Fields.time(json, "E") : null);
    }

    private static DepthDiff depth(JsonObject json) {
        long first = Fields.whole(json, "U");
        long last = Fields.whole(json, "u");
        if (last < first) {
            throw new DecodeException("u is before U");
        }
        return new DepthDiff(
                Fields.pair(json),
                Fields.time(json, "E"),
                first,
                last,
                json.containsKey("pu") ? Fields.whole(json, "pu") : null,
                Fields.levels(Fields.array(json, "b"), "b"),
                Fields.levels(Fields.array(json, "a"), "a"));
    }

    private static Candle candle(JsonObject json) {
        var k = Fields.object(json, "k");
        return new Candle(
                Fields.pair(json),
                Fields.text(k, "i"),
                Fields.time(k, "t"),
                Fields.whole(k, "L"),
                new Row(
                        Fields.decimal(k, "o"),
                        Fields.decimal(k, "h"),
                        Fields.decimal(k, "l"),
                        Fields.decimal(k, "c"),
                        Fields.decimal(k, "v"),
                        Fields.decimal(k, "q"),
                        Fields.whole(k, "n")),
                Fields.flag(k, "x"),
                Fields.time(json, "E"));
    }

    private static DayTicker ticker(JsonObject json, @Nullable BookTop top, long lastTrade) {
        return new DayTicker(
                Fields.pair(json),
                Fields.time(json, "E"),
                Fields.decimal(json, "c"),
                Fields.decimal(json, "o"),
                Fields.decimal(json, "h"),
                Fields.decimal(json, "l"),
                Fields.decimal(json, "v"),
                Fields.decimal(json, "q"),
                top,
                lastTrade);
    }
}
