package argus.source;

import static org.assertj.core.api.Assertions.assertThat;

import argus.TestClock;
import argus.calendar.Calendars;
import argus.calendar.Phase;
import argus.model.BarPeriod;
import argus.model.Symbol;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MarketHoursTest {
    private static final Symbol TEA = new Symbol("600519.SH");
    private static final Symbol APPLE = new Symbol("AAPL.US");
    private static final Symbol COIN = new Symbol("BTC-USD");
    /** Monday, 10:00 in Shanghai. */
    private static final Instant MORNING = Instant.parse("2026-03-02T02:00:00Z");

    private final TestClock clock = new TestClock(MORNING);
    private final MarketHours hours = new MarketHours(Calendars.packaged(), false, clock);

    @Test
    void eachMarketHasItsOwnHours() {
        assertThat(hours.phase(TEA)).isEqualTo(Phase.REGULAR);
        assertThat(hours.isOpen(TEA)).isTrue();
        assertThat(hours.isBusy(TEA)).isTrue();
        assertThat(hours.nextOpen(TEA)).isEmpty();
        assertThat(hours.since(TEA)).isEqualTo("2026-03-02T01:30:00Z");
        assertThat(hours.isOpen(APPLE)).isFalse();
        assertThat(hours.nextOpen(APPLE)).contains(Instant.parse("2026-03-02T09:00:00Z"));
        assertThat(hours.isOpen(COIN)).isTrue();
        assertThat(hours.since(COIN)).isEqualTo(Instant.MIN);
    }

    @Test
    void theyFollowTheClock() {
        assertThat(hours.isOpen(TEA)).isTrue();

        clock.advance(Duration.ofHours(2)); // noon

        assertThat(hours.phase(TEA)).isEqualTo(Phase.BREAK);
        assertThat(hours.isOpen(TEA)).isFalse();
        assertThat(hours.nextOpen(TEA)).contains(Instant.parse("2026-03-02T05:00:00Z"));

        clock.advance(Duration.ofMinutes(190)); // 15:10, trading at the closing price

        assertThat(hours.isOpen(TEA)).isTrue();
        assertThat(hours.isBusy(TEA)).isFalse();
    }

    @Test
    void aLateSourceIsAskedForTheLastValuesAfterTheClose() {
        clock.advance(Duration.ofMinutes(91));
        assertThat(hours.isOpen(TEA)).isFalse();
        assertThat(hours.isOpen(TEA, Duration.ofSeconds(30))).isFalse();
        assertThat(hours.isOpen(TEA, Duration.ofMinutes(2))).isTrue();
    }

    @Test
    void aDayThatNoCalendarKnowsCountsAsOpenAndIsNotCalledSilent() {
        clock.advance(Duration.ofDays(365));
        assertThat(hours.phase(TEA)).isEqualTo(Phase.UNKNOWN);
        assertThat(hours.isOpen(TEA)).isTrue();
        assertThat(hours.isBusy(TEA)).isFalse();
        assertThat(hours.nextOpen(TEA)).isEmpty();
    }

    @Test
    void everythingIsOpenWhereTheSettingsSaySo() {
        var open = new MarketHours(Calendars.packaged(), true, clock);
        assertThat(open.phase(APPLE)).isEqualTo(Phase.REGULAR);
        assertThat(open.isOpen(APPLE)).isTrue();
        assertThat(open.nextOpen(APPLE)).isEmpty();
    }

    @Test
    void barsAreCutBySessionsUnlessASymbolIsTradedRoundTheClock() {
        var lunch = Instant.parse("2026-03-02T04:10:00Z"); // a late print of the morning
        assertThat(hours.barClock(TEA).barStart(TEA.market(), BarPeriod.M1, lunch))
                .isEqualTo("2026-03-02T03:29:00Z");
        assertThat(hours.except(TEA::equals).barClock(TEA).barStart(TEA.market(), BarPeriod.M1, lunch))
                .isEqualTo(lunch);
        assertThat(MarketHours.alwaysOpen(clock).barClock(TEA).barStart(TEA.market(), BarPeriod.M1, lunch))
                .isEqualTo(lunch);
    }

    @Test
    void calendarsThatEndAreSaid() {
        assertThat(hours.warnings()).isEmpty();
        clock.advance(Duration.ofDays(400));
        assertThat(hours.warnings()).anyMatch(line -> line.contains("CN")).anyMatch(line -> line.contains("HK"));
    }

    @Test
    void oneSymbolMayBeOpenWhileItsMarketIsNot() {
        var hours = this.hours.except(APPLE::equals);
        assertThat(hours.isOpen(APPLE)).isTrue();
        assertThat(hours.isOpen(new Symbol("MSFT.US"))).isFalse();
    }
}
