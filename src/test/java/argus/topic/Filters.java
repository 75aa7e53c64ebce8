package argus.topic;

import argus.model.Column;
import argus.model.Columns;
import argus.model.DataType;
import argus.model.Quote;
import argus.model.Symbol;
import argus.topic.Filter.Comparison;
import argus.topic.Filter.Crossing;
import argus.topic.Filter.Not;
import argus.topic.Filter.OneOf;
import argus.topic.Filter.Operator;
import argus.topic.Filter.Or;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Filters of quotes, and quotes for them, made up for properties. */
public final class Filters {
    private static final List<Column> NUMBERS = columns(Column.Kind.NUMBER);
    private static final List<Column> TEXTS = columns(Column.Kind.TEXT);
    private static final List<String> WORDS = List.of("BTC-USD", "AAPL.US", "simulated", "", "\u2028 \"ü\\");

    private Filters() {}

    /** Any filter of quotes with at most so many levels. */
    public static Arbitrary<Filter> any(int levels) {
        if (levels == 1) {
            return single();
        }
        var parts = any(levels - 1).list().ofMinSize(1).ofMaxSize(3);
        return Arbitraries.frequencyOf(
                Tuple.of(3, single()),
                Tuple.of(1, parts.map(Filter.And::new)),
                Tuple.of(1, parts.map(Or::new)),
                Tuple.of(1, any(levels - 1).map(Not::new)));
    }

    /** Any quote; much in it is unknown. */
    public static Arbitrary<Quote> quotes() {
        return Combinators.combine(number(), number().injectNull(0.3), number().injectNull(0.3))
                .as((last, prevClose, volume) -> new Quote(
                        new Symbol("BTC-USD"),
                        Instant.EPOCH,
                        "simulated",
                        last,
                        prevClose,
                        null,
                        null,
                        null,
                        volume,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    private static Arbitrary<Filter> single() {
        var words = Arbitraries.of(WORDS);
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of(NUMBERS), Arbitraries.of(Operator.class), number())
                        .as(Comparison::new),
                Combinators.combine(Arbitraries.of(TEXTS), Arbitraries.of(Operator.EQ, Operator.NE), words)
                        .as(Comparison::new),
                Combinators.combine(
                                Arbitraries.of(NUMBERS),
                                number().set().ofMinSize(1).ofMaxSize(5))
                        .as(OneOf::new),
                Combinators.combine(
                                Arbitraries.of(TEXTS), words.set().ofMinSize(1).ofMaxSize(3))
                        .as(OneOf::new),
                Combinators.combine(Arbitraries.of(NUMBERS), Arbitraries.of(true, false), number())
                        .as(Crossing::new));
    }

    /** Few different numbers, in many spellings. */
    private static Arbitrary<BigDecimal> number() {
        return Combinators.combine(
                        Arbitraries.integers().between(-300, 300),
                        Arbitraries.integers().between(-2, 3))
                .as((unscaled, scale) -> BigDecimal.valueOf(unscaled, scale));
    }

    private static List<Column> columns(Column.Kind kind) {
        return Columns.of(DataType.QUOTE).stream()
                .filter(column -> column.kind() == kind)
                .toList();
    }
}
