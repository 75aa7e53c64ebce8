package argus.model;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One member of the data of a data type: its name in messages and what it holds of an event. Immutable. */
public final class Column {
    private final String name;
    private final Kind kind;
    private final Function<MarketEvent, @Nullable Object> reader;

    /** What the values of a column are. */
    public enum Kind {
        /** {@link java.math.BigDecimal}. */
        NUMBER,
        /** {@link String}. */
        TEXT,
        /** {@link Boolean}. */
        TRUTH,
        /** {@link java.time.Instant}; in messages ISO-8601 with the offset of the symbol's market. */
        TIME,
        /** A list of {@link Depth.Level}, best first. */
        LEVELS
    }

    /** @param reader gives what the kind says; null where the event does not know it */
    Column(String name, Kind kind, Function<MarketEvent, @Nullable Object> reader) {
        this.name = name;
        this.kind = kind;
        this.reader = reader;
    }

    /** The name in messages. */
    public String name() {
        return name;
    }

    /** What the values are. */
    public Kind kind() {
        return kind;
    }

    /**
     * What it holds of an event, of the class that the kind says; null if unknown.
     *
     * @throws ClassCastException if the event is not of the column's data type
     */
    public @Nullable Object value(MarketEvent event) {
        return reader.apply(event);
    }

    @Override
    public String toString() {
        return name;
    }
}
