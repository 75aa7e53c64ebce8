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
    // a quote with fifteen members has about 380 characters
    private static final int USUAL_LENGTH = 448;

    private static final Member[][] MEMBERS = Arrays.stream(DataType.values())
            .map(Columns::of)
            .map(columns -> columns.stream().map(Member::new).toArray(Member[]::new))
            .toArray(Member[][]::new);

    private final IsoTime[] times = Arrays.stream(Market.values())
            .map(market -> new IsoTime(market.zone()))
            .toArray(IsoTime[]::new);

    /** A column with what stands before its value. Every event has a symbol, and it comes first. */
    record Member(Column column, String prefix) {
        Member(Column column) {
            this(column, (column.name().equals("symbol") ? "\"" : ",\"") + column.name() + "\":");
        }

        /** Whether it is wanted where only these fields are; none means all. */
        boolean isAmong(List<String> fields) {
            return fields.isEmpty() || prefix.charAt(0) == '"' || fields.contains(column.name());
        }
    }

    /** Appends the data of an event. @param fields names of the columns wanted beside the symbol; empty for all */
    void append(StringBuilder out, MarketEvent event, List<String> fields) {
        out.append('{');
        for (var member : members(event)) {
            if (member.isAmong(fields)) {
                append(out, member, event);
            }
        }
        out.append('}');
    }

    /** Writes the data of an event for many readers. */
    EventText text(MarketEvent event) {
        var members = members(event);
        var ends = new int[members.length];
        var out = new StringBuilder(USUAL_LENGTH).append('{');
        for (int i = 0; i < members.length; i++) {
            append(out, members[i], event);
            ends[i] = out.length();
        }
        return new EventText(event, members, out.append('}').toString(), ends);
    }

    private void append(StringBuilder out, Member member, MarketEvent event) {
        var value = member.column.value(event);
        if (value != null) {
            value(out.append(member.prefix), value, event);
        }
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

    private static Member[] members(MarketEvent event) {
        return MEMBERS[type(event).ordinal()];
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
}
