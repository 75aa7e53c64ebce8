package argus.protocol;

import argus.model.MarketEvent;
import argus.protocol.json.IsoTime;
import argus.protocol.json.JsonText;
import argus.topic.Shape;
import argus.topic.Update;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Writes updates: the hot path. What it writes is a function of its arguments alone, so that one text serves every
 * session that is owed the same. Thread-safe.
 */
public final class ImageWriter {
    private static final int USUAL_LENGTH = 640;

    private final IsoTime utc = new IsoTime(ZoneOffset.UTC);
    private final EventWriter events = new EventWriter();

    /** The texts of an update, in all the ways in which it may be told. */
    public UpdateTexts texts(Update update) {
        return new UpdateTexts(update, events, utc);
    }

    /**
     * The text of a snapshot with history: the newest value as {@code data}, and {@code rows}.
     *
     * @param rows oldest first, the newest value last
     */
    public String snapshotRows(Update newest, List<? extends MarketEvent> rows, Shape shape) {
        var out = new StringBuilder(USUAL_LENGTH * (rows.size() + 1));
        head(out, newest);
        out.append(",\"snapshot\":true");
        times(out, newest, shape);
        out.append(",\"timestamp\":\"");
        utc.append(out, newest.ts());
        out.append("\",\"data\":");
        part(out, newest.value(), shape);
        out.append(",\"rows\":[");
        for (int i = 0; i < rows.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            part(out, rows.get(i), shape);
        }
        return out.append("]}").toString();
    }

    /** The JSON object that stands as {@code data} in every message with the whole of this value. */
    public String data(MarketEvent event) {
        var out = new StringBuilder(USUAL_LENGTH);
        appendData(out, event);
        return out.toString();
    }

    /** Appends the object that {@link #data} gives. */
    public void appendData(StringBuilder out, MarketEvent event) {
        events.append(out, event);
    }

    private void part(StringBuilder out, MarketEvent event, Shape shape) {
        if (shape.fields().isEmpty()) {
            events.append(out, event);
        } else {
            var whole = new StringBuilder(USUAL_LENGTH);
            var ends = events.append(whole, event);
            new EventText(event, whole.toString(), 0, ends).append(out, shape.fields());
        }
    }

    static void head(StringBuilder out, Update update) {
        var topic = update.topic();
        out.append(
                switch (topic.type()) {
                    case QUOTE -> "{\"type\":\"market_data\",\"topic\":";
                    case TICK -> "{\"type\":\"tick_data\",\"topic\":";
                    case TRADE -> "{\"type\":\"trade_data\",\"topic\":";
                    case KLINE -> "{\"type\":\"kline_data\",\"topic\":";
                    case DEPTH -> "{\"type\":\"depth_data\",\"topic\":";
                });
        JsonText.string(out, topic.text());
        out.append(",\"seq\":").append(update.seq());
    }

    static void times(StringBuilder out, Update update, Shape shape) {
        out.append(",\"ts\":").append(update.ts());
        if (shape.sourceTime()) {
            out.append(",\"src_ts\":").append(update.value().time().toEpochMilli());
        }
        if (shape.arrivalTime()) {
            out.append(",\"in_ts\":").append(update.arrivedTs());
        }
    }
}
