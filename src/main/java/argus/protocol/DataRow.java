package argus.protocol;

import argus.model.Depth;
import argus.protocol.EventWriter.Member;
import argus.protocol.json.IsoTime;
import argus.protocol.json.JsonText;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members of one {@code data}, written one after another, each call the next. For one thread. */
final class DataRow {
    private final StringBuilder out;
    private final Member[] members;
    private final int[] ends;
    private int next;

    /** Appends to this buffer. @param members what is going to be written */
    DataRow(StringBuilder out, Member[] members) {
        this.out = out;
        this.members = members;
        this.ends = new int[members.length];
    }

    /** Where each member ends; one that was left out ends where the one before does. */
    int[] ends() {
        return ends;
    }

    /** @param value null leaves the member out */
    void number(@Nullable BigDecimal value) {
        if (value != null) {
            JsonText.decimal(name(), value);
        }
        end();
    }

    void whole(long value) {
        name().append(value);
        end();
    }

    void text(String value) {
        JsonText.string(name(), value);
        end();
    }

    void truth(boolean value) {
        name().append(value);
        end();
    }

    void time(Instant value, IsoTime form) {
        form.append(name().append('"'), value);
        out.append('"');
        end();
    }

    void levels(List<Depth.Level> levels) {
        name().append('[');
        for (int i = 0; i < levels.size(); i++) {
            var level = levels.get(i);
            JsonText.decimal(out.append(i == 0 ? "[" : ",["), level.price());
            JsonText.decimal(out.append(','), level.volume());
            out.append(']');
        }
        out.append(']');
        end();
    }

    private StringBuilder name() {
        return out.append(members[next].prefix());
    }

    private void end() {
        ends[next++] = out.length();
    }
}
