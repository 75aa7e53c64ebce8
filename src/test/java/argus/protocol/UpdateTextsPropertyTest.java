package argus.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Bar;
import argus.model.BarPeriod;
import argus.model.Column;
import argus.model.Columns;
import argus.model.DataType;
import argus.model.Depth;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.model.Side;
import argus.model.Tick;
import argus.model.Trade;
import argus.topic.Shape;
import argus.topic.Topic;
import argus.topic.Update;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Parts and patches are held against what another implementation of JSON makes of the whole. */
class UpdateTextsPropertyTest {
    private final ImageWriter writer = new ImageWriter();

    /** Two values of a topic, and what a client wants of them. */
    record Pair(Topic topic, MarketEvent before, MarketEvent after, List<String> fields) {}

    /** An event with its type. */
    record Valued(DataType type, MarketEvent event) {}

    @Property
    void patchOfTheValueBeforeGivesExactlyThisOne(@ForAll("pairs") Pair pair) {
        var before = data(pair, pair.before);
        var after = data(pair, pair.after);
        var patch = parsed(text(pair, pair.after, pair.before)).get("d");
        assertThat(Json.createMergePatch(patch).apply(before)).isEqualTo(after);
        assertThat(patch.asJsonObject())
                .allSatisfy((name, value) ->
                        assertThat(before.getOrDefault(name, JsonValue.NULL)).isNotEqualTo(value));
    }

    @Property
    void partIsTheWholeWithoutTheOtherFields(@ForAll("pairs") Pair pair) {
        var whole = parsed(writer.data(pair.after));
        var expected = Json.createObjectBuilder();
        whole.forEach((name, value) -> {
            if (name.equals("symbol") || pair.fields.isEmpty() || pair.fields.contains(name)) {
                expected.add(name, value);
            }
        });
        var part = data(pair, pair.after);
        assertThat(part).isEqualTo(expected.build());
        assertThat(part.keySet())
                .containsExactlyElementsOf(
                        whole.keySet().stream().filter(part::containsKey).toList());
    }

    @Property
    void dataIsWhatTheColumnsHoldInTheirOrder(@ForAll("valued") Valued valued) {
        var event = valued.event;
        var type = valued.type;
        var data = parsed(writer.data(event));
        var known = Columns.of(type).stream()
                .filter(column -> column.value(event) != null)
                .toList();
        assertThat(data.keySet())
                .containsExactlyElementsOf(known.stream().map(Column::name).toList());
        for (var column : known) {
            assertThat(read(column, data.get(column.name()))).as(column.name()).isEqualTo(column.value(event));
        }
    }

    private JsonObject data(Pair pair, MarketEvent value) {
        return parsed(text(pair, value, null)).getJsonObject("data");
    }

    private String text(Pair pair, MarketEvent value, @Nullable MarketEvent base) {
        return writer.texts(new Update(pair.topic, 9, Samples.TS, value))
                .news(8, 0, base, new Shape(pair.fields, true, false, false))
                .text();
    }

    /** What a member says, read as its column says. */
    private static Object read(Column column, JsonValue json) {
        return switch (column.kind()) {
            case NUMBER -> ((JsonNumber) json).bigDecimalValue();
            case TEXT -> ((JsonString) json).getString();
            case TRUTH -> json.equals(JsonValue.TRUE);
            case TIME -> OffsetDateTime.parse(((JsonString) json).getString()).toInstant();
            case LEVELS -> json.asJsonArray().stream()
                    .map(JsonValue::asJsonArray)
                    .map(level -> new Depth.Level(
                            level.getJsonNumber(0).bigDecimalValue(),
                            level.getJsonNumber(1).bigDecimalValue()))
                    .toList();
        };
    }

    @Provide
    Arbitrary<Valued> valued() {
        return Arbitraries.oneOf(
                quotes().map(event -> new Valued(DataType.QUOTE, event)),
                books().map(event -> new Valued(DataType.DEPTH, event)),
                bars().map(event -> new Valued(DataType.KLINE, event)),
                trades().map(event -> new Valued(DataType.TRADE, event)),
                ticks().map(event -> new Valued(DataType.TICK, event)));
    }

    private static Arbitrary<Trade> trades() {
        return Combinators.combine(numbers(), numbers(), Arbitraries.of(Side.values()), Arbitraries.strings())
                .as((price, volume, side, id) -> new Trade(Samples.BITCOIN, Samples.NOW, "s", price, volume, side, id));
    }

    private static Arbitrary<Tick> ticks() {
        return trades().map(trade ->
                new Tick(trade.symbol(), trade.time(), "s", trade.price(), trade.volume(), trade.side(), trade.id()));
    }

    @Provide
    Arbitrary<Pair> pairs() {
        return Arbitraries.oneOf(
                pairs(Samples.quoteTopic(), quotes()),
                pairs(Topic.depth(Samples.APPLE, 5), books()),
                pairs(Topic.kline(Samples.PING_AN, BarPeriod.M1), bars()));
    }

    private static Arbitrary<Pair> pairs(Topic topic, Arbitrary<? extends MarketEvent> values) {
        var names = Columns.of(topic.type()).stream().map(Column::name).toList();
        var fields = Arbitraries.oneOf(
                Arbitraries.just(List.<String>of()),
                Arbitraries.subsetOf(names).map(List::copyOf),
                Arbitraries.subsetOf("last_price", "bids", "rev", "volume").map(List::copyOf));
        return Combinators.combine(values, values, fields)
                .as((before, after, chosen) -> new Pair(topic, before, after, chosen));
    }

    /** Few different ones, so that two often are the same. */
    private static Arbitrary<BigDecimal> numbers() {
        return Arbitraries.of("0", "1", "1.0", "1.00", "-0.25", "11.38", "11.380", "123456789012345678901.5")
                .map(BigDecimal::new);
    }

    private static Arbitrary<Quote> quotes() {
        var sometimes = numbers().injectNull(0.4).list().ofSize(10);
        return Combinators.combine(numbers(), sometimes, Arbitraries.of("a", "b\"\\ \u00e9"), Arbitraries.of(0, 1, 60))
                .as((last, rest, source, second) -> new Quote(
                        Samples.PING_AN,
                        Samples.NOW.plusSeconds(second),
                        source,
                        last,
                        rest.get(0),
                        rest.get(1),
                        rest.get(2),
                        rest.get(3),
                        rest.get(4),
                        rest.get(5),
                        rest.get(6),
                        rest.get(7),
                        rest.get(8),
                        rest.get(9)));
    }

    private static Arbitrary<Depth> books() {
        var side = Combinators.combine(numbers(), numbers())
                .as(Depth.Level::new)
                .list()
                .ofMaxSize(3);
        return Combinators.combine(side, side, Arbitraries.longs().between(1, 3))
                .as((bids, asks, sequence) -> new Depth(Samples.APPLE, Samples.NOW, "s", bids, asks, sequence));
    }

    private static Arbitrary<Bar> bars() {
        return Combinators.combine(
                        numbers().list().ofSize(6),
                        Arbitraries.longs().between(0, 2),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 2))
                .as((numbers, trades, closed, rev) -> new Bar(
                        Samples.PING_AN,
                        BarPeriod.M1,
                        Samples.NOW,
                        "s",
                        numbers.get(0),
                        numbers.get(1),
                        numbers.get(2),
                        numbers.get(3),
                        numbers.get(4),
                        numbers.get(5),
                        trades,
                        closed,
                        rev));
    }

    private static JsonObject parsed(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }
}
