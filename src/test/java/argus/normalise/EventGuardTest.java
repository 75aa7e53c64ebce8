package argus.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Bar;
import argus.model.BarPeriod;
import argus.model.Depth;
import argus.model.Depth.Level;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.model.Side;
import argus.model.Symbol;
import argus.model.Tick;
import argus.model.Trade;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventGuardTest {
    private static final Symbol BANK = new Symbol("000001.SZ");
    private static final Instant TEN = Instant.parse("2026-03-02T02:00:00Z");

    private final EventGuard guard = new EventGuard(Duration.ofSeconds(5));
    private int ids;

    private static Quote quote(Instant time, String last, @Nullable String volume) {
        return new Quote(
                BANK,
                time,
                "tdx",
                new BigDecimal(last),
                null,
                null,
                null,
                null,
                volume == null ? null : new BigDecimal(volume),
                null,
                null,
                null,
                null,
                null);
    }

    private static Trade trade(Instant time, String price, String volume, String id) {
        return new Trade(BANK, time, "tdx", new BigDecimal(price), new BigDecimal(volume), Side.BUY, id);
    }

    private Trade trade(long second) {
        return trade(TEN.plusSeconds(second), "11.37", "100", Integer.toString(ids++));
    }

    private static Depth depth(Instant time, List<String> bids, List<String> asks) {
        return new Depth(BANK, time, "tdx", levels(bids), levels(asks), 1);
    }

    private static List<Level> levels(List<String> prices) {
        return prices.stream()
                .map(p -> new Level(new BigDecimal(p), BigDecimal.TEN))
                .toList();
    }

    private Verdict check(MarketEvent event) {
        return guard.check(event);
    }

    @Test
    void ordinaryEventsAreGood() {
        assertThat(check(quote(TEN, "11.37", "100"))).isEqualTo(Verdict.GOOD);
        assertThat(check(quote(TEN, "11.37", null))).isEqualTo(Verdict.GOOD);
        assertThat(check(trade(TEN, "11.37", "0", "a"))).isEqualTo(Verdict.GOOD);
        assertThat(check(depth(TEN, List.of("11.37", "11.36"), List.of("11.38", "11.39"))))
                .isEqualTo(Verdict.GOOD);
        assertThat(check(depth(TEN, List.of(), List.of("11.38")))).isEqualTo(Verdict.GOOD);
        assertThat(check(new Tick(BANK, TEN, "tdx", BigDecimal.TEN, BigDecimal.ONE, Side.SELL, "a")))
                .isEqualTo(Verdict.GOOD);
        var ten = BigDecimal.TEN;
        assertThat(check(new Bar(BANK, BarPeriod.M1, TEN, "tdx", ten, ten, ten, ten, ten, ten, 1, true, 0)))
                .isEqualTo(Verdict.GOOD);
    }

    @Test
    void pricesMustBePositiveAndVolumesNotNegative() {
        assertThat(check(quote(TEN, "0", null))).isEqualTo(Verdict.PRICE_NOT_POSITIVE);
        assertThat(check(quote(TEN, "11", "-1"))).isEqualTo(Verdict.VOLUME_NEGATIVE);
        assertThat(check(trade(TEN, "-1", "1", "a"))).isEqualTo(Verdict.PRICE_NOT_POSITIVE);
        assertThat(check(trade(TEN, "1", "-1", "a"))).isEqualTo(Verdict.VOLUME_NEGATIVE);
        assertThat(check(depth(TEN, List.of("0"), List.of()))).isEqualTo(Verdict.PRICE_NOT_POSITIVE);
        assertThat(check(new Depth(
                        BANK, TEN, "tdx", List.of(), List.of(new Level(BigDecimal.ONE, new BigDecimal(-1))), 1)))
                .isEqualTo(Verdict.VOLUME_NEGATIVE);
    }

    @Test
    void booksMustBeInOrder() {
        assertThat(check(depth(TEN, List.of("11.39"), List.of("11.38")))).isEqualTo(Verdict.BOOK_CROSSED);
        // as in an auction
        assertThat(check(depth(TEN, List.of("11.38"), List.of("11.38")))).isEqualTo(Verdict.GOOD);
        assertThat(check(depth(TEN, List.of("11.36", "11.37"), List.of()))).isEqualTo(Verdict.BOOK_UNSORTED);
        assertThat(check(depth(TEN, List.of(), List.of("11.38", "11.38")))).isEqualTo(Verdict.BOOK_UNSORTED);
    }

    @Test
    void volumeGrowsWithinADay() {
        assertThat(check(quote(TEN, "11", "1000"))).isEqualTo(Verdict.GOOD);
        assertThat(check(quote(TEN, "11", "999"))).isEqualTo(Verdict.VOLUME_BACKWARDS);
        assertThat(check(quote(TEN, "11", "1000"))).isEqualTo(Verdict.GOOD);
        assertThat(check(quote(TEN.plus(Duration.ofDays(1)), "11", "5"))).isEqualTo(Verdict.GOOD);
    }

    @Test
    void aCorrectionThatStaysIsBelieved() {
        check(quote(TEN, "11", "1000"));
        var verdicts = Stream.of("500", "510", "520", "530", "540", "550")
                .map(volume -> check(quote(TEN, "11", volume)))
                .toList();
        assertThat(verdicts.subList(0, 4)).containsOnly(Verdict.VOLUME_BACKWARDS);
        assertThat(verdicts.subList(4, 6)).containsOnly(Verdict.GOOD);
    }

    @Test
    void aTradeIsTakenOnce() {
        assertThat(check(trade(TEN, "11", "100", "a"))).isEqualTo(Verdict.GOOD);
        assertThat(check(trade(TEN, "11", "100", "a"))).isEqualTo(Verdict.TRADE_REPEATED);
        for (int i = 0; i < 64; i++) {
            assertThat(check(trade(i / 100))).isEqualTo(Verdict.GOOD);
        }
        // only the last ids are remembered
        assertThat(check(trade(TEN, "11", "100", "a"))).isEqualTo(Verdict.GOOD);
    }

    @Test
    void timeMayGoBackALittle() {
        check(trade(10));
        assertThat(check(trade(5))).isEqualTo(Verdict.GOOD);
        assertThat(check(trade(4))).isEqualTo(Verdict.TIME_BACKWARDS);
        assertThat(check(quote(TEN, "11", null))).isEqualTo(Verdict.GOOD);
        assertThat(check(quote(TEN.minusSeconds(6), "11", null))).isEqualTo(Verdict.TIME_BACKWARDS);
        check(depth(TEN, List.of("11"), List.of()));
        assertThat(check(depth(TEN.minusSeconds(6), List.of("11"), List.of()))).isEqualTo(Verdict.TIME_BACKWARDS);
    }

    @Test
    void oneTimeFarAheadDoesNotShutOutWhatFollows() {
        check(trade(1_000_000));
        var verdicts = Stream.iterate(1, n -> n + 1)
                .limit(10)
                .map(n -> check(trade(n)))
                .toList();
        assertThat(verdicts.subList(0, 4)).containsOnly(Verdict.TIME_BACKWARDS);
        assertThat(verdicts.subList(4, 10)).containsOnly(Verdict.GOOD);
    }

    @Test
    void anotherSourceBeginsAnew() {
        check(quote(TEN, "11", "1000"));
        var other = new Quote(
                BANK,
                TEN.minusSeconds(900),
                "tencent",
                BigDecimal.TEN,
                null,
                null,
                null,
                null,
                BigDecimal.ONE,
                null,
                null,
                null,
                null,
                null);
        assertThat(check(other)).isEqualTo(Verdict.GOOD);
    }

    @Test
    void aForgottenSymbolBeginsAnew() {
        check(trade(TEN, "11", "100", "a"));
        guard.forget(BANK);
        assertThat(check(trade(TEN, "11", "100", "a"))).isEqualTo(Verdict.GOOD);
    }

    @Property
    void whatPassesNeverGoesBackBeyondToleranceUnlessBelieved(
            @ForAll @Size(max = 60) List<@IntRange(max = 30) Integer> seconds) {
        var fresh = new EventGuard(Duration.ofSeconds(5));
        int newest = Integer.MIN_VALUE;
        int refused = 0;
        for (int second : seconds) {
            var verdict = fresh.check(trade(second));
            if (newest == Integer.MIN_VALUE || second >= newest - 5) {
                assertThat(verdict).isEqualTo(Verdict.GOOD);
                newest = Math.max(newest, second);
                refused = 0;
            } else if (++refused < 5) {
                assertThat(verdict).isEqualTo(Verdict.TIME_BACKWARDS);
            } else {
                assertThat(verdict).isEqualTo(Verdict.GOOD);
                newest = second;
                refused = 0;
            }
        }
    }

    @Test
    void aBarWhosePricesContradictEachOtherIsRefused() {
        assertThat(guard.check(bar("10", "12", "9", "11", "5"))).isEqualTo(Verdict.GOOD);
        assertThat(guard.check(bar("10", "10.5", "9", "11", "5"))).isEqualTo(Verdict.BAR_IMPOSSIBLE);
        assertThat(guard.check(bar("10", "12", "10.5", "11", "5"))).isEqualTo(Verdict.BAR_IMPOSSIBLE);
        assertThat(guard.check(bar("10", "12", "0", "11", "5"))).isEqualTo(Verdict.PRICE_NOT_POSITIVE);
        assertThat(guard.check(bar("10", "12", "9", "11", "-1"))).isEqualTo(Verdict.VOLUME_NEGATIVE);
    }

    private static Bar bar(String open, String high, String low, String close, String volume) {
        return new Bar(
                BANK,
                BarPeriod.M1,
                TEN,
                "tdx",
                new BigDecimal(open),
                new BigDecimal(high),
                new BigDecimal(low),
                new BigDecimal(close),
                new BigDecimal(volume),
                BigDecimal.ONE,
                1,
                true,
                0);
    }
}
