package argus.calendar;

import argus.calendar.CalendarTable.Span;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The trading days and sessions of one market. It answers from its table and says so where the table ends instead of
 * guessing. Immutable.
 */
public final class TradingCalendar {
    /** A table that ends sooner than this is worth a warning. */
    private static final int WARN_DAYS = 30;

    private static final int LONGEST_CLOSURE_DAYS = 30;

    private final String name;
    private final CalendarTable table;

    /** What is known about a date. */
    public enum Day {
        TRADING,
        /** Regular trading ends early. */
        SHORT,
        CLOSED,
        UNKNOWN
    }

    /** A stretch in which orders or trades are possible, the end not included. */
    public record Session(Instant start, Instant end, Phase phase) {}

    /**
     * What a market does from one instant to another, the second not included.
     *
     * @param since when it began, at the earliest at the beginning of the day
     * @param until when something else or another day begins
     */
    public record Standing(Phase phase, Instant since, Instant until) {
        /** Whether it holds at that instant. */
        public boolean covers(Instant time) {
            return !time.isBefore(since) && time.isBefore(until);
        }
    }

    TradingCalendar(String name, CalendarTable table) {
        this.name = name;
        this.table = table;
    }

    /** The calendar of a market that never closes. */
    public static TradingCalendar alwaysOpen(ZoneId zone) {
        return new TradingCalendar("24x7", CalendarTable.alwaysOpen(zone));
    }

    /**
     * The calendar of currencies: no Saturdays and Sundays, days that begin at 17:00 in New York on the evening before.
     * It knows no holidays.
     */
    public static TradingCalendar foreignExchange() {
        return new TradingCalendar("FX", CalendarTable.foreignExchange());
    }

    /** The zone in which its days are cut. */
    public ZoneId zone() {
        return table.zone();
    }

    public Day day(LocalDate date) {
        if (table.everyDay()) {
            return Day.TRADING;
        }
        if (date.getYear() < table.firstYear() || date.getYear() > table.lastYear()) {
            return Day.UNKNOWN;
        }
        var weekday = date.getDayOfWeek();
        if (weekday == DayOfWeek.SATURDAY
                || weekday == DayOfWeek.SUNDAY
                || table.holidays().contains(date)) {
            return Day.CLOSED;
        }
        return table.shortDays().containsKey(date) ? Day.SHORT : Day.TRADING;
    }

    /** The sessions of a date in order; none where it is closed or unknown. */
    public List<Session> sessions(LocalDate date) {
        if (!isTrading(date)) {
            return List.of();
        }
        return table.sessionsOn(date).stream()
                .map(span -> new Session(at(date, span.start()), at(date, span.end()), span.phase()))
                .toList();
    }

    /** What the market is doing at that instant. */
    public Phase phase(Instant time) {
        return standing(time).phase();
    }

    /** What the market is doing at that instant, and for how long on that day. */
    public Standing standing(Instant time) {
        if (table.everyDay()) {
            return new Standing(Phase.REGULAR, Instant.MIN, Instant.MAX);
        }
        var date = date(time);
        var since = at(date, 0);
        var tomorrow = at(date.plusDays(1), 0);
        if (day(date) == Day.UNKNOWN) {
            return new Standing(Phase.UNKNOWN, since, tomorrow);
        }
        var between = Phase.CLOSED;
        for (var session : sessions(date)) {
            if (time.isBefore(session.start())) {
                return new Standing(between, since, session.start());
            }
            if (time.isBefore(session.end())) {
                return new Standing(session.phase(), session.start(), session.end());
            }
            since = session.end();
            between = Phase.BREAK;
        }
        return new Standing(Phase.CLOSED, since, tomorrow);
    }

    /** Whether orders or trades are possible at that instant; not where the table says nothing. */
    public boolean isOpen(Instant time) {
        return phase(time).isOpen();
    }

    /**
     * The trading day that an event of that instant counts to: its own date, or the last trading day before it where
     * that date is closed. Empty where the table does not say.
     */
    public Optional<LocalDate> tradingDate(Instant time) {
        var date = date(time);
        for (int back = 0; back <= LONGEST_CLOSURE_DAYS; back++) {
            switch (day(date.minusDays(back))) {
                case TRADING, SHORT:
                    return Optional.of(date.minusDays(back));
                case UNKNOWN:
                    return Optional.empty();
                case CLOSED:
                    break;
            }
        }
        return Optional.empty();
    }

    /** The instant itself while the market is open, otherwise the start of the next session; empty past the table. */
    public Optional<Instant> nextOpen(Instant time) {
        if (isOpen(time)) {
            return Optional.of(time);
        }
        var date = date(time);
        for (int ahead = 0; ahead <= LONGEST_CLOSURE_DAYS; ahead++) {
            for (var session : sessions(date.plusDays(ahead))) {
                if (session.start().isAfter(time)) {
                    return Optional.of(session.start());
                }
            }
        }
        return Optional.empty();
    }

    /** What an operator should know about the table's end, if it is near or past. */
    public Optional<String> warning(LocalDate today) {
        if (table.everyDay() || day(today.plusDays(WARN_DAYS)) != Day.UNKNOWN) {
            return Optional.empty();
        }
        return Optional.of("the " + name + " calendar covers " + table.firstYear() + " to " + table.lastYear()
                + ": sessions outside are unknown, replace its table");
    }

    /** The stretches of that date in which bars are cut, whether or not the date is a trading day. */
    List<Span> blocks(LocalDate date) {
        return table.blocksOn(date);
    }

    /** Sessions as on any trading day, for a date that is not in the table. */
    List<Span> layout(LocalDate date) {
        return table.sessionsOn(date);
    }

    boolean isTrading(LocalDate date) {
        var day = day(date);
        return day == Day.TRADING || day == Day.SHORT;
    }

    LocalDate date(Instant time) {
        return LocalDateTime.ofInstant(time, zone())
                .minusSeconds(table.dayBegins())
                .toLocalDate();
    }

    /** The instant of a second of that date; the zones here have no clock change while a market is open. */
    Instant at(LocalDate date, int second) {
        return date.atStartOfDay()
                .plusSeconds(table.dayBegins() + second)
                .atZone(zone())
                .toInstant();
    }
}
