package argus.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Market;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TradingCalendarPropertyTest {
    private static final Calendars CALENDARS = Calendars.packaged();
    private static final Instant FIRST = Instant.parse("2022-06-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2029-06-01T00:00:00Z");

    @Provide
    Arbitrary<Instant> times() {
        return Arbitraries.longs()
                .between(FIRST.getEpochSecond(), LAST.getEpochSecond())
                .map(Instant::ofEpochSecond);
    }

    @Provide
    Arbitrary<Market> closing() {
        return Arbitraries.of(Market.class).filter(market -> market != Market.CRYPTO);
    }

    @Property
    void whatAMarketDoesFillsItsDayWithoutGapOrOverlap(
            @ForAll("closing") Market market, @ForAll("times") Instant time) {
        var calendar = CALENDARS.of(market);
        var standing = calendar.standing(time);
        assertThat(standing.covers(time)).isTrue();
        assertThat(calendar.phase(time)).isEqualTo(standing.phase());

        var next = calendar.standing(standing.until());
        assertThat(next.since()).isEqualTo(standing.until());
        var before = calendar.standing(standing.since().minusMillis(1));
        assertThat(before.until()).isEqualTo(standing.since());
        assertThat(calendar.standing(standing.until().minusMillis(1))).isEqualTo(standing);
    }

    @Property
    void theSessionsOfADayFollowEachOther(@ForAll("closing") Market market, @ForAll("times") Instant time) {
        var calendar = CALENDARS.of(market);
        var date = LocalDate.ofInstant(time, calendar.zone());
        var end = Instant.MIN;
        for (var session : calendar.sessions(date)) {
            assertThat(session.start()).isAfterOrEqualTo(end).isBefore(session.end());
            assertThat(calendar.phase(session.start())).isEqualTo(session.phase());
            end = session.end();
        }
    }

    @Property
    void aMarketIsOpenWhenItIsSaidToOpenNextAndNotBefore(
            @ForAll("closing") Market market, @ForAll("times") Instant time) {
        var calendar = CALENDARS.of(market);
        calendar.nextOpen(time).ifPresent(open -> {
            assertThat(open).isAfterOrEqualTo(time);
            assertThat(calendar.isOpen(open)).isTrue();
            if (open.isAfter(time)) {
                assertThat(calendar.isOpen(time)).isFalse();
                assertThat(calendar.isOpen(open.minusMillis(1))).isFalse();
                for (var at = time; at.isBefore(open); at = at.plus(Duration.ofMinutes(7))) {
                    assertThat(calendar.isOpen(at)).isFalse();
                }
            }
        });
    }

    @Property
    void aClosedMarketOfAKnownYearOpensAgain(@ForAll("closing") Market market, @ForAll("times") Instant time) {
        var calendar = CALENDARS.of(market);
        var month = LocalDate.ofInstant(time, calendar.zone()).plusDays(31);
        if (calendar.phase(time) != Phase.UNKNOWN && calendar.day(month) != TradingCalendar.Day.UNKNOWN) {
            assertThat(calendar.nextOpen(time)).isPresent();
        }
    }
}
