package argus.protocol.request;

import argus.model.Column;
import argus.model.Columns;
import argus.model.DataType;
import argus.protocol.ErrorCode;
import argus.protocol.ProtocolException;
import argus.topic.Filter;
import argus.topic.Filter.Operator;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A filter as a client wrote it, before it is known what data it is to be asked of. */
sealed interface Condition {

    /**
     * The filter for the values of a data type.
     *
     * @throws ProtocolException if they have no such column, or one of another kind
     */
    Filter on(DataType type);

    /** All of its nodes. */
    record Every(List<Condition> nodes) implements Condition {
        @Override
        public Filter on(DataType type) {
            return new Filter.And(nodes.stream().map(node -> node.on(type)).toList());
        }
    }

    /** At least one of its nodes. */
    record Any(List<Condition> nodes) implements Condition {
        @Override
        public Filter on(DataType type) {
            return new Filter.Or(nodes.stream().map(node -> node.on(type)).toList());
        }
    }

    /** Not its node. */
    record Inverse(Condition node) implements Condition {
        @Override
        public Filter on(DataType type) {
            return new Filter.Not(node.on(type));
        }
    }

    /** A column compared with a number, a text or a truth value. */
    record Compared(Field field, Operator operator, Object operand) implements Condition {
        @Override
        public Filter on(DataType type) {
            return new Filter.Comparison(field.column(type, operand), operator, operand);
        }
    }

    /** A column that holds one of several numbers or texts. */
    record Listed(Field field, Set<?> operands) implements Condition {
        @Override
        public Filter on(DataType type) {
            return new Filter.OneOf(field.column(type, operands.iterator().next()), operands);
        }
    }

    /** A number that goes through a level. */
    record Crossed(Field field, boolean upwards, BigDecimal level) implements Condition {
        @Override
        public Filter on(DataType type) {
            return new Filter.Crossing(field.column(type, level), upwards, level);
        }
    }

    /**
     * What a client calls a column.
     *
     * @param names the first of them that a data type has is meant
     * @param path where it is named
     * @param valuePath where the constant is that it is compared with
     */
    record Field(List<String> names, String path, String valuePath) {

        /**
         * The column of a data type that is compared with a constant.
         *
         * @throws ProtocolException if there is none, or if it cannot be compared with that
         */
        Column column(DataType type, Object operand) {
            for (var name : names) {
                var column = Columns.find(type, name);
                if (column.isPresent()) {
                    return fitting(column.get(), operand);
                }
            }
            throw unknown("a " + type.wire() + " has no column " + String.join(", ", names), type);
        }

        private Column fitting(Column column, Object operand) {
            return switch (column.kind()) {
                case NUMBER -> fitting(column, operand instanceof BigDecimal, "a number");
                case TEXT -> fitting(column, operand instanceof String, "a text");
                case TRUTH -> fitting(column, operand instanceof Boolean, "true or false");
                case TIME, LEVELS -> throw Request.bad(column + " cannot be compared", path);
            };
        }

        private Column fitting(Column column, boolean fits, String kind) {
            if (!fits) {
                throw Request.bad(column + " is " + kind, valuePath);
            }
            return column;
        }

        private ProtocolException unknown(String text, DataType type) {
            return new ProtocolException(
                    ErrorCode.BAD_REQUEST,
                    text,
                    path,
                    null,
                    Map.of(
                            "supported",
                            Columns.of(type).stream().map(Column::name).toList()));
        }
    }
}
