package argus.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Market;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradingCalendarTest {
    private static final Calendars CALENDARS = Calendars.packaged();

    private static Instant local(Market market, String time) {
        return LocalDateTime.parse(time).atZone(market.zone()).toInstant();
    }

    @ParameterizedTest
    @CsvSource({
        "SH, 2026-03-02T08:59, CLOSED",
        "SH, 2026-03-02T09:15, OPENING_AUCTION",
        "SH, 2026-03-02T09:25, BREAK",
        "SH, 2026-03-02T09:30, REGULAR",
        "SZ, 2026-03-02T11:30, BREAK",
        "SZ, 2026-03-02T14:57, CLOSING_AUCTION",
        "BJ, 2026-03-02T15:00, BREAK",
        "SH, 2026-03-02T15:10, AFTER_HOURS",
        "SH, 2026-03-02T15:30, CLOSED",
        "SH, 2026-02-28T10:00, CLOSED", // a working Saturday is closed all the same
        "SH, 2024-02-09T10:00, CLOSED", // the exchanges' own closure
        "SH, 2027-01-04T10:00, UNKNOWN",
        "SH, 2022-12-30T10:00, UNKNOWN",
        "HK, 2026-03-02T09:10, OPENING_AUCTION",
        "HK, 2026-03-02T12:30, BREAK",
        "HK, 2026-03-02T16:05, CLOSING_AUCTION",
        "HK, 2026-12-24T11:59, REGULAR",
        "HK, 2026-12-24T12:05, CLOSING_AUCTION",
        "HK, 2026-12-24T13:30, CLOSED",
        "US, 2026-03-06T05:00, PRE_MARKET",
        "US, 2026-03-06T09:30, REGULAR",
        "US, 2026-03-09T15:59, REGULAR", // after the change to summer time
        "US, 2026-03-06T16:00, POST_MARKET",
        "US, 2026-11-27T12:59, REGULAR",
        "US, 2026-11-27T13:00, POST_MARKET",
        "US, 2026-11-27T17:00, CLOSED",
        "US, 2026-07-03T12:00, CLOSED",
        "CRYPTO, 2031-01-05T00:00, REGULAR",
        "FX, 2026-03-01T21:59, CLOSED", // Sunday, before 17:00 in New York
        "FX, 2026-03-01T22:00, REGULAR",
        "FX, 2026-03-04T03:00, REGULAR",
        "FX, 2026-03-06T21:59, REGULAR",
        "FX, 2026-03-06T22:00, CLOSED",
        "FX, 2026-07-03T20:59, REGULAR", // summer time
        "FX, 2026-07-03T21:00, CLOSED",
    })
    void phaseFollowsTheTable(Market market, String time, Phase expected) {
        var calendar = CALENDARS.of(market);
        assertThat(calendar.phase(local(market, time))).isEqualTo(expected);
        assertThat(calendar.isOpen(local(market, time)))
                .isEqualTo(expected != Phase.CLOSED && expected != Phase.BREAK && expected != Phase.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "SH, 2026-03-02T10:00, 2026-03-02",
        "SH, 2026-03-01T10:00, 2026-02-27",
        "SH, 2026-10-05T10:00, 2026-09-30",
        "US, 2026-03-02T23:00, 2026-03-02",
        "CRYPTO, 2026-03-01T10:00, 2026-03-01",
    })
    void closedDaysCountToTheTradingDayBefore(Market market, String time, LocalDate expected) {
        assertThat(CALENDARS.of(market).tradingDate(local(market, time))).contains(expected);
    }

    @Test
    void tradingDateIsNotGuessedOutsideTheTable() {
        assertThat(CALENDARS.of(Market.SH).tradingDate(local(Market.SH, "2027-03-01T10:00")))
                .isEmpty();
        assertThat(CALENDARS.of(Market.SH).tradingDate(local(Market.SH, "2023-01-01T10:00")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SH, 2026-03-02T10:00, 2026-03-02T10:00",
        "SH, 2026-03-02T12:00, 2026-03-02T13:00",
        "SH, 2026-03-02T16:00, 2026-03-03T09:15",
        "SH, 2026-09-30T16:00, 2026-10-08T09:15",
        "HK, 2026-12-24T13:00, 2026-12-28T09:00",
        "US, 2026-03-06T21:00, 2026-03-09T04:00",
    })
    void nextOpenIsTheNextSession(Market market, String time, String expected) {
        assertThat(CALENDARS.of(market).nextOpen(local(market, time))).contains(local(market, expected));
    }

    @Test
    void nextOpenIsUnknownPastTheTable() {
        assertThat(CALENDARS.of(Market.SH).nextOpen(local(Market.SH, "2026-12-31T16:00")))
                .isEmpty();
    }

    @Test
    void daysAreTradingShortClosedOrUnknown() {
        var hk = CALENDARS.of(Market.HK);
        assertThat(hk.day(LocalDate.of(2026, 12, 23))).isEqualTo(TradingCalendar.Day.TRADING);
        assertThat(hk.day(LocalDate.of(2026, 12, 24))).isEqualTo(TradingCalendar.Day.SHORT);
        assertThat(hk.day(LocalDate.of(2026, 12, 25))).isEqualTo(TradingCalendar.Day.CLOSED);
        assertThat(hk.day(LocalDate.of(2027, 12, 25))).isEqualTo(TradingCalendar.Day.UNKNOWN);
        assertThat(hk.sessions(LocalDate.of(2026, 12, 25))).isEmpty();
        assertThat(hk.sessions(LocalDate.of(2026, 12, 24)))
                .extracting(TradingCalendar.Session::phase)
                .containsExactly(Phase.OPENING_AUCTION, Phase.REGULAR, Phase.CLOSING_AUCTION);
    }

    @Test
    void anEndingTableIsSaid() {
        assertThat(CALENDARS.warnings(LocalDate.of(2026, 6, 1))).isEmpty();
        assertThat(CALENDARS.warnings(LocalDate.of(2026, 12, 20)))
                .hasSize(2)
                .anyMatch(w -> w.contains("CN calendar covers 2023 to 2026"));
    }
}
