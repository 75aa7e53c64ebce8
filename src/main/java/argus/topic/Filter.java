package argus.topic;

import argus.model.Column;
import argus.model.MarketEvent;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which values of a topic a subscriber is owed. Immutable and stateless. Two that ask the same in the same words are
 * equal, however their numbers are spelled, so that each is asked once for all that have it.
 */
public sealed interface Filter {

    /** @param before the value of the topic before this one, or null if it is the first */
    boolean passes(MarketEvent value, @Nullable MarketEvent before);

    /** Passes what all of its parts pass. */
    record And(List<Filter> parts) implements Filter {
        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean passes(MarketEvent value, @Nullable MarketEvent before) {
            for (var part : parts) {
                if (!part.passes(value, before)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Passes what at least one of its parts passes. */
    record Or(List<Filter> parts) implements Filter {
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean passes(MarketEvent value, @Nullable MarketEvent before) {
            for (var part : parts) {
                if (part.passes(value, before)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Passes what its part does not pass. */
    record Not(Filter part) implements Filter {
        @Override
        public boolean passes(MarketEvent value, @Nullable MarketEvent before) {
            return !part.passes(value, before);
        }
    }

    /**
     * Compares a column with a constant. What the value does not know fails, whatever the operator.
     *
     * @param operand a number, a text or a truth value; only numbers have an order
     */
    record Comparison(Column column, Operator operator, Object operand) implements Filter {
        public Comparison {
            operand = plain(operand);
            if (operator.ordering() && !(operand instanceof BigDecimal)) {
                throw new IllegalArgumentException(operator + " needs a number: " + operand);
            }
        }

        @Override
        public boolean passes(MarketEvent value, @Nullable MarketEvent before) {
            var actual = column.value(value);
            if (actual == null) {
                return false;
            }
            if (actual instanceof BigDecimal number && operand instanceof BigDecimal constant) {
                return operator.holds(number.compareTo(constant));
            }
            return actual.equals(operand) ? operator == Operator.EQ : operator == Operator.NE;
        }
    }

    /** Passes where a column holds one of several numbers or texts. */
    record OneOf(Column column, Set<?> operands) implements Filter {
        public OneOf {
            // ordered: 11.0 is found where 11 is meant
            Set<Object> ordered = new TreeSet<>();
            operands.forEach(operand -> ordered.add(plain(Objects.requireNonNull(operand))));
            operands = Collections.unmodifiableSet(ordered);
        }

        @Override
        public boolean passes(MarketEvent value, @Nullable MarketEvent before) {
            var actual = column.value(value);
            return actual != null && operands.contains(actual);
        }
    }

    /** Passes where a number goes through a level: it was not beyond it with the value before, and is now. */
    record Crossing(Column column, boolean upwards, BigDecimal level) implements Filter {
        public Crossing {
            level = level.stripTrailingZeros();
        }

        @Override
        public boolean passes(MarketEvent value, @Nullable MarketEvent before) {
            if (before == null
                    || !(column.value(value) instanceof BigDecimal now)
                    || !(column.value(before) instanceof BigDecimal then)) {
                return false;
            }
            return upwards
                    ? then.compareTo(level) <= 0 && now.compareTo(level) > 0
                    : then.compareTo(level) >= 0 && now.compareTo(level) < 0;
        }
    }

    /** How a column is compared. */
    enum Operator {
        EQ,
        NE,
        GT,
        GTE,
        LT,
        LTE;

        private final String wire = name().toLowerCase(Locale.ROOT);

        /** The lower-case name used in messages. */
        public String wire() {
            return wire;
        }

        /** Whether it asks which is greater. */
        public boolean ordering() {
            return this != EQ && this != NE;
        }

        boolean holds(int comparison) {
            return switch (this) {
                case EQ -> comparison == 0;
                case NE -> comparison != 0;
                case GT -> comparison > 0;
                case GTE -> comparison >= 0;
                case LT -> comparison < 0;
                case LTE -> comparison <= 0;
            };
        }
    }

    private static Object plain(Object operand) {
        return operand instanceof BigDecimal number ? number.stripTrailingZeros() : operand;
    }
}
