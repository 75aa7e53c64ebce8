package argus.market;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.NOON;
import static argus.model.Events.decimal;
import static org.assertj.core.api.Assertions.assertThat;

import argus.calendar.BarClock;
import argus.model.Bar;
import argus.model.BarPeriod;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.model.Side;
import argus.model.Tick;
import argus.model.Trade;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HandoverTest {
    private final List<MarketEvent> told = new ArrayList<>();
    private final SymbolMarket market = new SymbolMarket(BITCOIN, BarClock.alwaysOpen(), 100, 100);

    private void accept(MarketEvent... events) {
        for (var event : events) {
            market.accept(event, at(100_000).toEpochMilli(), (topic, value) -> told.add(value));
        }
    }

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }

    private static Quote quote(String source, int second, String last, @Nullable String volume) {
        var known = volume == null ? null : decimal(volume);
        return new Quote(
                BITCOIN,
                at(second),
                source,
                decimal(last),
                null,
                null,
                null,
                null,
                known,
                known,
                null,
                null,
                null,
                null);
    }

    private static Trade trade(String source, int second, String price) {
        return new Trade(BITCOIN, at(second), source, decimal(price), BigDecimal.ONE, Side.BUY, source + second);
    }

    private <T> List<T> told(Class<T> kind) {
        return told.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private Bar bar() {
        return market.bars(BarPeriod.D1, 1).get(0);
    }

    @Test
    void theDaysVolumeDoesNotFallUntilTheNewSourceHasCaughtUp() {
        accept(
                quote("a", 0, "10", "1000"),
                quote("b", 1, "10.1", "900"),
                quote("b", 2, "10.1", null),
                quote("b", 3, "10.2", "990"),
                quote("b", 4, "10.2", "1010"),
                quote("a", 5, "10.2", "1005"));

        assertThat(told(Quote.class))
                .extracting(Quote::volume)
                .containsExactly(
                        decimal("1000"), decimal("1000"), null, decimal("1000"), decimal("1010"), decimal("1010"));
    }

    @Test
    void aNewDayBeginsAnew() {
        accept(quote("a", 0, "10", "1000"), quote("b", 1, "10", "900"), quote("b", 86_400, "10", "5"));

        assertThat(told(Quote.class).get(2).volume()).isEqualTo(decimal("5"));
    }

    @Test
    void whatWasTradedBetweenTheSourcesIsNotGuessed() {
        accept(quote("a", 0, "10", "1000"), quote("b", 1, "11", "5000"), quote("b", 2, "11", "5003"));

        assertThat(told(Tick.class)).extracting(Tick::volume).containsExactly(decimal("0"), decimal("0"), decimal("3"));
        assertThat(bar().volume()).isEqualByComparingTo("3");
    }

    @Test
    void tradesThatTheSourceBeforeHasToldAreNotToldAgain() {
        accept(trade("a", 0, "10"), trade("a", 5, "11"));
        accept(trade("b", 0, "10"), trade("b", 4, "99"), trade("b", 5, "11"), trade("b", 6, "12"));

        assertThat(told(Trade.class)).extracting(Trade::id).containsExactly("a0", "a5", "b6");
        assertThat(bar().trades()).isEqualTo(3);
        assertThat(bar().high()).isEqualTo(decimal("12"));
    }

    @Test
    void barsAreMadeOfQuotesWhereTheNewSourceTellsNoTrades() {
        accept(trade("a", 0, "10"), quote("a", 1, "10", null), quote("b", 2, "13", null));
        assertThat(bar().close()).isEqualTo(decimal("13"));

        accept(trade("a", 3, "14"), quote("a", 4, "99", null));
        assertThat(bar().high()).as("of this one trades are known").isEqualTo(decimal("14"));
    }

    @Test
    void aClockThatWasAheadDoesNotHoldUpTheNextSource() {
        market.accept(trade("a", 3600, "10"), at(0).toEpochMilli(), (topic, value) -> {});
        market.accept(trade("b", 1, "11"), at(1).toEpochMilli(), (topic, value) -> told.add(value));
        market.accept(trade("b", 2, "11"), at(2).toEpochMilli(), (topic, value) -> told.add(value));

        assertThat(told(Trade.class)).hasSize(1);
    }

    @Property(tries = 200)
    void theVolumeOfADayNeverFallsWhateverSourcesItComesFrom(@ForAll("quotes") List<Quote> quotes) {
        told.clear();
        var highest = BigDecimal.ZERO;
        for (var quote : quotes) {
            var same = highest;
            accept(quote);
            var volume = told(Quote.class).get(told(Quote.class).size() - 1).volume();
            assertThat(volume).isGreaterThanOrEqualTo(same);
            highest = volume;
        }
    }

    /** Two sources that count on their own, a switch at any time; each alone never runs backwards. */
    @Provide
    Arbitrary<List<Quote>> quotes() {
        return Combinators.combine(
                        Arbitraries.of("a", "b"), Arbitraries.integers().between(0, 50))
                .as((source, more) -> new Object[] {source, more})
                .list()
                .ofMinSize(1)
                .ofMaxSize(60)
                .map(steps -> {
                    int a = 500;
                    int b = 300;
                    var quotes = new ArrayList<Quote>();
                    for (var step : steps) {
                        boolean first = step[0].equals("a");
                        a += first ? (int) step[1] : 1;
                        b += first ? 1 : (int) step[1];
                        quotes.add(quote((String) step[0], quotes.size(), "10", Integer.toString(first ? a : b)));
                    }
                    return quotes;
                });
    }
}
