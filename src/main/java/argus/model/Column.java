package argus.model;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One member of the data of a data type: its name in messages and what it holds of an event. Immutable. */
public final class Column {
    private final String name;
    private final Function<MarketEvent, @Nullable Object> reader;

    /** @param reader gives a number, a text, a truth value or a list; null where the event does not know it */
    Column(String name, Function<MarketEvent, @Nullable Object> reader) {
        this.name = name;
        this.reader = reader;
    }

    /** The name in messages. */
    public String name() {
        return name;
    }

    /** What it holds of an event of its type: {@link java.math.BigDecimal}, {@link String}, {@link Boolean} or a list; null if unknown. */
    public @Nullable Object value(MarketEvent event) {
        return reader.apply(event);
    }

    @Override
    public String toString() {
        return name;
    }
}
