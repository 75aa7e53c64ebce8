package argus.model;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.NOON;
import static argus.model.Events.bar;
import static argus.model.Events.decimal;
import static argus.model.Events.depth;
import static argus.model.Events.quote;
import static argus.model.Events.trade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.model.Column.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColumnsTest {
    private static final Map<DataType, MarketEvent> EVENTS = Map.of(
            DataType.QUOTE, quote(BITCOIN, NOON, "11.38"),
            DataType.TICK, new Tick(BITCOIN, NOON, "test", BigDecimal.ONE, BigDecimal.TEN, Side.SELL, "17"),
            DataType.TRADE, trade(BITCOIN, NOON, "93512.5", "0.00120000"),
            DataType.KLINE, bar(BITCOIN, NOON, "1.5", true, 2),
            DataType.DEPTH, depth(BITCOIN, NOON, 3, 4711));

    @ParameterizedTest
    @EnumSource
    void valuesAreOfTheKindOfTheirColumn(DataType type) {
        for (var column : Columns.of(type)) {
            var value = column.value(EVENTS.get(type));
            if (value != null) {
                assertThat(value).as(column.name()).isInstanceOf(javaClass(column.kind()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesAreUniqueAndBeginWithTheSymbolAndTheTime(DataType type) {
        var names = Columns.of(type).stream().map(Column::name).toList();
        assertThat(names).startsWith("symbol", "timestamp").doesNotHaveDuplicates();
        assertThat(new HashSet<>(names)).allMatch(name -> name.matches("[a-z_]+"));
    }

    @ParameterizedTest
    @EnumSource
    void columnIsFoundByItsName(DataType type) {
        for (var column : Columns.of(type)) {
            assertThat(Columns.find(type, column.toString())).containsSame(column);
        }
        assertThat(Columns.find(type, "Symbol")).isEmpty();
        assertThat(Columns.find(type, "nothing")).isEmpty();
    }

    @Test
    void columnOfOneTypeIsNotReadFromAnother() {
        var lastPrice = Columns.find(DataType.QUOTE, "last_price").orElseThrow();
        assertThatThrownBy(() -> lastPrice.value(EVENTS.get(DataType.TRADE))).isInstanceOf(ClassCastException.class);
    }

    @Test
    void derivedValuesAreExact() {
        assertThat(value(DataType.TRADE, "amount")).isEqualTo(decimal("112.215"));
        assertThat(value(DataType.KLINE, "trades")).isInstanceOf(BigDecimal.class);
        assertThat(value(DataType.KLINE, "rev")).isEqualTo(decimal("2"));
        assertThat(value(DataType.KLINE, "closed")).isEqualTo(true);
        assertThat(value(DataType.DEPTH, "sequence")).isEqualTo(decimal("4711"));
        var book = (Depth) EVENTS.get(DataType.DEPTH);
        assertThat(value(DataType.DEPTH, "max_bid"))
                .isEqualTo(book.bids().get(0).price());
        assertThat(value(DataType.DEPTH, "min_ask"))
                .isEqualTo(book.asks().get(0).price());
        assertThat(value(DataType.DEPTH, "bid_volume_total"))
                .isEqualTo(book.bids().stream().map(Depth.Level::volume).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    @Test
    void changeNeedsThePreviousClose() {
        assertThat(change("11.38", "11.40")).containsExactly(decimal("-0.02"), decimal("-0.1754"));
        assertThat(change("110", "100")).containsExactly(decimal("10"), decimal("10"));
        assertThat(change("1", "0")).containsExactly(decimal("1"), null);
        assertThat(change("1", null)).containsExactly(null, null);
    }

    private static List<Object> change(String last, String prevClose) {
        var quote = new Quote(
                BITCOIN,
                NOON,
                "test",
                decimal(last),
                prevClose == null ? null : decimal(prevClose),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        var values = new ArrayList<Object>();
        values.add(Columns.find(DataType.QUOTE, "change").orElseThrow().value(quote));
        values.add(Columns.find(DataType.QUOTE, "change_percent").orElseThrow().value(quote));
        return values;
    }

    private static Object value(DataType type, String name) {
        return Columns.find(type, name).orElseThrow().value(EVENTS.get(type));
    }

    private static Class<?> javaClass(Kind kind) {
        return switch (kind) {
            case NUMBER -> BigDecimal.class;
            case TEXT -> String.class;
            case TRUTH -> Boolean.class;
            case TIME -> Instant.class;
            case LEVELS -> List.class;
        };
    }
}
