package argus.check;

import argus.check.Accepted.Stream;
import argus.check.Accepted.Value;
import org.jspecify.annotations.Nullable;

/** Whether a value is owed to who asked for a topic in some way. */
final class Owed {
    private Owed() {}

    /** @param reference the value sent last; null where nothing was sent */
    static boolean owes(Terms terms, Stream stream, Value value, @Nullable Value reference) {
        return passes(terms, stream, value)
                && (terms.minChange() == null
                        || reference == null
                        || Condition.changed(terms.minChange(), value.data(), reference.data()));
    }

    /** Whether a value passes the filter, if there is one. */
    static boolean passes(Terms terms, Stream stream, Value value) {
        var before = stream.at(value.seq() - 1);
        return terms.where() == null
                || Condition.passes(terms.where(), value.data(), before == null ? null : before.data());
    }
}
