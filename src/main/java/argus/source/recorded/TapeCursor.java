package argus.source.recorded;

import argus.model.MarketEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The place in one symbol's tape up to which it was played, and the figures of the day there. Not thread-safe.
 */
final class TapeCursor {
    static final long ENDED = Long.MAX_VALUE;

    private final Tape tape;
    private final long start;
    private final long length;
    private final boolean loops;
    private final ZoneId zone;
    private final String ids;

    private long loop;
    private int trade;
    private int depth;
    private int quote;
    private DayFigures figures = new DayFigures(null, null);

    /**
     * @param start of the recording, in epoch milliseconds
     * @param length of a loop, in milliseconds
     * @param ids what trade ids begin with, so that those of another way of playing differ
     */
    TapeCursor(Tape tape, long start, long length, boolean loops, String ids) {
        this.tape = tape;
        this.start = start;
        this.length = length;
        this.loops = loops;
        this.zone = tape.symbol().market().zone();
        this.ids = ids;
    }

    Tape tape() {
        return tape;
    }

    /**
     * Goes to a place as if everything before it had been played since ever, and tells the state there: the last book
     * and the last quote, with the times at which they were due.
     */
    void join(long place, ReplayClock clock, List<MarketEvent> out) {
        long before = place - 1;
        loop = loops ? Math.floorDiv(place, length) : 0;
        long time = start + place - loop * length;
        trade = tape.trades().firstFrom(time);
        depth = tape.depth().firstFrom(time);
        quote = tape.quotes().firstFrom(time);
        var now = Instant.ofEpochMilli(clock.instant(before));
        var date = LocalDate.ofInstant(now, zone);
        long dayStart = clock.place(date.atStartOfDay(zone).toInstant().toEpochMilli());
        figures = dayUntil(date, loops ? dayStart : Math.max(0, dayStart), before);
        if (depth > 0 || loops && tape.depth().size() > 0) {
            int row = rowBefore(tape.depth(), depth);
            out.add(tape.depth(
                    row,
                    due(tape.depth(), depth, clock),
                    loopBefore(depth) * tape.depth().size() + row + 1));
        }
        if (quote > 0 || loops && tape.quotes().size() > 0) {
            out.add(tape.quote(rowBefore(tape.quotes(), quote), due(tape.quotes(), quote, clock)));
        } else if (tape.makesQuotes() && (trade > 0 || loops)) {
            tellQuote(due(tape.trades(), trade, clock), out);
        }
    }

    /** The place of the next row, or {@link #ENDED}. */
    long next() {
        long time = nextTime();
        if (time == ENDED && loops && tape.size() > 0) {
            loop++;
            trade = 0;
            depth = 0;
            quote = 0;
            time = nextTime();
        }
        return time == ENDED ? ENDED : loop * length + time - start;
    }

    /** Plays all rows of the next place: trades, then books, then quotes. */
    void play(Instant at, List<MarketEvent> out) {
        long time = nextTime();
        int first = trade;
        for (; trade < tape.trades().size() && tape.trades().time(trade) == time; trade++) {
            out.add(tape.trade(trade, at, ids + loop + '.' + (trade + 1)));
        }
        for (; depth < tape.depth().size() && tape.depth().time(depth) == time; depth++) {
            out.add(tape.depth(depth, at, loop * tape.depth().size() + depth + 1));
        }
        for (; quote < tape.quotes().size() && tape.quotes().time(quote) == time; quote++) {
            out.add(tape.quote(quote, at));
        }
        if (trade > first && tape.makesQuotes()) {
            figures = figures.on(LocalDate.ofInstant(at, zone));
            tape.addTrades(first, trade, figures);
            tellQuote(at, out);
        }
    }

    private void tellQuote(Instant at, List<MarketEvent> out) {
        var made = figures.quote(tape.symbol(), at, tape.source());
        if (made != null) {
            out.add(made);
        }
    }

    private long nextTime() {
        return Math.min(time(tape.trades(), trade), Math.min(time(tape.depth(), depth), time(tape.quotes(), quote)));
    }

    private static long time(PackedRows rows, int row) {
        return row < rows.size() ? rows.time(row) : ENDED;
    }

    /** The row played last when {@code row} is the next one: the one before it, or the last of the loop before. */
    private static int rowBefore(PackedRows rows, int row) {
        return (row > 0 ? row : rows.size()) - 1;
    }

    private long loopBefore(int row) {
        return row > 0 ? loop : loop - 1;
    }

    /** When the row before {@code row} was due. */
    private Instant due(PackedRows rows, int row, ReplayClock clock) {
        return Instant.ofEpochMilli(clock.instant(loopBefore(row) * length + rows.time(rowBefore(rows, row)) - start));
    }

    /** The figures of a day of which the trades from one place to another have been played, both included. */
    private DayFigures dayUntil(LocalDate date, long from, long to) {
        var day = new DayFigures(date, priceBefore(from));
        if (to < from) {
            return day;
        }
        long firstLoop = Math.floorDiv(from, length);
        long lastLoop = Math.floorDiv(to, length);
        int begin = tape.trades().firstFrom(start + from - firstLoop * length);
        int end = tape.trades().firstFrom(start + to - lastLoop * length + 1);
        if (firstLoop == lastLoop) {
            tape.addTrades(begin, end, day);
        } else {
            tape.addTrades(begin, tape.trades().size(), day);
            day.add(tape.whole(), lastLoop - firstLoop - 1);
            tape.addTrades(0, end, day);
        }
        return day;
    }

    private @Nullable BigDecimal priceBefore(long place) {
        long before = Math.floorDiv(place, length);
        int row = tape.trades().firstFrom(start + place - before * length) - 1;
        if (row < 0 && loops) {
            row = tape.trades().size() - 1;
        }
        return row < 0 ? null : tape.priceOfTrade(row);
    }
}
