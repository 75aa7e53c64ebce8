package argus.protocol;

import argus.model.Bar;
import argus.model.Column;
import argus.model.Columns;
import argus.model.DataType;
import argus.model.Depth;
import argus.model.Market;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.model.Trade;
import argus.protocol.json.IsoTime;
import argus.protocol.json.JsonText;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Writes market events as the {@code data} of messages, column by column. What a source does not know is left out.
 * Thread-safe.
 */
final class EventWriter {
    private static final Member[][] MEMBERS = Arrays.stream(DataType.values())
            .map(Columns::of)
            .map(columns -> columns.stream().map(Member::new).toArray(Member[]::new))
            .toArray(Member[][]::new);

    private final IsoTime[] times = Arrays.stream(Market.values())
            .map(market -> new IsoTime(market.zone()))
            .toArray(IsoTime[]::new);

    void append(StringBuilder out, MarketEvent event) {
        out.append('{');
        for (var member : MEMBERS[type(event).ordinal()]) {
            var value = member.column.value(event);
            if (value != null) {
                out.append(member.prefix);
                value(out, value, event);
            }
        }
        out.append('}');
    }

    private void value(StringBuilder out, Object value, MarketEvent event) {
        if (value instanceof BigDecimal number) {
            JsonText.decimal(out, number);
        } else if (value instanceof String text) {
            JsonText.string(out, text);
        } else if (value instanceof Instant time) {
            out.append('"');
            times[event.symbol().market().ordinal()].append(out, time);
            out.append('"');
        } else if (value instanceof Boolean truth) {
            out.append(truth.booleanValue());
        } else {
            levels(out, (List<?>) value);
        }
    }

    private static void levels(StringBuilder out, List<?> levels) {
        out.append('[');
        for (int i = 0; i < levels.size(); i++) {
            var level = (Depth.Level) levels.get(i);
            JsonText.decimal(out.append(i == 0 ? "[" : ",["), level.price());
            JsonText.decimal(out.append(','), level.volume());
            out.append(']');
        }
        out.append(']');
    }

    private static DataType type(MarketEvent event) {
        if (event instanceof Quote) {
            return DataType.QUOTE;
        }
        if (event instanceof Depth) {
            return DataType.DEPTH;
        }
        if (event instanceof Bar) {
            return DataType.KLINE;
        }
        return event instanceof Trade ? DataType.TRADE : DataType.TICK;
    }

    /** A column with what stands before its value. */
    private record Member(Column column, String prefix) {
        Member(Column column) {
            this(column, (column.name().equals("symbol") ? "\"" : ",\"") + column.name() + "\":");
        }
    }
}
