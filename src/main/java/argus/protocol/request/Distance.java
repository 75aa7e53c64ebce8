package argus.protocol.request;

import static argus.protocol.request.Request.bad;

import argus.model.DataType;
import argus.protocol.request.Condition.Field;
import argus.topic.MinChange;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a value has to be from the one last sent, as a client wrote it. */
record Distance(Field field, BigDecimal by, boolean percent) {

    /** What a request names, or null. */
    static @Nullable Distance of(Request request) {
        var change = request.object("min_change");
        if (change == null) {
            return null;
        }
        var name = change.text("field");
        if (name == null) {
            throw bad("names no column", change.path("field"));
        }
        boolean percent = change.find("pct") != null;
        if (percent == (change.find("abs") != null)) {
            throw bad("is to have either pct or abs", change.path());
        }
        var member = percent ? "pct" : "abs";
        var by = change.number(member);
        if (by == null || by.signum() <= 0) {
            throw bad("is to be more than zero", change.path(member));
        }
        return new Distance(new Field(List.of(name), change.path("field"), change.path("field")), by, percent);
    }

    /** @throws argus.protocol.ProtocolException if the data type has no such number */
    MinChange on(DataType type) {
        return new MinChange(field.column(type, by), by, percent);
    }
}
