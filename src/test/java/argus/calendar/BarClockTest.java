package argus.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.model.BarPeriod;
import argus.model.Market;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarClockTest {
    private static final BarClock SESSIONS = Calendars.packaged().barClock();
    private static final BarClock ALWAYS_OPEN = BarClock.alwaysOpen();
    private static final long FIRST = Instant.parse("2022-06-01T00:00:00Z").toEpochMilli();
    private static final long LAST = Instant.parse("2029-06-01T00:00:00Z").toEpochMilli();

    private static Instant local(Market market, String time) {
        return LocalDateTime.parse(time).atZone(market.zone()).toInstant();
    }

    @ParameterizedTest
    @CsvSource({
        // opening auction: the first bar of the morning
        "SH, 1m, 2026-03-02T09:25:00.630, 2026-03-02T09:30, 2026-03-02T09:31",
        "SH, 1m, 2026-03-02T09:30:59.999, 2026-03-02T09:30, 2026-03-02T09:31",
        "SH, 1h, 2026-03-02T10:31, 2026-03-02T10:30, 2026-03-02T11:30:10",
        "SH, 2h, 2026-03-02T10:31, 2026-03-02T09:30, 2026-03-02T11:30:10",
        // no bar across lunch; the print of the last second stays in the morning
        "SH, 4h, 2026-03-02T10:31, 2026-03-02T09:30, 2026-03-02T11:30:10",
        "SH, 4h, 2026-03-02T13:00, 2026-03-02T13:00, 2026-03-02T15:00:10",
        "SH, 5m, 2026-03-02T11:30:00.500, 2026-03-02T11:25, 2026-03-02T11:30:10",
        // closing auction: the last bar
        "SH, 1m, 2026-03-02T15:00:01, 2026-03-02T14:59, 2026-03-02T15:00:10",
        "HK, 1m, 2026-03-02T16:08:12, 2026-03-02T15:59, 2026-03-02T16:10:10",
        "HK, 1h, 2026-03-02T11:45, 2026-03-02T11:30, 2026-03-02T12:00:10",
        "HK, 1h, 2026-12-24T12:05, 2026-12-24T11:30, 2026-12-24T12:10:10",
        "SH, 1m, 2026-03-02T15:06, 2026-03-02T15:06, 2026-03-02T15:07",
        "US, 1h, 2026-03-02T09:29, 2026-03-02T09:00, 2026-03-02T09:30",
        "US, 1h, 2026-03-02T15:45, 2026-03-02T15:30, 2026-03-02T16:00",
        "US, 4h, 2026-11-27T12:00, 2026-11-27T09:30, 2026-11-27T13:00",
        // days, weeks and months
        "SH, 1d, 2026-03-02T09:25, 2026-03-02T00:00, 2026-03-02T15:30:10",
        "SH, 1d, 2026-03-01T12:00, 2026-02-27T00:00, 2026-02-27T15:30:10",
        "SH, 1w, 2026-09-30T10:00, 2026-09-28T00:00, 2026-09-30T15:30:10",
        "SH, 1M, 2026-09-30T10:00, 2026-09-01T00:00, 2026-09-30T15:30:10",
        "SH, 1w, 2026-10-05T10:00, 2026-09-28T00:00, 2026-09-30T15:30:10",
        "HK, 1d, 2026-12-24T10:00, 2026-12-24T00:00, 2026-12-24T12:10:10",
        // outside the table: the usual hours, the week and month end by the date
        "SH, 1m, 2027-03-01T11:29:30, 2027-03-01T11:29, 2027-03-01T11:30:10",
        "SH, 1w, 2027-03-03T10:00, 2027-03-01T00:00, 2027-03-08T00:00",
        "CRYPTO, 1h, 2026-03-01T23:30, 2026-03-01T23:00, 2026-03-02T00:00",
        "CRYPTO, 1M, 2026-03-31T23:30, 2026-03-01T00:00, 2026-04-01T00:00",
    })
    void sessionsCutBars(Market market, String period, String time, String start, String end) {
        var p = BarPeriod.ofWire(period).orElseThrow();
        assertThat(SESSIONS.barStart(market, p, local(market, time))).isEqualTo(local(market, start));
        assertThat(SESSIONS.barEnd(market, p, local(market, start))).isEqualTo(local(market, end));
    }

    @ParameterizedTest
    @CsvSource({
        "SH, 4h, 2026-03-01T11:45, 2026-03-01T08:00, 2026-03-01T12:00",
        "SH, 1d, 2026-03-01T11:45, 2026-03-01T00:00, 2026-03-02T00:00",
        "US, 1w, 2026-03-01T11:45, 2026-02-23T00:00, 2026-03-02T00:00",
        "US, 1M, 2026-03-01T11:45, 2026-03-01T00:00, 2026-04-01T00:00",
        "US, 1s, 2026-03-01T11:45:00.999, 2026-03-01T11:45, 2026-03-01T11:45:01",
        // 23 and 25 hours long
        "US, 4h, 2026-03-08T23:30, 2026-03-08T21:00, 2026-03-09T00:00",
        "US, 4h, 2026-11-01T23:30, 2026-11-01T23:00, 2026-11-02T00:00",
    })
    void alwaysOpenMarketsAreCutAtLocalHours(Market market, String period, String time, String start, String end) {
        var p = BarPeriod.ofWire(period).orElseThrow();
        assertThat(ALWAYS_OPEN.barStart(market, p, local(market, time))).isEqualTo(local(market, start));
        assertThat(ALWAYS_OPEN.barEnd(market, p, local(market, start))).isEqualTo(local(market, end));
    }

    @Property
    void alwaysOpenBarsHoldTheirInstantsAndFollowEachOther(
            @ForAll Market market, @ForAll BarPeriod period, @ForAll @LongRange(min = 0, max = 1_000_000) long part) {
        var time = instant(part);
        var start = ALWAYS_OPEN.barStart(market, period, time);
        var end = ALWAYS_OPEN.barEnd(market, period, start);
        assertThat(time).isBetween(start, end.minusMillis(1));
        assertThat(ALWAYS_OPEN.barStart(market, period, start)).isEqualTo(start);
        assertThat(ALWAYS_OPEN.barStart(market, period, end)).isEqualTo(end);
    }

    @Property
    void sessionBarsAreStableAndInOrder(
            @ForAll Market market, @ForAll BarPeriod period, @ForAll @LongRange(min = 0, max = 1_000_000) long part) {
        var time = instant(part);
        var start = SESSIONS.barStart(market, period, time);
        var end = SESSIONS.barEnd(market, period, start);
        assertThat(start).isBefore(end);
        if (period != BarPeriod.W1 && period != BarPeriod.MONTH) { // these may open on a closed day
            assertThat(SESSIONS.barStart(market, period, start)).isEqualTo(start);
        }
        assertThat(SESSIONS.barStart(market, period, time.plusSeconds(61))).isAfterOrEqualTo(start);
        if (!period.isCalendar() && Calendars.packaged().of(market).phase(time) == Phase.REGULAR) {
            assertThat(time).isBetween(start, end.minusMillis(1));
        }
    }

    @Test
    void aMarketWithoutCalendarIsRefused() {
        assertThatThrownBy(() -> new SessionBarClock(Map.of()).barStart(Market.SH, BarPeriod.M1, instant(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Instant instant(long part) {
        return Instant.ofEpochMilli(FIRST + (LAST - FIRST) / 1_000_000 * part);
    }
}
