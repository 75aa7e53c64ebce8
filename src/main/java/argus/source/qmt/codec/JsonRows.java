package argus.source.qmt.codec;

import argus.source.DecodeException;
import jakarta.json.Json;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one JSON text of a bridge. A row stands under its code, alone (whole quote) or in a list (realtime), at the
 * top or in the member {@code data} of an envelope. What else stands at the top is kept as remarks: {@code success},
 * {@code status}, {@code detail} and the like. Stateless.
 */
final class JsonRows {
    /** In the place of null within a list. */
    static final Object NULL = new Object();

    private static final String DATA = "data";
    private static final int MOST_ITEMS = 64;

    private final List<QmtRow> rows = new ArrayList<>();
    private final Map<String, String> remarks = new LinkedHashMap<>();
    private final JsonParser parser;

    private JsonRows(JsonParser parser) {
        this.parser = parser;
    }

    /** @param remarks scalars beside the rows, by name */
    record Read(List<QmtRow> rows, Map<String, String> remarks) {}

    /** @throws DecodeException if the text is not a JSON object */
    static Read of(String text) {
        try (var parser = Json.createParser(new StringReader(text))) {
            var rows = new JsonRows(parser);
            if (parser.next() != Event.START_OBJECT) {
                throw new DecodeException("not a JSON object");
            }
            rows.codes(true);
            if (parser.hasNext()) {
                throw new DecodeException("more than one JSON value");
            }
            return new Read(rows.rows, rows.remarks);
        } catch (DecodeException e) {
            throw e;
        } catch (RuntimeException e) { // the parser has several for what is not JSON
            throw new DecodeException("not JSON: " + e.getMessage(), e);
        }
    }

    private void codes(boolean top) {
        while (parser.next() != Event.END_OBJECT) {
            var name = parser.getString();
            var value = parser.next();
            if (value == Event.START_OBJECT && top && name.equals(DATA)) {
                codes(false);
            } else if (value == Event.START_OBJECT && name.indexOf('.') > 0) {
                rows.add(row(name));
            } else if (value == Event.START_ARRAY && name.indexOf('.') > 0) {
                list(name);
            } else if (value == Event.START_OBJECT || value == Event.START_ARRAY) {
                skip();
            } else if (top) {
                remarks.put(name, scalar(value));
            }
        }
    }

    private void list(String code) {
        for (var item = parser.next(); item != Event.END_ARRAY; item = parser.next()) {
            if (item != Event.START_OBJECT) {
                throw new DecodeException("a row of " + code + " is not an object");
            }
            rows.add(row(code));
        }
    }

    private QmtRow row(String code) {
        var fields = new HashMap<String, Object>();
        while (parser.next() != Event.END_OBJECT) {
            var name = parser.getString();
            var value = value(parser.next());
            if (value != null) {
                fields.put(name, value);
            }
        }
        return new QmtRow(code, fields);
    }

    private @Nullable Object value(Event event) {
        return switch (event) {
            case START_ARRAY -> items();
            case START_OBJECT -> {
                skip();
                yield null;
            }
            case VALUE_NULL -> null;
            default -> scalar(event);
        };
    }

    private List<Object> items() {
        var items = new ArrayList<Object>();
        for (var event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
            var item = value(event);
            if (items.size() < MOST_ITEMS) {
                items.add(Objects.requireNonNullElse(item, NULL));
            }
        }
        return items;
    }

    private String scalar(Event event) {
        return switch (event) {
            case VALUE_STRING, VALUE_NUMBER -> parser.getString();
            case VALUE_TRUE -> "true";
            case VALUE_FALSE -> "false";
            default -> "null";
        };
    }

    /** Passes over what has just begun, however deep it goes. */
    private void skip() {
        for (int depth = 1; depth > 0; ) {
            var event = parser.next();
            if (event == Event.START_OBJECT || event == Event.START_ARRAY) {
                depth++;
            } else if (event == Event.END_OBJECT || event == Event.END_ARRAY) {
                depth--;
            }
        }
    }
}
