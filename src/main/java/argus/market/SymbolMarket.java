package argus.market;

import argus.calendar.BarClock;
import argus.model.Bar;
import argus.model.BarPeriod;
import argus.model.DataType;
import argus.model.Depth;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.model.Side;
import argus.model.Symbol;
import argus.model.Tick;
import argus.model.Trade;
import argus.topic.Topic;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that follows from the events of one symbol: its quote, trades and depth as they are, the ticks from its
 * quotes, the bars from its trades, or from its quotes while it has no trades. Bars that a source tells are those of the past:
 * they stand where none was built here, and the newest of them is told where a topic has no newer one. Not thread-safe: the
 * symbol's shard owns it.
 */
public final class SymbolMarket {
    private final Symbol symbol;
    private final BarClock clock;
    private final int keepBars;
    private final int keepTrades;
    private final Topic quoteTopic;
    private final Topic tradeTopic;
    private final Topic tickTopic;
    private final Map<BarPeriod, BarSeries> bars = new EnumMap<>(BarPeriod.class);
    private final Map<BarPeriod, Topic> barTopics = new EnumMap<>(BarPeriod.class);
    private final Map<BarPeriod, Instant> newestTold = new EnumMap<>(BarPeriod.class);
    private final Set<BarPeriod> untold = EnumSet.noneOf(BarPeriod.class);
    private final Map<Integer, Topic> depthTopics = new TreeMap<>();
    private final ArrayDeque<Trade> trades = new ArrayDeque<>();
    private final ArrayDeque<Tick> ticks = new ArrayDeque<>();
    private @Nullable Quote lastQuote;
    private @Nullable Depth lastDepth;
    private final Handover handover = new Handover();
    private long tickCount;
    private long lastEventTime;
    private long lastEventAt;

    /**
     * @param keepBars how many closed bars of each period are kept
     * @param keepTrades how many trades and ticks are kept
     */
    public SymbolMarket(Symbol symbol, BarClock clock, int keepBars, int keepTrades) {
        this.symbol = symbol;
        this.clock = clock;
        this.keepBars = keepBars;
        this.keepTrades = keepTrades;
        quoteTopic = Topic.of(DataType.QUOTE, symbol);
        tradeTopic = Topic.of(DataType.TRADE, symbol);
        tickTopic = Topic.of(DataType.TICK, symbol);
        var depth = Topic.of(DataType.DEPTH, symbol);
        depthTopics.put(depth.levels(), depth);
        for (var period : BarPeriod.values()) {
            bars.put(period, new BarSeries(symbol, period, clock, keepBars));
        }
    }

    /** Takes what a topic has come to. */
    @FunctionalInterface
    public interface Out {

        void publish(Topic topic, MarketEvent value);
    }

    /** Takes an event. {@code now} is its time of acceptance, epoch milliseconds. */
    public void accept(MarketEvent event, long now, Out out) {
        if (event instanceof Bar bar) {
            if (series(bar.period()).past(bar)) {
                untold.add(bar.period());
            }
            return;
        }
        boolean other = handover.takes(event, now);
        lastEventTime = Math.max(lastEventTime, event.time().toEpochMilli());
        lastEventAt = now;
        if (event instanceof Quote quote) {
            quote(handover.told(quote), other, out);
        } else if (event instanceof Trade trade) {
            trade(trade, out);
        } else if (event instanceof Depth depth) {
            lastDepth = depth;
            depthTopics.forEach((levels, topic) -> out.publish(topic, depth.best(levels)));
        } else if (event instanceof Tick tick) {
            tick(tick, out);
        }
    }

    /**
     * Closes the bars whose end has come by the symbol's own time, which runs on from its last event, and tells the newest
     * of the past where nothing newer was told.
     */
    public void tick(long now, Out out) {
        untold.forEach(period -> tellPast(period, out));
        untold.clear();
        if (lastEventAt != 0) {
            long time = lastEventTime + Math.max(0, now - lastEventAt);
            bars.forEach((period, series) -> series.closeUntil(time, bar -> tell(bar, out)));
        }
    }

    /** Begins to publish a topic that is published on demand only, with its present value. */
    public void activate(Topic topic, Out out) {
        var period = topic.period();
        if (period != null && barTopics.put(period, topic) == null) {
            series(period).last(1).forEach(bar -> publish(topic, bar, out));
        } else if (topic.type() == DataType.DEPTH && depthTopics.putIfAbsent(topic.levels(), topic) == null) {
            var depth = lastDepth;
            if (depth != null) {
                out.publish(topic, depth.best(topic.levels()));
            }
        }
    }

    /** The last trades, oldest first. */
    public List<Trade> trades(int limit) {
        return newest(trades, limit);
    }

    /** The last ticks, oldest first. */
    public List<Tick> ticks(int limit) {
        return newest(ticks, limit);
    }

    /** The last bars, oldest first, the growing one included. */
    public List<Bar> bars(BarPeriod period, int limit) {
        return series(period).last(limit);
    }

    /** @param other whether the source is another one than before: what was traded since is not known then */
    private void quote(Quote quote, boolean other, Out out) {
        var before = lastQuote;
        lastQuote = quote;
        out.publish(quoteTopic, quote);
        if (before == null
                || before.last().compareTo(quote.last()) != 0
                || traded(before, quote).signum() != 0) {
            var volume = before == null || other ? BigDecimal.ZERO : traded(before, quote);
            tick(
                    new Tick(
                            symbol,
                            quote.time(),
                            quote.source(),
                            quote.last(),
                            volume,
                            before == null ? Side.NEUTRAL : side(before, quote),
                            Long.toString(tickCount + 1)),
                    out);
            if (!handover.hasTrades()) {
                extendBars(quote.time().toEpochMilli(), quote.source(), quote.last(), volume, out);
            }
        }
    }

    private void trade(Trade trade, Out out) {
        handover.trades();
        if (!handover.isNews(trade.time().toEpochMilli())) {
            return;
        }
        keep(trades, trade);
        out.publish(tradeTopic, trade);
        extendBars(trade.time().toEpochMilli(), trade.source(), trade.price(), trade.volume(), out);
    }

    private void tick(Tick tick, Out out) {
        tickCount++;
        keep(ticks, tick);
        out.publish(tickTopic, tick);
    }

    private void extendBars(long time, String source, BigDecimal price, BigDecimal volume, Out out) {
        if (!handover.isNews(time)) {
            return;
        }
        var amount = price.multiply(volume);
        bars.forEach((period, series) -> {
            boolean grew = series.add(time, source, price, volume, amount, bar -> tell(bar, out));
            var topic = barTopics.get(period);
            var current = grew && topic != null ? series.current() : null;
            if (topic != null && current != null) {
                publish(topic, current, out);
            }
        });
    }

    private void tellPast(BarPeriod period, Out out) {
        var topic = barTopics.get(period);
        var told = newestTold.get(period);
        if (topic != null) {
            series(period).last(1).stream()
                    .filter(bar -> told == null || bar.time().isAfter(told))
                    .forEach(bar -> publish(topic, bar, out));
        }
    }

    private void publish(Topic topic, Bar bar, Out out) {
        newestTold.merge(bar.period(), bar.time(), (before, now) -> now.isAfter(before) ? now : before);
        out.publish(topic, bar);
    }

    private void tell(Bar bar, Out out) {
        var topic = barTopics.get(bar.period());
        if (topic != null) {
            publish(topic, bar, out);
        }
    }

    private BarSeries series(BarPeriod period) {
        return bars.computeIfAbsent(period, p -> new BarSeries(symbol, p, clock, keepBars));
    }

    private <T> void keep(ArrayDeque<T> kept, T value) {
        kept.add(value);
        if (kept.size() > keepTrades) {
            kept.remove();
        }
    }

    private static <T> List<T> newest(ArrayDeque<T> kept, int limit) {
        var all = new ArrayList<>(kept);
        return List.copyOf(all.subList(Math.max(0, all.size() - limit), all.size()));
    }

    /** What was traded between two quotes; a day's first quote, whose volume is lower, brings all of its own. */
    private static BigDecimal traded(Quote before, Quote quote) {
        var now = quote.volume();
        var then = before.volume();
        if (now == null || then == null) {
            return BigDecimal.ZERO;
        }
        return now.compareTo(then) < 0 ? now : now.subtract(then);
    }

    private static Side side(Quote before, Quote quote) {
        var ask = before.askPrice();
        var bid = before.bidPrice();
        if (ask != null && quote.last().compareTo(ask) >= 0) {
            return Side.BUY;
        }
        if (bid != null && quote.last().compareTo(bid) <= 0) {
            return Side.SELL;
        }
        return switch (quote.last().compareTo(before.last())) {
            case 1 -> Side.BUY;
            case -1 -> Side.SELL;
            default -> Side.NEUTRAL;
        };
    }
}
