package argus.source.binance;

import static org.assertj.core.api.Assertions.assertThat;

import argus.source.binance.wire.Frame.Candle;
import argus.source.binance.wire.Frame.Execution;
import argus.source.binance.wire.Frame.Row;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DayFiguresTest {
    private static final Instant DAY = Instant.parse("2026-03-02T00:00:00Z");
    private static final Instant NOON = DAY.plus(Duration.ofHours(12));
    private static final Instant NEXT_DAY = DAY.plus(Duration.ofDays(1));

    private final DayFigures figures = new DayFigures();

    @Test
    void tradesSinceTheDailyBarAreAddedToIt() {
        figures.trade(trade(11, "105", "1", NOON));
        figures.trade(trade(12, "125", "2", NOON));
        assertThat(figures.row()).as("nothing is known of the day so far").isNull();
        figures.candle(candle(DAY, 11, "100", "110", "90", "105", "50", "5000"));
        assertThat(figures.row()).isEqualTo(row("100", "125", "90", "125", "52", "5250", 10));
        figures.trade(trade(13, "80", "1", NOON));
        assertThat(figures.row()).isEqualTo(row("100", "125", "80", "80", "53", "5330", 11));
        figures.candle(candle(DAY, 13, "100", "125", "80", "80", "53", "5330"));
        assertThat(figures.row()).isEqualTo(row("100", "125", "80", "80", "53", "5330", 9));
    }

    @Test
    void anOlderBarOfTheSameDayChangesNothing() {
        figures.candle(candle(DAY, 20, "100", "125", "80", "80", "53", "5330"));
        figures.candle(candle(DAY, 11, "100", "110", "90", "105", "50", "5000"));
        assertThat(figures.row().volume()).isEqualTo("53");
    }

    @Test
    void aTradeAfterMidnightBeginsANewDay() {
        figures.candle(candle(DAY, 20, "100", "125", "80", "81", "53", "5330"));
        figures.trade(trade(21, "82", "2", NEXT_DAY.plusMillis(1)));
        assertThat(figures.prevClose()).isEqualTo("81");
        assertThat(figures.row()).isEqualTo(row("82", "82", "82", "82", "2", "164", 1));
        figures.candle(candle(DAY, 20, "100", "125", "80", "81.5", "54", "5330"));
        assertThat(figures.prevClose()).as("the last word on yesterday").isEqualTo("81.5");
        figures.candle(candle(NEXT_DAY, 21, "82", "82", "82", "82", "2", "164"));
        assertThat(figures.row().volume()).isEqualTo("2");
        assertThat(figures.prevClose()).isEqualTo("81.5");
    }

    @Test
    void aBarOfTheNextDayBringsThePreviousClose() {
        figures.candle(candle(DAY, 20, "100", "125", "80", "81", "53", "5330"));
        figures.candle(candle(NEXT_DAY, 22, "82", "82", "82", "82", "2", "164"));
        assertThat(figures.prevClose()).isEqualTo("81");
        figures.candle(candle(NEXT_DAY.plus(Duration.ofDays(3)), 30, "90", "90", "90", "90", "1", "90"));
        assertThat(figures.prevClose()).as("not of the day before").isNull();
    }

    @Test
    void barsThatWereAskedForHoldUntilTheStreamTells() {
        var today = candle(DAY, -1, "100", "110", "90", "105", "50", "5000");
        figures.asked(candle(DAY.minus(Duration.ofDays(1)), -1, "99", "99", "99", "99", "1", "99"), today);
        assertThat(figures.row()).isEqualTo(today.row());
        assertThat(figures.prevClose()).isEqualTo("99");
        figures.trade(trade(12, "125", "2", NOON));
        assertThat(figures.row()).as("whether they hold the trade is not known").isEqualTo(today.row());
        figures.candle(candle(DAY, 11, "100", "110", "90", "105", "50", "5000"));
        assertThat(figures.row().volume()).isEqualTo("52");
    }

    @Test
    void onlySoManyTradesWait() {
        for (int id = 1; id <= 20_010; id++) {
            figures.trade(trade(id, "1", "1", NOON));
        }
        figures.candle(candle(DAY, 5, "1", "1", "1", "1", "5", "5"));
        assertThat(figures.row().volume()).isEqualTo("20005");
    }

    /** Whenever daily bars come in between, the figures are those of the trades, and the volume never falls. */
    @Property(tries = 200)
    void theFiguresAreThoseOfTheTrades(@ForAll long seed) {
        var random = new Random(seed);
        var day = new DayFigures();
        var all = new ArrayList<Execution>();
        int told = 0;
        var volume = BigDecimal.ZERO;
        for (int id = 1; id <= 200; id++) {
            var trade = trade(id, Integer.toString(90 + random.nextInt(20)), "1." + random.nextInt(10), NOON);
            all.add(trade);
            boolean before = random.nextBoolean();
            if (!before) {
                day.trade(trade);
            }
            if (random.nextInt(4) == 0 || id == 1) {
                told = told + random.nextInt(id - told) + 1;
                day.candle(bar(all, told));
            }
            if (before) {
                day.trade(trade);
            }
            var row = day.row();
            assertThat(row).isNotNull();
            assertThat(row.volume()).isGreaterThanOrEqualTo(volume);
            volume = row.volume();
            var whole = bar(all, all.size()).row();
            assertThat(row.volume()).isEqualByComparingTo(whole.volume());
            assertThat(row.amount()).isEqualByComparingTo(whole.amount());
            assertThat(row.high()).isEqualTo(whole.high());
            assertThat(row.low()).isEqualTo(whole.low());
        }
    }

    private static Candle bar(ArrayList<Execution> all, int count) {
        var trades = all.subList(0, count);
        var row = new Row(
                trades.get(0).price(),
                trades.stream().map(Execution::price).max(BigDecimal::compareTo).orElseThrow(),
                trades.stream().map(Execution::price).min(BigDecimal::compareTo).orElseThrow(),
                trades.get(count - 1).price(),
                trades.stream().map(Execution::quantity).reduce(BigDecimal.ZERO, BigDecimal::add),
                trades.stream().map(t -> t.price().multiply(t.quantity())).reduce(BigDecimal.ZERO, BigDecimal::add),
                count);
        return new Candle("BTCUSDT", "1d", DAY, count, row, false, NOON);
    }

    private static Execution trade(long id, String price, String quantity, Instant time) {
        return new Execution("BTCUSDT", id, new BigDecimal(price), new BigDecimal(quantity), time, time, false);
    }

    private static Candle candle(
            Instant open, long last, String o, String h, String l, String c, String volume, String amount) {
        return new Candle("BTCUSDT", "1d", open, last, row(o, h, l, c, volume, amount, 9), false, NOON);
    }

    private static Row row(String o, String h, String l, String c, String volume, String amount, long trades) {
        return new Row(
                new BigDecimal(o),
                new BigDecimal(h),
                new BigDecimal(l),
                new BigDecimal(c),
                new BigDecimal(volume),
                new BigDecimal(amount),
                trades);
    }
}
