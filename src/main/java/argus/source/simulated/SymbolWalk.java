package argus.source.simulated;

import argus.calendar.TradingRules;
import argus.model.Depth;
import argus.model.Depth.Level;
import argus.model.Instrument;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.model.Side;
import argus.model.Symbol;
import argus.model.Trade;
import argus.source.simulated.SimulatedBoard.Listing;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The prices of one symbol as they wander: each step gives trades, the book and the quote of one instant. Prices are
 * counted in the units of the trading rules and volumes in lots; they become decimals when they leave. Not thread-safe.
 *
 * <p>A step moves the best bid by a random number of ticks, drawn a little towards the price it began at and kept within
 * the day's limits; trades happen at the best bid or the best ask, so the last price is always one of the two.
 */
final class SymbolWalk {
    private static final int LEVELS = 5;
    /** Standard deviation of a step, as part of the price. */
    private static final double VOLATILITY = 0.0002;
    /** How strongly a price is drawn back, in standard deviations for a price that is twice its reference. */
    private static final double PULL = 0.1;
    /** Value of a usual trade, in the instrument's currency. */
    private static final double TRADE_VALUE = 15_000;

    private final Symbol symbol;
    private final String source;
    private final TradingRules rules;
    private final SplittableRandom random;
    private final long reference;
    private final long lotUnits;
    private final int lotScale;
    private final int usualLots;
    private long[] bidPrices = {};
    private long[] askPrices = {};
    private long[] bidLots = {};
    private long[] askLots = {};

    private @Nullable LocalDate day;
    private long prevClose;
    private long limitUp;
    private long limitDown;
    private long last;
    private long bid;
    private long ask;
    private long open;
    private long high;
    private long low;
    private long lots;
    private long amount;
    private long sequence;
    private long nextTradeId;

    SymbolWalk(Listing listing, long seed, String source) {
        Instrument instrument = listing.instrument();
        this.symbol = instrument.symbol();
        this.source = source;
        this.rules = TradingRules.of(symbol, instrument.type());
        this.random = new SplittableRandom(seed ^ symbol.text().hashCode() * 0x9E3779B97F4A7C15L);
        this.reference = rules.units(listing.price());
        var lot = instrument.lot().setScale(Math.max(0, instrument.lot().scale()));
        this.lotUnits = lot.unscaledValue().longValueExact();
        this.lotScale = lot.scale();
        double lotValue = listing.price().doubleValue() * lot.doubleValue();
        this.usualLots = (int) Math.max(1, Math.min(1_000_000, TRADE_VALUE / lotValue));
        this.prevClose = reference;
        this.last = reference;
    }

    /** Moves on and tells what happened at that instant: trades, then the book, then the quote. */
    void step(Instant time, LocalDate tradingDate, List<MarketEvent> out) {
        if (!tradingDate.equals(day)) {
            openDay(time, tradingDate);
            trade(time, random.nextBoolean() ? bid : ask, usualLots * 10L, Side.NEUTRAL, out);
        } else {
            int trades = tradesOf(random.nextInt(8));
            if (trades > 0) {
                move();
            }
            for (int i = 0; i < trades; i++) {
                boolean buy = random.nextBoolean();
                trade(time, buy ? ask : bid, 1 + random.nextInt(2 * usualLots), buy ? Side.BUY : Side.SELL, out);
            }
        }
        fillBook();
        sequence++;
        state(time, out);
    }

    /** Tells the present state without moving: the book, if the market has opened, and the quote. */
    void state(Instant time, List<MarketEvent> out) {
        if (day == null) {
            var price = rules.price(last);
            out.add(new Quote(
                    symbol,
                    time,
                    source,
                    price,
                    price,
                    null,
                    null,
                    null,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    null,
                    null,
                    null,
                    null));
            return;
        }
        var bids = levels(bidPrices, bidLots);
        var asks = levels(askPrices, askLots);
        out.add(new Depth(symbol, time, source, bids, asks, sequence));
        out.add(new Quote(
                symbol,
                time,
                source,
                rules.price(last),
                rules.price(prevClose),
                rules.price(open),
                rules.price(high),
                rules.price(low),
                volume(lots),
                BigDecimal.valueOf(amount * lotUnits, rules.scale() + lotScale),
                bids.get(0).price(),
                bids.get(0).volume(),
                asks.get(0).price(),
                asks.get(0).volume()));
    }

    private static int tradesOf(int draw) {
        return draw == 0 ? 0 : draw < 6 ? 1 : draw - 4;
    }

    private void openDay(Instant time, LocalDate tradingDate) {
        day = tradingDate;
        prevClose = last;
        limitUp = rules.limitUp(prevClose);
        limitDown = rules.limitDown(prevClose);
        bid = last;
        open = 0;
        high = 0;
        low = Long.MAX_VALUE;
        lots = 0;
        amount = 0;
        // Ids of a later run begin beyond those of this one, which makes fewer than a thousand trades a millisecond.
        nextTradeId = Math.max(nextTradeId, time.toEpochMilli() * 1000);
        move();
    }

    /** Leaves the best bid within the limits with at least one tick above it for the best ask. */
    private void move() {
        long up = rules.up(bid);
        double deviation = Math.max(0.6, Math.min(25, bid * VOLATILITY / (up - bid)));
        double pull = PULL * (reference - bid) / reference;
        long ticks = Math.round((gaussian() + pull) * deviation);
        for (; ticks > 0 && rules.up(rules.up(bid)) <= limitUp; ticks--) {
            bid = rules.up(bid);
        }
        for (; ticks < 0 && rules.down(bid) >= limitDown; ticks++) {
            bid = rules.down(bid);
        }
        if (rules.up(bid) > limitUp) {
            bid = rules.down(bid);
        }
        ask = rules.up(bid);
        if (random.nextInt(8) == 0 && rules.up(ask) <= limitUp) {
            ask = rules.up(ask);
        }
    }

    /** The sum of four equal distributions, near enough to a normal one, and the same on every Java. */
    private double gaussian() {
        long bits = random.nextLong();
        long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
        return (sum - 131_070) / 37_837.0;
    }

    private void trade(Instant time, long price, long size, Side side, List<MarketEvent> out) {
        last = price;
        if (open == 0) {
            open = price;
        }
        high = Math.max(high, price);
        low = Math.min(low, price);
        lots += size;
        amount += price * size;
        out.add(new Trade(symbol, time, source, rules.price(price), volume(size), side, Long.toString(nextTradeId++)));
    }

    /** Orders stay where they are; one level gets others, and a price that comes into sight gets its first. */
    private void fillBook() {
        bidLots = shifted(bidPrices, bidLots, bidPrices = prices(bid, limitDown));
        askLots = shifted(askPrices, askLots, askPrices = prices(ask, limitUp));
        var lots = random.nextBoolean() ? bidLots : askLots;
        lots[random.nextInt(lots.length)] = someLots();
    }

    /** The best price and those behind it, as far as the limit of the day. */
    private long[] prices(long best, long limit) {
        var prices = new long[LEVELS];
        int count = 0;
        boolean down = limit <= best;
        for (long price = best; count < LEVELS && (down ? price >= limit : price <= limit); ) {
            prices[count++] = price;
            price = down ? rules.down(price) : rules.up(price);
        }
        return Arrays.copyOf(prices, count);
    }

    private long[] shifted(long[] from, long[] lots, long[] to) {
        var shifted = new long[to.length];
        for (int i = 0; i < to.length; i++) {
            for (int j = 0; j < from.length && shifted[i] == 0; j++) {
                shifted[i] = from[j] == to[i] ? lots[j] : 0;
            }
            shifted[i] = shifted[i] == 0 ? someLots() : shifted[i];
        }
        return shifted;
    }

    private long someLots() {
        return 1 + random.nextInt(10 * usualLots);
    }

    private List<Level> levels(long[] prices, long[] lots) {
        var levels = new ArrayList<Level>(prices.length);
        for (int i = 0; i < prices.length; i++) {
            levels.add(new Level(rules.price(prices[i]), volume(lots[i])));
        }
        return levels;
    }

    private BigDecimal volume(long size) {
        return BigDecimal.valueOf(size * lotUnits, lotScale);
    }
}
