package argus.topic;

import argus.model.BarPeriod;
import argus.model.DataType;
import argus.model.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * One stream of updates: {@code quote:000001.SZ}, {@code kline.1m:600519.SH}, {@code depth.5:AAPL.US}. Immutable; two
 * topics are equal when their texts are.
 */
public final class Topic {
    /** Levels of a depth topic that does not say how many. */
    public static final int DEFAULT_LEVELS = 5;

    private final DataType type;
    private final Symbol symbol;
    private final @Nullable BarPeriod period;
    private final int levels;
    private final String text;
    private final int hash;

    private Topic(DataType type, Symbol symbol, @Nullable BarPeriod period, int levels, String arg) {
        this.type = type;
        this.symbol = symbol;
        this.period = period;
        this.levels = levels;
        this.text = type.wire() + arg + ':' + symbol;
        this.hash = text.hashCode();
    }

    /** The topic of a type without argument. */
    public static Topic of(DataType type, Symbol symbol) {
        return switch (type) {
            case KLINE -> throw new IllegalArgumentException("a kline topic needs a period");
            case DEPTH -> depth(symbol, DEFAULT_LEVELS);
            default -> new Topic(type, symbol, null, 0, "");
        };
    }

    /** The bars of one period. */
    public static Topic kline(Symbol symbol, BarPeriod period) {
        return new Topic(DataType.KLINE, symbol, period, 0, "." + period.wire());
    }

    /** The order book down to so many levels. */
    public static Topic depth(Symbol symbol, int levels) {
        if (levels < 1) {
            throw new IllegalArgumentException("levels: " + levels);
        }
        return new Topic(DataType.DEPTH, symbol, null, levels, "." + levels);
    }

    public DataType type() {
        return type;
    }

    public Symbol symbol() {
        return symbol;
    }

    /** The period of a kline topic, otherwise null. */
    public @Nullable BarPeriod period() {
        return period;
    }

    /** The levels of a depth topic, otherwise 0. */
    public int levels() {
        return levels;
    }

    /** The name used in messages. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Topic that && hash == that.hash && text.equals(that.text));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return text;
    }
}
