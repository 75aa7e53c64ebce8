package argus.topic;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.NOON;
import static argus.model.Events.bar;
import static argus.model.Events.decimal;
import static argus.model.Events.quote;
import static argus.model.Events.trade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.model.Column;
import argus.model.Columns;
import argus.model.DataType;
import argus.model.MarketEvent;
import argus.topic.Filter.And;
import argus.topic.Filter.Comparison;
import argus.topic.Filter.Crossing;
import argus.topic.Filter.Not;
import argus.topic.Filter.OneOf;
import argus.topic.Filter.Operator;
import argus.topic.Filter.Or;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FilterTest {
    private static final Column PRICE = column(DataType.QUOTE, "last_price");
    private static final Column VOLUME = column(DataType.QUOTE, "volume");
    private static final Column SIDE = column(DataType.TRADE, "direction");
    private static final Column CLOSED = column(DataType.KLINE, "closed");

    private static Column column(DataType type, String name) {
        return Columns.find(type, name).orElseThrow();
    }

    private static boolean passes(Filter filter, MarketEvent value) {
        return filter.passes(value, null);
    }

    @ParameterizedTest
    @CsvSource({
        "EQ,  11.0,  11,    true", "EQ,  11.01, 11,    false",
        "NE,  11.0,  11,    false", "NE,  11.01, 11,    true",
        "GT,  11,    11.0,  false", "GT,  11.01, 11.0,  true",
        "GTE, 11,    11.0,  true", "GTE, 10.99, 11.0,  false",
        "LT,  11,    11.0,  false", "LT,  10.99, 11.0,  true",
        "LTE, 11,    11.0,  true", "LTE, 11.01, 11.0,  false",
    })
    void numbersAreComparedAsDecimals(Operator operator, String actual, String constant, boolean passes) {
        assertThat(passes(new Comparison(PRICE, operator, decimal(constant)), quote(BITCOIN, NOON, actual)))
                .isEqualTo(passes);
    }

    @ParameterizedTest
    @EnumSource(Operator.class)
    void whatTheValueDoesNotKnowFailsEveryComparison(Operator operator) {
        var unknown = quote(BITCOIN, NOON, "10", null);
        assertThat(passes(new Comparison(VOLUME, operator, decimal("5")), unknown))
                .isFalse();
        assertThat(passes(new OneOf(VOLUME, Set.of(decimal("5"))), unknown)).isFalse();
        assertThat(new Crossing(VOLUME, true, decimal("5")).passes(unknown, quote(BITCOIN, NOON, "10", "1")))
                .isFalse();
        assertThat(new Crossing(VOLUME, true, decimal("5")).passes(quote(BITCOIN, NOON, "10", "6"), unknown))
                .isFalse();
    }

    @Test
    void textsAndTruthValuesAreEqualOrNot() {
        var bought = trade(BITCOIN, NOON, "10", "1");
        assertThat(passes(new Comparison(SIDE, Operator.EQ, "buy"), bought)).isTrue();
        assertThat(passes(new Comparison(SIDE, Operator.EQ, "sell"), bought)).isFalse();
        assertThat(passes(new Comparison(SIDE, Operator.NE, "sell"), bought)).isTrue();
        assertThat(passes(new Comparison(SIDE, Operator.NE, "buy"), bought)).isFalse();
        assertThat(passes(new Comparison(CLOSED, Operator.EQ, true), bar(BITCOIN, NOON, "10", true, 0)))
                .isTrue();
        assertThat(passes(new Comparison(CLOSED, Operator.NE, true), bar(BITCOIN, NOON, "10", true, 0)))
                .isFalse();
    }

    @Test
    void onlyNumbersHaveAnOrder() {
        assertThatThrownBy(() -> new Comparison(SIDE, Operator.GT, "buy")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Comparison(CLOSED, Operator.LTE, true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneOfSeveralIsFoundHoweverItIsSpelled() {
        var prices = new OneOf(PRICE, Set.of(decimal("10.50"), decimal("1E+2"), decimal("0.0")));
        assertThat(passes(prices, quote(BITCOIN, NOON, "10.5"))).isTrue();
        assertThat(passes(prices, quote(BITCOIN, NOON, "100.00"))).isTrue();
        assertThat(passes(prices, quote(BITCOIN, NOON, "0"))).isTrue();
        assertThat(passes(prices, quote(BITCOIN, NOON, "10.51"))).isFalse();
        var sides = new OneOf(SIDE, Set.of("buy", "neutral"));
        assertThat(passes(sides, trade(BITCOIN, NOON, "10", "1"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "true,  10,    10.01, true",
        "true,  9.99,  10.01, true",
        "true,  9.99,  10.00, false",
        "true,  10.01, 10.02, false",
        "true,  10.01, 9.99,  false",
        "false, 10,    9.99,  true",
        "false, 10.01, 9.99,  true",
        "false, 10.01, 10.00, false",
        "false, 9.99,  9.98,  false",
        "false, 9.99,  10.01, false",
    })
    void levelIsCrossedOnceTheValueIsBeyondIt(boolean upwards, String before, String now, boolean crossed) {
        assertThat(new Crossing(PRICE, upwards, decimal("10.0"))
                        .passes(quote(BITCOIN, NOON, now), quote(BITCOIN, NOON, before)))
                .isEqualTo(crossed);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void firstValueCrossesNothing(boolean upwards) {
        assertThat(passes(new Crossing(PRICE, upwards, decimal("10")), quote(BITCOIN, NOON, "11")))
                .isFalse();
        assertThat(passes(new Crossing(PRICE, upwards, decimal("10")), quote(BITCOIN, NOON, "9")))
                .isFalse();
    }

    @Test
    void partsAreJoined() {
        Filter cheap = new Comparison(PRICE, Operator.LT, decimal("10"));
        Filter much = new Comparison(VOLUME, Operator.GT, decimal("100"));
        var both = quote(BITCOIN, NOON, "9", "200");
        var one = quote(BITCOIN, NOON, "9", "50");
        var none = quote(BITCOIN, NOON, "11", "50");
        assertThat(passes(new And(List.of(cheap, much)), both)).isTrue();
        assertThat(passes(new And(List.of(cheap, much)), one)).isFalse();
        assertThat(passes(new Or(List.of(cheap, much)), one)).isTrue();
        assertThat(passes(new Or(List.of(cheap, much)), none)).isFalse();
        assertThat(passes(new Not(cheap), none)).isTrue();
        assertThat(passes(new Not(cheap), one)).isFalse();
    }

    @Test
    void valueBeforeReachesEveryPart() {
        Filter up = new Crossing(PRICE, true, decimal("10"));
        var before = quote(BITCOIN, NOON, "9");
        var now = quote(BITCOIN, NOON, "11");
        assertThat(new And(List.of(up, new Or(List.of(up)), new Not(new Not(up)))).passes(now, before))
                .isTrue();
    }

    @Test
    void filtersThatAskTheSameAreEqual() {
        assertThat(new Comparison(PRICE, Operator.GT, decimal("5")))
                .isEqualTo(new Comparison(PRICE, Operator.GT, decimal("5.00")))
                .hasSameHashCodeAs(new Comparison(PRICE, Operator.GT, decimal("5.00")))
                .isNotEqualTo(new Comparison(VOLUME, Operator.GT, decimal("5")))
                .isNotEqualTo(new Comparison(PRICE, Operator.GTE, decimal("5")));
        assertThat(new OneOf(PRICE, Set.of(decimal("1.0"), decimal("100"))))
                .isEqualTo(new OneOf(PRICE, Set.of(decimal("1E2"), decimal("1"))))
                .hasSameHashCodeAs(new OneOf(PRICE, Set.of(decimal("1E2"), decimal("1"))));
        assertThat(new Crossing(PRICE, true, decimal("1.0")))
                .isEqualTo(new Crossing(PRICE, true, decimal("1")))
                .isNotEqualTo(new Crossing(PRICE, false, decimal("1")));
    }

    @Test
    void distanceIsInAmountsOrInPercentOfTheValueSent() {
        assertThat(reached("0.05", false, "10.00", "10.04")).isFalse();
        assertThat(reached("0.05", false, "10.00", "10.05")).isTrue();
        assertThat(reached("0.05", false, "10.00", "9.95")).isTrue();
        assertThat(reached("0.1", true, "100", "100.09")).isFalse();
        assertThat(reached("0.1", true, "100", "100.1")).isTrue();
        assertThat(reached("0.1", true, "100", "99.9")).isTrue();
        assertThat(reached("0.1", true, "0", "0")).isFalse();
        assertThat(reached("0.1", true, "0", "0.0001")).isTrue();
    }

    @Test
    void numberThatComesOrGoesIsFarEnough() {
        var change = new MinChange(VOLUME, decimal("5"), false);
        assertThat(change.reached(quote(BITCOIN, NOON, "1", "1"), quote(BITCOIN, NOON, "1", null)))
                .isTrue();
        assertThat(change.reached(quote(BITCOIN, NOON, "1", null), quote(BITCOIN, NOON, "1", "1")))
                .isTrue();
        assertThat(change.reached(quote(BITCOIN, NOON, "1", null), quote(BITCOIN, NOON, "2", null)))
                .isFalse();
    }

    @Test
    void distancesThatAskTheSameAreEqual() {
        assertThat(new MinChange(PRICE, decimal("0.10"), true)).isEqualTo(new MinChange(PRICE, decimal("0.1"), true));
        assertThatThrownBy(() -> new MinChange(PRICE, decimal("0.0"), true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean reached(String by, boolean percent, String sent, @Nullable String now) {
        return new MinChange(PRICE, decimal(by), percent)
                .reached(quote(BITCOIN, NOON, now), quote(BITCOIN, NOON, sent));
    }
}
