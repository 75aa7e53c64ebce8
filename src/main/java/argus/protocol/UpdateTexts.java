package argus.protocol;

import argus.model.MarketEvent;
import argus.protocol.json.IsoTime;
import argus.topic.Shape;
import argus.topic.Update;
import org.jspecify.annotations.Nullable;

/**
 * All texts of one update, whose data is written once for all of them: with the first whole text, or when a part is asked
 * for before. A race writes it twice, which is harmless. Thread-safe.
 */
public final class UpdateTexts {
    // a quote with fifteen members has about 520 characters
    private static final int USUAL_LENGTH = 640;

    private final Update update;
    private final EventWriter events;
    private final IsoTime utc;

    // not volatile: its fields are final, so a thread that sees it sees all of it, and one that does not makes another
    private @Nullable EventText data;

    UpdateTexts(Update update, EventWriter events, IsoTime utc) {
        this.update = update;
        this.events = events;
        this.utc = utc;
    }

    /** The present value rather than news. */
    public ImageText snapshot(Shape shape) {
        var out = begin();
        out.append(",\"snapshot\":true");
        return end(out, null, shape);
    }

    /**
     * What has changed.
     *
     * @param pseq the sequence number of the update of this topic that was sent before
     * @param merged how many updates in between were owed and are not sent by themselves
     * @param base the value at {@code pseq} if a patch of it is to be told, or null for the whole value
     */
    public ImageText news(long pseq, long merged, @Nullable MarketEvent base, Shape shape) {
        var out = begin();
        out.append(",\"pseq\":").append(pseq).append(",\"merged\":").append(merged);
        return end(out, base, shape);
    }

    private StringBuilder begin() {
        var out = new StringBuilder(USUAL_LENGTH);
        ImageWriter.head(out, update);
        return out;
    }

    private ImageText end(StringBuilder out, @Nullable MarketEvent base, Shape shape) {
        ImageWriter.times(out, update, shape);
        int from = out.length();
        out.append(",\"timestamp\":\"");
        utc.append(out, update.ts());
        out.append('"');
        int to = out.length();
        out.append(base == null ? ",\"data\":" : ",\"d\":");
        var known = data;
        if (known == null && base == null && shape.fields().isEmpty()) {
            int start = out.length();
            var ends = events.append(out, update.value());
            var text = out.append('}').toString();
            data = new EventText(update.value(), text, start, ends);
            return new ImageText(text, from, to);
        }
        var whole = known == null ? alone() : known;
        if (base == null) {
            whole.append(out, shape.fields());
        } else {
            whole.appendPatch(out, base, shape.fields());
        }
        return new ImageText(out.append('}').toString(), from, to);
    }

    private EventText alone() {
        var out = new StringBuilder(USUAL_LENGTH);
        var ends = events.append(out, update.value());
        var made = new EventText(update.value(), out.toString(), 0, ends);
        data = made;
        return made;
    }
}
