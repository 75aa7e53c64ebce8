package argus.source.yahoo;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Quote;
import argus.model.Symbol;
import argus.source.yahoo.wire.Chart;
import argus.source.yahoo.wire.PricingField;
import argus.source.yahoo.wire.PricingText;
import argus.source.yahoo.wire.QuoteRow;
import argus.source.yahoo.wire.StreamDecoder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuoteStateTest {
    private static final Instant MORNING = Instant.parse("2026-03-02T15:00:00Z");
    private static final Instant NEXT_DAY = Instant.parse("2026-03-03T15:00:00Z");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private QuoteState state = new QuoteState(new Symbol("AAPL.US"));

    private static PricingText at(Instant time, float price) {
        return PricingText.of("AAPL", price, time.toEpochMilli()).with(PricingField.MARKET_HOURS, 1L);
    }

    private Optional<Quote> add(PricingText text) {
        return state.add(StreamDecoder.decode(text.bare()).orElseThrow());
    }

    private static BigDecimal n(String text) {
        return new BigDecimal(text);
    }

    private static QuoteRow row(Instant time, String price, String volume) {
        return new QuoteRow(
                "AAPL",
                "EQUITY",
                "Apple Inc.",
                "USD",
                NEW_YORK,
                n(price),
                time,
                n("305"),
                n("308"),
                n("304.5"),
                n("309.38"),
                n(volume),
                null,
                2);
    }

    @Test
    void thePreviousCloseIsThePriceLessTheChangeInTheDecimalsOfPrices() {
        var quote = add(at(MORNING, 307.20001220703125f)
                        .with(PricingField.CHANGE, -2.17999267578125f)
                        .with(PricingField.PRICE_HINT, 2L)
                        .with(PricingField.DAY_VOLUME, 5_422_202L))
                .orElseThrow();

        assertThat(quote.last()).isEqualTo("307.2");
        assertThat(quote.prevClose()).isEqualTo("309.38");
        assertThat(quote.change()).isEqualTo("-2.18");
        assertThat(quote.volume()).isEqualTo("5422202");
        assertThat(quote.high()).as("not known from one price").isNull();
        assertThat(quote.bidPrice()).isNull();
    }

    @Test
    void aRateKeepsMoreDecimalsThanItsHint() {
        state = new QuoteState(new Symbol("EURUSD.FX"));
        var quote = add(PricingText.of("EURUSD=X", 1.1532700061798096f, MORNING.toEpochMilli())
                        .with(PricingField.CHANGE, 0.0010700225830078125f)
                        .with(PricingField.PRICE_HINT, 4L))
                .orElseThrow();

        assertThat(quote.prevClose()).isEqualTo("1.1522");
        assertThat(quote.last()).isEqualTo("1.15327");
    }

    @Test
    void theChangeAfterHoursIsNotTakenFromThePreviousClose() {
        state.add(row(MORNING, "307", "1000"));
        var quote = add(at(MORNING.plusSeconds(30_000), 306f)
                        .with(PricingField.MARKET_HOURS, 2L)
                        .with(PricingField.CHANGE, -1f))
                .orElseThrow();

        assertThat(quote.prevClose()).isEqualTo("309.38");
        assertThat(quote.low()).as("of regular trading").isEqualTo("304.5");
    }

    @Test
    void beforeHoursTheChangeIsFromThePreviousClose() {
        var quote = add(at(MORNING, 305.76f)
                        .with(PricingField.MARKET_HOURS, 0L)
                        .with(PricingField.CHANGE, 0.77001953125f)
                        .with(PricingField.PRICE_HINT, 2L))
                .orElseThrow();

        assertThat(quote.prevClose()).isEqualTo("304.99");
    }

    @Test
    void anOldSnapshotIsNoNewsAndNeitherIsARepetition() {
        add(at(MORNING, 307f));

        assertThat(add(at(MORNING, 307f))).isEmpty();
        assertThat(add(at(MORNING.minusSeconds(1), 299f))).isEmpty();
        assertThat(state.add(row(MORNING.minusSeconds(90_000), "290", "1"))).isEmpty();
        assertThat(add(at(MORNING.plusSeconds(1), 307f))).isPresent();
    }

    @Test
    void figuresOfTheDayComeFromHttpWhileTheNewerPriceStays() {
        add(at(MORNING, 309.5f).with(PricingField.DAY_VOLUME, 2_000L));
        var quote = state.add(row(MORNING.minusSeconds(60), "307", "1000")).orElseThrow();

        assertThat(quote.last()).isEqualTo("309.5");
        assertThat(quote.open()).isEqualTo("305");
        assertThat(quote.low()).isEqualTo("304.5");
        assertThat(quote.volume()).as("never backwards").isEqualTo("2000");
        assertThat(add(at(MORNING.plusSeconds(1), 310f)).orElseThrow().high()).isEqualTo("310");
        assertThat(add(at(MORNING.plusSeconds(2), 304f)).orElseThrow().low()).isEqualTo("304");
    }

    @Test
    void aNewDayBeginsWithoutTheFiguresOfTheOldOne() {
        state.add(row(MORNING, "307", "1000"));
        var quote = add(at(NEXT_DAY, 310f)).orElseThrow();

        assertThat(quote.open()).isNull();
        assertThat(quote.high()).isNull();
        assertThat(quote.volume()).isNull();
        assertThat(state.add(row(MORNING, "307", "1000"))).isEmpty();
    }

    @Test
    void theVolumeOfCoinsIsNoFigureOfADay() {
        state = new QuoteState(new Symbol("BTC-USD"));
        var quote = add(PricingText.of("BTC-USD", 110429.42f, MORNING.toEpochMilli())
                        .with(PricingField.DAY_VOLUME, 62_560_296_960L)
                        .with(PricingField.DAY_HIGH, 110429.42f)
                        .with(PricingField.DAY_LOW, 109768.805f)
                        .with(PricingField.OPEN_PRICE, 110066f))
                .orElseThrow();

        assertThat(quote.volume()).isNull();
        assertThat(quote.open()).isEqualTo("110066");
        assertThat(quote.low()).isEqualTo("109768.805");
    }

    @Test
    void aChartOfDaysTellsYesterdaysCloseAndTodaysOpen() {
        var chart = chart(null);
        var quote = state.add(chart).orElseThrow();

        assertThat(quote.prevClose()).isEqualTo("301");
        assertThat(quote.open()).isEqualTo("302");
        assertThat(quote.high()).isEqualTo("308");
        assertThat(state.add(chart(n("300.5"))).orElseThrow().prevClose()).isEqualTo("300.5");
        add(at(NEXT_DAY, 310f));
        assertThat(state.add(chart)).as("of the day before").isEmpty();
    }

    private static Chart chart(BigDecimal previousClose) {
        return new Chart(
                "AAPL",
                "USD",
                null,
                NEW_YORK,
                n("307"),
                MORNING,
                n("308"),
                n("300"),
                n("1000"),
                n("250"),
                previousClose,
                null,
                "1d",
                List.of(
                        new Chart.Row(MORNING.minusSeconds(86_400), n("300"), n("303"), n("299"), n("301"), n("9")),
                        new Chart.Row(MORNING, n("302"), n("308"), n("300"), n("307"), n("1000"))));
    }
}
