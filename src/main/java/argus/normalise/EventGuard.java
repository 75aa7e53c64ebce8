package argus.normalise;

import argus.model.Bar;
import argus.model.Depth;
import argus.model.Depth.Level;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.model.Symbol;
import argus.model.Tick;
import argus.model.Trade;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says of each event whether it can be true, whatever the venue. It remembers a little of every symbol: the times, the
 * day's volume and the last trade ids. When a symbol's events are called out of order several times running it is
 * taken that what is remembered was wrong (a venue corrected itself, or one event had a time far ahead) and the
 * present events become the measure. A change of source begins anew. Not thread-safe.
 */
public final class EventGuard {
    private static final int OUT_OF_ORDER_UNTIL_BELIEVED = 5;

    private final long tolerance;
    private final Map<Symbol, Memory> memories = new HashMap<>();

    private static final class Memory {
        final String source;
        final RecentIds tradeIds = new RecentIds();
        final RecentIds tickIds = new RecentIds();
        final Order quoteTimes = new Order();
        final Order tradeTimes = new Order();
        final Order tickTimes = new Order();
        final Order depthTimes = new Order();
        int volumeBackwards;

        @Nullable
        LocalDate day;

        BigDecimal volume = BigDecimal.ZERO;

        Memory(String source) {
            this.source = source;
        }
    }

    /** The newest time of one kind of event. */
    private static final class Order {
        long newest = Long.MIN_VALUE;
        int backwards;

        boolean accepts(long time, long tolerance) {
            if (newest == Long.MIN_VALUE || time >= newest - tolerance) {
                newest = Math.max(newest, time);
            } else if (++backwards < OUT_OF_ORDER_UNTIL_BELIEVED) {
                return false;
            } else {
                newest = time;
            }
            backwards = 0;
            return true;
        }
    }

    /** @param tolerance how much older than the one before an event may be */
    public EventGuard(Duration tolerance) {
        this.tolerance = tolerance.toMillis();
    }

    /** Judges an event; only good ones are remembered. */
    public Verdict check(MarketEvent event) {
        if (event instanceof Bar bar) {
            return bar(bar);
        }
        var memory = memories.get(event.symbol());
        if (memory == null || !memory.source.equals(event.source())) {
            memory = new Memory(event.source());
            memories.put(event.symbol(), memory);
        }
        if (event instanceof Quote quote) {
            return quote(quote, memory);
        }
        if (event instanceof Trade trade) {
            return trade(trade, trade.price(), trade.volume(), trade.id(), memory.tradeIds, memory.tradeTimes);
        }
        if (event instanceof Tick tick) {
            return trade(tick, tick.price(), tick.volume(), tick.id(), memory.tickIds, memory.tickTimes);
        }
        return depth((Depth) event, memory);
    }

    /** Forgets a symbol that is not wanted any more. */
    public void forget(Symbol symbol) {
        memories.remove(symbol);
    }

    private static Verdict bar(Bar bar) {
        if (bar.low().signum() <= 0) {
            return Verdict.PRICE_NOT_POSITIVE;
        }
        if (bar.volume().signum() < 0) {
            return Verdict.VOLUME_NEGATIVE;
        }
        boolean possible = bar.low().compareTo(bar.open().min(bar.close())) <= 0
                && bar.high().compareTo(bar.open().max(bar.close())) >= 0;
        return possible ? Verdict.GOOD : Verdict.BAR_IMPOSSIBLE;
    }

    private Verdict quote(Quote quote, Memory memory) {
        if (quote.last().signum() <= 0) {
            return Verdict.PRICE_NOT_POSITIVE;
        }
        var volume = quote.volume();
        if (volume != null && volume.signum() < 0) {
            return Verdict.VOLUME_NEGATIVE;
        }
        if (!memory.quoteTimes.accepts(quote.time().toEpochMilli(), tolerance)) {
            return Verdict.TIME_BACKWARDS;
        }
        if (volume == null) {
            return Verdict.GOOD;
        }
        var day = LocalDate.ofInstant(quote.time(), quote.symbol().market().zone());
        boolean backwards = day.equals(memory.day) && volume.compareTo(memory.volume) < 0;
        if (backwards && ++memory.volumeBackwards < OUT_OF_ORDER_UNTIL_BELIEVED) {
            return Verdict.VOLUME_BACKWARDS;
        }
        memory.volumeBackwards = 0;
        memory.day = day;
        memory.volume = volume;
        return Verdict.GOOD;
    }

    private Verdict trade(
            MarketEvent event, BigDecimal price, BigDecimal volume, String id, RecentIds ids, Order times) {
        if (price.signum() <= 0) {
            return Verdict.PRICE_NOT_POSITIVE;
        }
        if (volume.signum() < 0) {
            return Verdict.VOLUME_NEGATIVE;
        }
        if (ids.contains(id)) {
            return Verdict.TRADE_REPEATED;
        }
        if (!times.accepts(event.time().toEpochMilli(), tolerance)) {
            return Verdict.TIME_BACKWARDS;
        }
        ids.add(id);
        return Verdict.GOOD;
    }

    private Verdict depth(Depth depth, Memory memory) {
        var verdict = side(depth.bids(), -1);
        if (verdict == Verdict.GOOD) {
            verdict = side(depth.asks(), 1);
        }
        if (verdict != Verdict.GOOD) {
            return verdict;
        }
        if (!depth.bids().isEmpty()
                && !depth.asks().isEmpty()
                && depth.bids().get(0).price().compareTo(depth.asks().get(0).price()) > 0) {
            return Verdict.BOOK_CROSSED;
        }
        return memory.depthTimes.accepts(depth.time().toEpochMilli(), tolerance)
                ? Verdict.GOOD
                : Verdict.TIME_BACKWARDS;
    }

    /** @param direction 1 where prices rise from the best level on, -1 where they fall */
    private static Verdict side(List<Level> levels, int direction) {
        Level before = null;
        for (var level : levels) {
            if (level.price().signum() <= 0) {
                return Verdict.PRICE_NOT_POSITIVE;
            }
            if (level.volume().signum() < 0) {
                return Verdict.VOLUME_NEGATIVE;
            }
            if (before != null && level.price().compareTo(before.price()) * direction <= 0) {
                return Verdict.BOOK_UNSORTED;
            }
            before = level;
        }
        return Verdict.GOOD;
    }
}
