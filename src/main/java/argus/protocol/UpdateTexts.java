package argus.protocol;

import argus.model.MarketEvent;
import argus.protocol.json.IsoTime;
import argus.topic.Shape;
import argus.topic.Update;
import org.jspecify.annotations.Nullable;

/** All texts of one update, whose data is written once for all of them. Immutable. */
public final class UpdateTexts {
    private static final int USUAL_HEAD = 256;

    private final Update update;
    private final EventText data;
    private final IsoTime utc;

    UpdateTexts(Update update, EventText data, IsoTime utc) {
        this.update = update;
        this.data = data;
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
        var out = new StringBuilder(USUAL_HEAD + data.length());
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
        if (base == null) {
            data.append(out.append(",\"data\":"), shape.fields());
        } else {
            data.appendPatch(out.append(",\"d\":"), base, shape.fields());
        }
        return new ImageText(out.append('}').toString(), from, to);
    }
}
