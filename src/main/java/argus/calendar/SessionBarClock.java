package argus.calendar;

import argus.calendar.CalendarTable.Span;
import argus.model.BarPeriod;
import argus.model.Market;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Cuts bars by the sessions of each market: they begin at the start of a block of trading and none reaches over its
 * end. What happens before the first block (the opening auction) belongs to the first bar; what happens after a block
 * (a print of its last second, the closing auction) belongs to its last bar, which stays open for it. On a date that the table calls closed
 * events count to the last trading day; on one that it does not know they are cut as on any other day. Thread-safe.
 */
final class SessionBarClock implements BarClock {
    /** How long prints of the last instant of a block may be under way. */
    private static final int PRINTS_SECONDS = 10;

    private final Map<Market, TradingCalendar> calendars;
    private final AtomicReferenceArray<Plan> latest = new AtomicReferenceArray<>(Market.values().length);

    /** The blocks that hold on a local date, in epoch milliseconds. {@code closes} is when a block's last bar is over. */
    private record Plan(long from, long to, LocalDate tradingDate, long[] starts, long[] ends, long[] closes) {
        boolean covers(long time) {
            return time >= from && time < to;
        }

        int block(long time) {
            int block = 0;
            while (block + 1 < starts.length && time >= starts[block + 1]) {
                block++;
            }
            return block;
        }

        long close() {
            return closes[closes.length - 1];
        }
    }

    SessionBarClock(Map<Market, TradingCalendar> calendars) {
        this.calendars = calendars;
    }

    @Override
    public Instant barStart(Market market, BarPeriod period, Instant time) {
        long at = time.toEpochMilli();
        var plan = plan(market, at);
        if (period.isCalendar()) {
            return ZoneBarClock.first(plan.tradingDate(), period)
                    .atStartOfDay(market.zone())
                    .toInstant();
        }
        int block = plan.block(at);
        long start = plan.starts()[block];
        long inside = Math.max(start, Math.min(at, plan.ends()[block] - 1)) - start;
        long length = period.length().toMillis();
        return Instant.ofEpochMilli(start + inside / length * length);
    }

    @Override
    public Instant barEnd(Market market, BarPeriod period, Instant start) {
        long at = start.toEpochMilli();
        if (period.isCalendar()) {
            return calendarEnd(market, period, LocalDate.ofInstant(start, market.zone()));
        }
        var plan = plan(market, at);
        int block = plan.block(at);
        long end = at + period.length().toMillis();
        return Instant.ofEpochMilli(end < plan.ends()[block] ? end : plan.closes()[block]);
    }

    /** The close of the last trading day in the period, or where that is not known, the start of the next period. */
    private Instant calendarEnd(Market market, BarPeriod period, LocalDate first) {
        var calendar = calendar(market);
        var next = ZoneBarClock.next(first, period);
        for (var date = next.minusDays(1); !date.isBefore(first); date = date.minusDays(1)) {
            if (calendar.day(date) == TradingCalendar.Day.UNKNOWN) {
                break;
            }
            if (calendar.isTrading(date)) {
                return Instant.ofEpochMilli(
                        plan(market, calendar.at(date, 0).toEpochMilli()).close());
            }
        }
        return next.atStartOfDay(market.zone()).toInstant();
    }

    private Plan plan(Market market, long time) {
        var known = latest.get(market.ordinal());
        if (known != null && known.covers(time)) {
            return known;
        }
        var plan = newPlan(calendar(market), Instant.ofEpochMilli(time));
        latest.set(market.ordinal(), plan);
        return plan;
    }

    private static Plan newPlan(TradingCalendar calendar, Instant time) {
        var date = calendar.date(time);
        var tradingDate = calendar.tradingDate(time).orElse(date);
        var blocks = calendar.blocks(tradingDate);
        var starts = new long[blocks.size()];
        var ends = new long[blocks.size()];
        var closes = new long[blocks.size()];
        for (int i = 0; i < starts.length; i++) {
            var block = blocks.get(i);
            starts[i] = calendar.at(tradingDate, block.start()).toEpochMilli();
            ends[i] = calendar.at(tradingDate, block.end()).toEpochMilli();
            boolean goesOn = i + 1 < starts.length && blocks.get(i + 1).start() == block.end();
            int close = goesOn ? block.end() : close(calendar, tradingDate, block) + PRINTS_SECONDS;
            closes[i] = calendar.at(tradingDate, close).toEpochMilli();
        }
        return new Plan(
                calendar.at(date, 0).toEpochMilli(),
                calendar.at(date.plusDays(1), 0).toEpochMilli(),
                tradingDate,
                starts,
                ends,
                closes);
    }

    /** A closing auction that begins where the block ends keeps its last bar open. */
    private static int close(TradingCalendar calendar, LocalDate date, Span block) {
        for (var session : calendar.layout(date)) {
            if (session.phase() == Phase.CLOSING_AUCTION && session.start() == block.end()) {
                return session.end();
            }
        }
        return block.end();
    }

    private TradingCalendar calendar(Market market) {
        var calendar = calendars.get(market);
        if (calendar == null) {
            throw new IllegalArgumentException("no calendar for " + market);
        }
        return calendar;
    }
}
