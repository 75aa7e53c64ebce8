package argus.market;

import argus.calendar.BarClock;
import argus.model.Bar;
import argus.model.BarPeriod;
import argus.model.Decimals;
import argus.model.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The bars of one symbol and period: the one that is growing and the last ones that are closed. A trade that belongs to a
 * closed bar corrects it: the bar is told again with {@code rev} one higher; its open and close stay, since a late trade
 * does not say where in the bar it belongs. A late trade of a time that had no bar, or whose bar is not kept any more,
 * changes nothing. A source may tell bars of the past: they stand where none was built here, and late trades, which they
 * hold already, do not correct them. Not thread-safe: the symbol's shard owns it.
 */
final class BarSeries {
    private final Symbol symbol;
    private final BarPeriod period;
    private final BarClock clock;
    private final int keep;
    private final ArrayDeque<Bar> closed = new ArrayDeque<>(0);
    private @Nullable Growing growing;

    /** The start of the first bar built here; what is older was told by a source. */
    private long builtFrom = Long.MAX_VALUE;

    /** The starts of bars that a source told of a later time, in which none was built. */
    private Set<Long> filled = Set.of();

    /** @param keep how many closed bars are kept */
    BarSeries(Symbol symbol, BarPeriod period, BarClock clock, int keep) {
        this.symbol = symbol;
        this.period = period;
        this.clock = clock;
        this.keep = keep;
    }

    /**
     * Adds a trade. {@code told} gets each bar that became final by it, or was corrected.
     *
     * @return whether the growing bar has it
     */
    boolean add(long time, String source, BigDecimal price, BigDecimal volume, BigDecimal amount, Consumer<Bar> told) {
        closeUntil(time, told);
        var bar = growing;
        if (bar == null) {
            long start = start(time);
            var last = closed.peekLast();
            if (last != null && start <= last.time().toEpochMilli()) {
                correct(start, price, volume, amount, told);
                return false;
            }
            growing = new Growing(start, end(start), source, price, volume, amount);
            builtFrom = Math.min(builtFrom, start);
            return true;
        }
        if (time < bar.start) {
            long start = start(time);
            if (start < bar.start) {
                correct(start, price, volume, amount, told);
                return false;
            }
            // a trade of the opening auction comes before the start of the bar it belongs to
        }
        bar.add(source, price, volume, amount);
        return true;
    }

    /** Closes the growing bar if its end has come. */
    void closeUntil(long time, Consumer<Bar> told) {
        var bar = growing;
        if (bar != null && time >= bar.end) {
            growing = null;
            var done = bar.bar(true);
            closed.add(done);
            cut();
            told.accept(done);
        }
    }

    /**
     * Takes a bar of the past that a source tells.
     *
     * @return whether it is kept: not if one of that time was built here, or enough newer ones are kept, or it is not over
     */
    boolean past(Bar bar) {
        long start = bar.time().toEpochMilli();
        var now = growing;
        if (!bar.closed() || isBuilt(start) || (now != null && start >= now.start)) {
            return false;
        }
        var newer = new ArrayDeque<Bar>();
        while (!closed.isEmpty() && !closed.getLast().time().isBefore(bar.time())) {
            newer.addFirst(closed.removeLast());
        }
        boolean replaces = !newer.isEmpty() && newer.getFirst().time().equals(bar.time());
        if (replaces) {
            newer.removeFirst();
        } else if (closed.size() + newer.size() >= keep && closed.isEmpty()) {
            closed.addAll(newer);
            return false;
        }
        closed.add(bar);
        closed.addAll(newer);
        if (start > builtFrom) {
            filled = filled.isEmpty() ? new HashSet<>() : filled;
            filled.add(start);
        }
        cut();
        return true;
    }

    private boolean isBuilt(long start) {
        return start >= builtFrom
                && !filled.contains(start)
                && closed.stream().anyMatch(bar -> bar.time().toEpochMilli() == start);
    }

    private void cut() {
        if (closed.size() > keep) {
            var gone = closed.remove();
            if (!filled.isEmpty()) {
                filled.remove(gone.time().toEpochMilli());
            }
        }
    }

    /** The growing bar, or null between bars. */
    @Nullable
    Bar current() {
        return growing == null ? null : growing.bar(false);
    }

    /** The last bars, oldest first, the growing one included. */
    List<Bar> last(int limit) {
        var bars = new ArrayList<>(closed);
        var current = current();
        if (current != null) {
            bars.add(current);
        }
        return List.copyOf(bars.subList(Math.max(0, bars.size() - limit), bars.size()));
    }

    private long start(long time) {
        return clock.barStart(symbol.market(), period, Instant.ofEpochMilli(time))
                .toEpochMilli();
    }

    private long end(long start) {
        return clock.barEnd(symbol.market(), period, Instant.ofEpochMilli(start))
                .toEpochMilli();
    }

    private void correct(long start, BigDecimal price, BigDecimal volume, BigDecimal amount, Consumer<Bar> told) {
        var kept = new ArrayList<Bar>(closed);
        for (int i = kept.size() - 1; i >= 0; i--) {
            var bar = kept.get(i);
            if (bar.time().toEpochMilli() == start && isBuilt(start)) {
                var corrected = corrected(bar, price, volume, amount);
                kept.set(i, corrected);
                closed.clear();
                closed.addAll(kept);
                told.accept(corrected);
                return;
            }
        }
    }

    private static Bar corrected(Bar bar, BigDecimal price, BigDecimal volume, BigDecimal amount) {
        return new Bar(
                bar.symbol(),
                bar.period(),
                bar.time(),
                bar.source(),
                bar.open(),
                bar.high().max(price),
                bar.low().min(price),
                bar.close(),
                Decimals.plain(bar.volume().add(volume)),
                Decimals.plain(bar.amount().add(amount)),
                bar.trades() + 1,
                true,
                bar.rev() + 1);
    }

    /** A bar that may still change. */
    private final class Growing {
        private final long start;
        private final long end;
        private final BigDecimal open;
        private String source;
        private BigDecimal high;
        private BigDecimal low;
        private BigDecimal close;
        private BigDecimal volume;
        private BigDecimal amount;
        private long trades = 1;

        Growing(long start, long end, String source, BigDecimal price, BigDecimal volume, BigDecimal amount) {
            this.start = start;
            this.end = end;
            this.source = source;
            this.open = price;
            this.high = price;
            this.low = price;
            this.close = price;
            this.volume = volume;
            this.amount = amount;
        }

        void add(String from, BigDecimal price, BigDecimal moreVolume, BigDecimal moreAmount) {
            source = from;
            high = high.max(price);
            low = low.min(price);
            close = price;
            volume = volume.add(moreVolume);
            amount = amount.add(moreAmount);
            trades++;
        }

        Bar bar(boolean isClosed) {
            return new Bar(
                    symbol,
                    period,
                    Instant.ofEpochMilli(start),
                    source,
                    open,
                    high,
                    low,
                    close,
                    Decimals.plain(volume),
                    Decimals.plain(amount),
                    trades,
                    isClosed,
                    0);
        }
    }
}
