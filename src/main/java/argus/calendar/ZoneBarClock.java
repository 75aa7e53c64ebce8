package argus.calendar;

import argus.model.BarPeriod;
import argus.model.Market;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Cuts bars round the clock: each local day begins a new one, and within the day they follow each other without a gap.
 * On the two days a year when clocks change the last bar of the day is shorter or longer than usual. Thread-safe.
 */
final class ZoneBarClock implements BarClock {
    private final AtomicReferenceArray<LocalDay> latest = new AtomicReferenceArray<>(Market.values().length);

    /** From local midnight to the next, in epoch milliseconds. */
    private record LocalDay(LocalDate date, long start, long end) {
        boolean contains(long time) {
            return time >= start && time < end;
        }
    }

    @Override
    public Instant barStart(Market market, BarPeriod period, Instant time) {
        long at = time.toEpochMilli();
        var day = day(market, at);
        if (period.isCalendar()) {
            return first(day.date(), period).atStartOfDay(market.zone()).toInstant();
        }
        long length = period.length().toMillis();
        return Instant.ofEpochMilli(day.start() + (at - day.start()) / length * length);
    }

    @Override
    public Instant barEnd(Market market, BarPeriod period, Instant start) {
        var day = day(market, start.toEpochMilli());
        if (period.isCalendar()) {
            return next(first(day.date(), period), period)
                    .atStartOfDay(market.zone())
                    .toInstant();
        }
        long end = start.toEpochMilli() + period.length().toMillis();
        return Instant.ofEpochMilli(Math.min(end, day.end()));
    }

    /** The first date of the day, week or month that a date lies in. */
    static LocalDate first(LocalDate date, BarPeriod period) {
        return switch (period) {
            case W1 -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> date.withDayOfMonth(1);
            default -> date;
        };
    }

    /** The first date of the day, week or month after the one that begins there. */
    static LocalDate next(LocalDate first, BarPeriod period) {
        return switch (period) {
            case W1 -> first.plusWeeks(1);
            case MONTH -> first.plusMonths(1);
            default -> first.plusDays(1);
        };
    }

    private LocalDay day(Market market, long time) {
        var known = latest.get(market.ordinal());
        if (known != null && known.contains(time)) {
            return known;
        }
        ZoneId zone = market.zone();
        var date = LocalDate.ofInstant(Instant.ofEpochMilli(time), zone);
        var day = new LocalDay(
                date,
                date.atStartOfDay(zone).toInstant().toEpochMilli(),
                date.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli());
        latest.set(market.ordinal(), day);
        return day;
    }
}
