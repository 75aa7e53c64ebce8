package argus.protocol;

import argus.model.MarketEvent;
import argus.protocol.json.IsoTime;
import argus.protocol.json.JsonText;
import argus.topic.Update;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Writes updates: the hot path. What it writes is a function of its arguments alone, so that one text serves every
 * session that is owed the same. Thread-safe.
 */
public final class ImageWriter {
    // a quote with fifteen members has about 520 characters
    private static final int USUAL_LENGTH = 640;

    private final IsoTime utc = new IsoTime(ZoneOffset.UTC);
    private final EventWriter events = new EventWriter();

    /**
     * The text of one update.
     *
     * @param pseq the sequence number of the update of this topic that the session was owed before; of no meaning for a
     *     snapshot
     * @param snapshot whether it is the present value rather than news
     */
    public String write(Update update, long pseq, boolean snapshot) {
        var out = new StringBuilder(USUAL_LENGTH);
        append(out, update, pseq, snapshot);
        return out.toString();
    }

    /** Appends the text that {@link #write} gives. */
    public void append(StringBuilder out, Update update, long pseq, boolean snapshot) {
        head(out, update);
        if (snapshot) {
            out.append(",\"snapshot\":true");
        } else {
            out.append(",\"pseq\":").append(pseq).append(",\"merged\":").append(update.seq() - pseq - 1);
        }
        tail(out, update);
        out.append('}');
    }

    /**
     * The text of a snapshot with history: the newest value as {@code data}, and {@code rows}.
     *
     * @param rows oldest first, the newest value last
     */
    public String snapshotRows(Update newest, List<? extends MarketEvent> rows) {
        var out = new StringBuilder(USUAL_LENGTH * (rows.size() + 1));
        head(out, newest);
        out.append(",\"snapshot\":true");
        tail(out, newest);
        out.append(",\"rows\":[");
        for (int i = 0; i < rows.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            events.append(out, rows.get(i));
        }
        return out.append("]}").toString();
    }

    /** The JSON object that stands as {@code data} in every message with this value. */
    public String data(MarketEvent event) {
        var out = new StringBuilder(USUAL_LENGTH);
        events.append(out, event);
        return out.toString();
    }

    /** Appends the object that {@link #data} gives. */
    public void appendData(StringBuilder out, MarketEvent event) {
        events.append(out, event);
    }

    private void head(StringBuilder out, Update update) {
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

    private void tail(StringBuilder out, Update update) {
        out.append(",\"ts\":").append(update.ts()).append(",\"timestamp\":\"");
        utc.append(out, update.ts());
        out.append("\",\"data\":");
        events.append(out, update.value());
    }
}
