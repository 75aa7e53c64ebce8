package argus.market;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.NOON;
import static argus.model.Events.PING_AN;
import static argus.model.Events.bar;
import static argus.model.Events.decimal;
import static argus.model.Events.depth;
import static argus.model.Events.quote;
import static argus.model.Events.trade;
import static org.assertj.core.api.Assertions.assertThat;

import argus.calendar.BarClock;
import argus.calendar.Calendars;
import argus.model.Bar;
import argus.model.BarPeriod;
import argus.model.DataType;
import argus.model.Depth;
import argus.model.MarketEvent;
import argus.model.Side;
import argus.model.Tick;
import argus.model.Trade;
import argus.topic.Topic;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SymbolMarketTest {
    private record Told(Topic topic, MarketEvent value) {}

    private final List<Told> told = new ArrayList<>();
    private final SymbolMarket market = new SymbolMarket(BITCOIN, BarClock.alwaysOpen(), 5, 3);

    private void accept(MarketEvent event) {
        market.accept(event, event.time().toEpochMilli(), this::tell);
    }

    private void tell(Topic topic, MarketEvent value) {
        told.add(new Told(topic, value));
    }

    private <T extends MarketEvent> List<T> told(Class<T> kind) {
        return told.stream()
                .map(Told::value)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private void activate(BarPeriod period) {
        market.activate(Topic.kline(BITCOIN, period), this::tell);
    }

    @Test
    void eventIsToldUnderItsTopic() {
        accept(quote(BITCOIN, NOON, "10"));
        accept(trade(BITCOIN, NOON, "10", "1"));
        accept(depth(BITCOIN, NOON, 5, 1));
        assertThat(told.stream().map(t -> t.topic().text()))
                .containsExactly("quote:BTC-USD", "tick:BTC-USD", "trade:BTC-USD", "depth.5:BTC-USD");
    }

    @Test
    void tickIsARowForEachChangeOfPriceOrVolume() {
        accept(quote(BITCOIN, NOON, "10", "100", "9", "11"));
        accept(quote(BITCOIN, NOON, "10", "100", "8", "11"));
        accept(quote(BITCOIN, NOON, "11", "100", "9", "12"));
        accept(quote(BITCOIN, NOON, "11", "130", "9", "12"));
        accept(quote(BITCOIN, NOON, "9", "130", "8", "10"));
        accept(quote(BITCOIN, NOON, "9.5", "130", "8", "10"));
        accept(quote(BITCOIN, NOON, "9.4", "130"));
        accept(quote(BITCOIN, NOON, "9.5", null));
        accept(quote(BITCOIN, NOON, "9.6", "140"));

        var ticks = told(Tick.class);
        assertThat(ticks.stream().map(Tick::id)).containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
        assertThat(ticks.stream().map(Tick::volume))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(
                        decimal("0"),
                        decimal("0"),
                        decimal("30"),
                        decimal("0"),
                        decimal("0"),
                        decimal("0"),
                        decimal("0"),
                        decimal("0"));
        assertThat(ticks.stream().map(Tick::side))
                .containsExactly(
                        Side.NEUTRAL, // nothing to compare with
                        Side.BUY, // at the ask
                        Side.NEUTRAL, // unchanged, between bid and ask
                        Side.SELL, // at the bid
                        Side.BUY, // up between bid and ask
                        Side.SELL, // down between bid and ask
                        Side.BUY,
                        Side.BUY);
        assertThat(market.ticks(10)).containsExactlyElementsOf(ticks.subList(5, 8));
    }

    @Test
    void firstQuoteOfADayBringsAllItsVolume() {
        accept(quote(BITCOIN, NOON, "10", "5000"));
        accept(quote(BITCOIN, NOON, "10", "40"));
        assertThat(told(Tick.class).get(1).volume()).isEqualByComparingTo("40");
    }

    @Test
    void tickOfASourceIsToldAsItIs() {
        var tick = new Tick(BITCOIN, NOON, "test", BigDecimal.ONE, BigDecimal.ONE, Side.BUY, "own");
        accept(tick);
        assertThat(told).containsExactly(new Told(Topic.of(DataType.TICK, BITCOIN), tick));
    }

    @Test
    void keepsTheLastTrades() {
        for (int i = 1; i <= 5; i++) {
            accept(trade(BITCOIN, NOON, String.valueOf(i), "1"));
        }
        assertThat(market.trades(10).stream().map(Trade::price))
                .containsExactly(decimal("3"), decimal("4"), decimal("5"));
        assertThat(market.trades(1).stream().map(Trade::price)).containsExactly(decimal("5"));
    }

    @Test
    void booksAreCutToTheLevelsOfEachTopic() {
        accept(depth(BITCOIN, NOON, 10, 1));
        market.activate(Topic.depth(BITCOIN, 10), this::tell);
        market.activate(Topic.depth(BITCOIN, 10), this::tell);
        market.activate(Topic.depth(BITCOIN, 5), this::tell);
        assertThat(told(Depth.class).stream().map(d -> d.bids().size())).containsExactly(5, 10);
        accept(depth(BITCOIN, NOON, 20, 2));
        assertThat(told(Depth.class).stream().map(d -> d.asks().size())).containsExactly(5, 10, 5, 10);
    }

    @Test
    void depthThatIsAskedForBeforeThereIsOneComesWithTheFirst() {
        market.activate(Topic.depth(BITCOIN, 1), this::tell);
        assertThat(told).isEmpty();
        accept(depth(BITCOIN, NOON, 3, 1));
        assertThat(told.stream().map(t -> t.topic().levels())).containsExactly(1, 5);
    }

    @Test
    void barsAreToldFromTheMomentTheyAreAskedFor() {
        accept(trade(BITCOIN, NOON, "10", "1"));
        assertThat(told(Bar.class)).isEmpty();
        activate(BarPeriod.M1);
        accept(trade(BITCOIN, NOON.plusSeconds(1), "12", "2"));
        activate(BarPeriod.M1);

        var bars = told(Bar.class);
        assertThat(bars).hasSize(2);
        assertThat(bars.get(0).close()).isEqualByComparingTo("10");
        var grown = bars.get(1);
        assertThat(grown.open()).isEqualByComparingTo("10");
        assertThat(grown.high()).isEqualByComparingTo("12");
        assertThat(grown.volume()).isEqualByComparingTo("3");
        assertThat(grown.amount()).isEqualByComparingTo("34");
        assertThat(grown.trades()).isEqualTo(2);
        assertThat(grown.closed()).isFalse();
        assertThat(market.bars(BarPeriod.M1, 5)).containsExactly(grown);
    }

    @Test
    void barIsClosedByTheSymbolsOwnTimeRunningOn() {
        activate(BarPeriod.M1);
        market.tick(NOON.toEpochMilli(), this::tell);
        // the source's clock is an hour behind ours
        market.accept(trade(BITCOIN, NOON.minusSeconds(3600), "10", "1"), NOON.toEpochMilli(), this::tell);
        market.tick(NOON.plusMillis(59_999).toEpochMilli(), this::tell);
        assertThat(told(Bar.class)).hasSize(1);
        market.tick(NOON.plusSeconds(60).toEpochMilli(), this::tell);
        market.tick(NOON.plusSeconds(61).toEpochMilli(), this::tell);
        assertThat(told(Bar.class)).hasSize(2);
        assertThat(told(Bar.class).get(1).closed()).isTrue();
        assertThat(told(Bar.class).get(1).rev()).isZero();
    }

    @Test
    void lateTradeCorrectsItsBarAndTellsNoOther() {
        activate(BarPeriod.M1);
        accept(trade(BITCOIN, NOON, "10", "1"));
        accept(trade(BITCOIN, NOON.plusSeconds(60), "11", "1"));
        told.clear();
        accept(trade(BITCOIN, NOON.plusSeconds(59), "20", "2"));
        var bars = told(Bar.class);
        assertThat(bars).hasSize(1);
        var corrected = bars.get(0);
        assertThat(corrected.time()).isEqualTo(NOON);
        assertThat(corrected.rev()).isEqualTo(1);
        assertThat(corrected.closed()).isTrue();
        assertThat(corrected.high()).isEqualByComparingTo("20");
        assertThat(corrected.close()).isEqualByComparingTo("10");
        assertThat(corrected.volume()).isEqualByComparingTo("3");
    }

    @Test
    void tradeAfterItsBarWasClosedByTheClockCorrectsIt() {
        activate(BarPeriod.M1);
        accept(trade(BITCOIN, NOON, "10", "1"));
        market.tick(NOON.plusSeconds(60).toEpochMilli(), this::tell);
        told.clear();
        accept(trade(BITCOIN, NOON.plusSeconds(30), "9", "1"));
        assertThat(told(Bar.class).stream().map(Bar::rev)).containsExactly(1);
        assertThat(market.bars(BarPeriod.M1, 5)).hasSize(1);
    }

    @Test
    void tradeOfATimeWithoutABarChangesNone() {
        activate(BarPeriod.M1);
        accept(trade(BITCOIN, NOON, "10", "1"));
        accept(trade(BITCOIN, NOON.plusSeconds(180), "11", "1"));
        told.clear();
        accept(trade(BITCOIN, NOON.plusSeconds(60), "9", "1"));
        assertThat(told(Bar.class)).isEmpty();
        assertThat(told(Trade.class)).hasSize(1);
    }

    @Test
    void onlySoManyClosedBarsAreKept() {
        for (int i = 0; i < 8; i++) {
            accept(trade(BITCOIN, NOON.plusSeconds(60L * i), "10", "1"));
        }
        assertThat(market.bars(BarPeriod.M1, 100)).hasSize(6);
        assertThat(market.bars(BarPeriod.M1, 2).stream().map(Bar::time))
                .containsExactly(NOON.plusSeconds(360), NOON.plusSeconds(420));
    }

    @Test
    void tradesOfTheOpeningAuctionGrowTheFirstBarOfTheDay() {
        var open = Instant.parse("2026-01-05T01:30:00Z");
        var cn = new SymbolMarket(PING_AN, Calendars.packaged().barClock(), 5, 5);
        cn.activate(Topic.kline(PING_AN, BarPeriod.M1), this::tell);
        for (int i = 0; i < 3; i++) {
            var time = open.minusSeconds(300 - i);
            cn.accept(trade(PING_AN, time, String.valueOf(10 + i), "100"), time.toEpochMilli(), this::tell);
        }
        var bars = told(Bar.class);
        assertThat(bars).hasSize(3).allSatisfy(bar -> {
            assertThat(bar.time()).isEqualTo(open);
            assertThat(bar.closed()).isFalse();
        });
        assertThat(bars.get(2).volume()).isEqualByComparingTo("300");
        assertThat(bars.get(2).close()).isEqualByComparingTo("12");
    }

    @Test
    void barsComeFromQuotesWhileThereAreNoTrades() {
        activate(BarPeriod.S1);
        accept(quote(BITCOIN, NOON, "10", "100"));
        accept(quote(BITCOIN, NOON, "11", "120"));
        var fromQuotes = told(Bar.class).get(1);
        assertThat(fromQuotes.high()).isEqualByComparingTo("11");
        assertThat(fromQuotes.volume()).isEqualByComparingTo("20");
        accept(trade(BITCOIN, NOON, "12", "1"));
        accept(quote(BITCOIN, NOON, "99", "500"));
        assertThat(told(Bar.class)).hasSize(3);
        assertThat(told(Bar.class).get(2).high()).isEqualByComparingTo("12");
    }

    private static Bar pastBar(int minute, String close) {
        return bar(BITCOIN, NOON.plusSeconds(60L * minute), close, true, 0);
    }

    private List<String> closes(int limit) {
        return market.bars(BarPeriod.M1, limit).stream()
                .map(bar -> bar.close().toPlainString())
                .toList();
    }

    @Test
    void barsOfThePastStandBeforeThoseBuiltHere() {
        accept(trade(BITCOIN, NOON.plusSeconds(180), "13", "1"));
        for (int minute : new int[] {1, 0, 2}) {
            accept(pastBar(minute, "1" + minute));
        }
        accept(pastBar(1, "11.5"));

        assertThat(closes(10)).containsExactly("10", "11.5", "12", "13");
    }

    @Test
    void aBarBuiltHereIsNotReplacedByOneOfASource() {
        activate(BarPeriod.M1);
        accept(trade(BITCOIN, NOON, "10", "1"));
        accept(pastBar(0, "99"));
        accept(trade(BITCOIN, NOON.plusSeconds(60), "11", "1"));
        told.clear();
        accept(pastBar(0, "99"));
        accept(pastBar(1, "99"));
        accept(pastBar(2, "99"));
        market.tick(NOON.plusSeconds(61).toEpochMilli(), this::tell);

        assertThat(closes(10)).containsExactly("10", "11");
        assertThat(told(Bar.class)).isEmpty();
    }

    @Test
    void aGapAmongBarsBuiltHereIsFilled() {
        accept(trade(BITCOIN, NOON, "10", "1"));
        accept(trade(BITCOIN, NOON.plusSeconds(120), "12", "1"));
        accept(pastBar(1, "11"));
        accept(pastBar(1, "11.5"));
        accept(trade(BITCOIN, NOON.plusSeconds(60), "50", "1"));

        assertThat(closes(10)).containsExactly("10", "11.5", "12");
    }

    @Test
    void aFilledGapIsForgottenWithItsTime() {
        accept(trade(BITCOIN, NOON, "10", "1"));
        accept(trade(BITCOIN, NOON.plusSeconds(120), "12", "1"));
        accept(pastBar(1, "11"));
        for (int minute = 3; minute < 9; minute++) {
            accept(trade(BITCOIN, NOON.plusSeconds(60L * minute), "1" + minute, "1"));
        }

        assertThat(closes(10)).containsExactly("13", "14", "15", "16", "17", "18");
    }

    @Test
    void theNewestOfThePastIsToldOnceWhereNothingNewerIs() {
        activate(BarPeriod.M1);
        for (int minute = 0; minute < 4; minute++) {
            accept(pastBar(minute, "1" + minute));
        }
        market.tick(NOON.toEpochMilli(), this::tell);
        accept(pastBar(2, "12.5"));
        market.tick(NOON.toEpochMilli(), this::tell);

        assertThat(told(Bar.class).stream().map(Bar::close)).containsExactly(decimal("13"));
        activate(BarPeriod.M1);
        assertThat(told).hasSize(1);
    }

    @Test
    void theNewestOfThePastIsToldToWhoComesLater() {
        accept(pastBar(0, "10"));
        market.tick(NOON.toEpochMilli(), this::tell);
        assertThat(told).isEmpty();
        activate(BarPeriod.M1);

        assertThat(told(Bar.class).stream().map(Bar::close)).containsExactly(decimal("10"));
    }

    @Test
    void ofThePastNoMoreBarsAreKeptThanOfThePresent() {
        for (int minute = 9; minute >= 0; minute--) {
            accept(pastBar(minute, "1" + minute));
        }
        assertThat(closes(10)).containsExactly("15", "16", "17", "18", "19");
        accept(pastBar(10, "20"));
        assertThat(closes(10)).containsExactly("16", "17", "18", "19", "20");
    }

    @Test
    void aLateTradeDoesNotCorrectABarThatASourceTold() {
        accept(pastBar(0, "10"));
        accept(trade(BITCOIN, NOON.plusSeconds(60), "11", "1"));
        accept(trade(BITCOIN, NOON, "50", "1"));

        assertThat(market.bars(BarPeriod.M1, 2).get(0)).isEqualTo(pastBar(0, "10"));
    }

    @Test
    void aBarOfThePastThatIsNotOverIsLeftOut() {
        accept(bar(BITCOIN, NOON, "10", false, 0));
        assertThat(closes(10)).isEmpty();
    }

    @Test
    void activatingATopicThatIsAlwaysToldChangesNothing() {
        market.activate(Topic.of(DataType.QUOTE, BITCOIN), this::tell);
        assertThat(told).isEmpty();
    }
}
