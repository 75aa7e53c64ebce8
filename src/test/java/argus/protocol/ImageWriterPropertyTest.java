package argus.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Depth;
import argus.model.Quote;
import argus.model.Side;
import argus.model.Symbol;
import argus.model.Trade;
import argus.topic.Shape;
import argus.topic.Update;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;

/** What is written is read back by others as exactly the same values. */
class ImageWriterPropertyTest {
    private static final Jsonb YASSON = JsonbBuilder.create();

    private final ImageWriter writer = new ImageWriter();

    @AfterContainer
    static void closeYasson() throws Exception {
        YASSON.close();
    }

    @Property
    void pricesAreReadBackExactly(@ForAll("decimals") BigDecimal last, @ForAll("decimals") BigDecimal prevClose) {
        var text = writer.data(quote(last, prevClose));
        var data = parsed(text);
        assertThat(decimal(data, "last_price")).isEqualByComparingTo(last);
        assertThat(decimal(data, "close")).isEqualByComparingTo(last);
        assertThat(decimal(data, "prev_close")).isEqualByComparingTo(prevClose);
        assertThat(decimal(data, "change").add(prevClose)).isEqualByComparingTo(last);
        assertThat(text.replaceAll("\"[^\"]*\"", "")).doesNotContainIgnoringCase("e");
        if (prevClose.signum() != 0) {
            var ratio = last.subtract(prevClose).multiply(BigDecimal.valueOf(100));
            assertThat(decimal(data, "change_percent"))
                    .isEqualByComparingTo(ratio.divide(prevClose, 4, RoundingMode.HALF_UP));
        }
    }

    @Property(tries = 200)
    void yassonReadsTheSameNumbers(@ForAll("decimals") BigDecimal price) {
        var data = (Map<?, ?>) YASSON.fromJson(writer.data(quote(price, BigDecimal.ONE)), Map.class);
        assertThat((BigDecimal) data.get("last_price")).isEqualByComparingTo(price);
        assertThat(data.get("symbol")).isEqualTo("600519.SH");
    }

    @Property
    void tradeIsReadBackWhateverItsIdAndTime(
            @ForAll("decimals") BigDecimal price,
            @ForAll("decimals") BigDecimal volume,
            @ForAll Side side,
            @ForAll String id,
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second,
            @ForAll @LongRange(min = 0, max = 999_999_999) long nano,
            @ForAll("symbols") Symbol symbol) {
        var time = Instant.ofEpochSecond(second, nano);
        var data = parsed(writer.data(new Trade(symbol, time, "s", price, volume, side, id)));
        assertThat(data.getString("trade_id")).isEqualTo(id);
        assertThat(data.getString("direction")).isEqualTo(side.wire());
        assertThat(decimal(data, "amount")).isEqualByComparingTo(price.multiply(volume));
        var written = OffsetDateTime.parse(data.getString("timestamp"));
        assertThat(written.toInstant()).isEqualTo(time);
        assertThat(written.getOffset())
                .isEqualTo(symbol.market().zone().getRules().getOffset(time));
    }

    @Property(tries = 200)
    void bookIsReadBackLevelByLevel(
            @ForAll("levels") @Size(max = 20) List<Depth.Level> bids,
            @ForAll("levels") @Size(max = 20) List<Depth.Level> asks) {
        var data = parsed(writer.data(new Depth(Samples.APPLE, Samples.NOW, "s", bids, asks, 1)));
        assertThat(levels(data, "bids")).isEqualTo(bids);
        assertThat(levels(data, "asks")).isEqualTo(asks);
        var total = bids.stream().map(Depth.Level::volume).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(decimal(data, "bid_volume_total")).isEqualByComparingTo(total);
    }

    @Property
    void timestampIsTheInstantOfTs(@ForAll @LongRange(min = 0, max = 253_402_300_799_999L) long ts) {
        var image = parsed(writer.texts(new Update(Samples.quoteTopic(), 1, ts, Samples.QUOTE))
                .snapshot(Shape.FULL)
                .text());
        assertThat(image.getString("timestamp"))
                .isEqualTo(Instant.ofEpochMilli(ts).toString());
        assertThat(image.getJsonNumber("ts").longValueExact()).isEqualTo(ts);
    }

    @Provide
    Arbitrary<BigDecimal> decimals() {
        var usual = Combinators.combine(
                        Arbitraries.longs(), Arbitraries.integers().between(-12, 24))
                .as(BigDecimal::valueOf);
        var huge = Combinators.combine(
                        Arbitraries.bigIntegers(), Arbitraries.integers().between(-40, 60))
                .as((BigInteger unscaled, Integer scale) -> new BigDecimal(unscaled, scale));
        return Arbitraries.oneOf(usual, huge);
    }

    @Provide
    Arbitrary<List<Depth.Level>> levels() {
        return Combinators.combine(
                        Arbitraries.bigDecimals().ofScale(2),
                        Arbitraries.integers().between(0, 1_000_000))
                .as((price, volume) -> new Depth.Level(price, BigDecimal.valueOf(volume)))
                .list();
    }

    @Provide
    Arbitrary<Symbol> symbols() {
        return Arbitraries.of("600519.SH", "0700.HK", "AAPL.US", "BTC-USD").map(Symbol::new);
    }

    private static Quote quote(BigDecimal last, BigDecimal prevClose) {
        return new Quote(
                new Symbol("600519.SH"),
                Samples.NOW,
                "simulated",
                last,
                prevClose,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static List<Depth.Level> levels(JsonObject data, String side) {
        return data.getJsonArray(side).stream()
                .map(level -> level.asJsonArray())
                .map(level -> new Depth.Level(
                        level.getJsonNumber(0).bigDecimalValue(),
                        level.getJsonNumber(1).bigDecimalValue()))
                .toList();
    }

    private static BigDecimal decimal(JsonObject data, String name) {
        return data.getJsonNumber(name).bigDecimalValue();
    }

    private static JsonObject parsed(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }
}
