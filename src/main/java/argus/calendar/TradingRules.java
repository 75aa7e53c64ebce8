package argus.calendar;

import argus.model.Instrument;
import argus.model.Market;
import argus.model.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The prices an instrument may have: the grid of its tick size and the day's limits. A price is counted in units of
 * {@code 10^-scale}, which makes every grid price a whole number. Immutable.
 */
public final class TradingRules {
    private static final TradingRules CN_STOCK = new TradingRules(2, new long[0], 1);
    private static final TradingRules CN_FINE = new TradingRules(3, new long[0], 1);
    private static final TradingRules FX = new TradingRules(5, new long[0], 1);
    private static final TradingRules CENTS = new TradingRules(2, new long[0], 1);
    /** Ten-thousandths below one dollar, cents from there. */
    private static final TradingRules US = new TradingRules(4, new long[] {10_000}, 1, 100);
    /** The spread table of the Hong Kong exchange with the first phase of its reduction (since 2025-08-04). */
    private static final TradingRules HK = new TradingRules(
            3,
            new long[] {250, 500, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000},
            1,
            5,
            10,
            10,
            20,
            50,
            100,
            200,
            500,
            1_000,
            2_000,
            5_000);

    private static final int NO_LIMIT = 0;

    private final int scale;
    private final long[] bounds;
    private final long[] ticks;
    private final int limitPercent;

    private TradingRules(int scale, long[] bounds, long... ticks) {
        this(scale, bounds, ticks, NO_LIMIT);
    }

    private TradingRules(int scale, long[] bounds, long[] ticks, int limitPercent) {
        this.scale = scale;
        this.bounds = bounds;
        this.ticks = ticks;
        this.limitPercent = limitPercent;
    }

    /** The rules of an instrument by its market, code and kind. Special treatment and new listings are not known here. */
    public static TradingRules of(Symbol symbol, Instrument.Type type) {
        return switch (symbol.market()) {
            case SH, SZ, BJ -> chinese(symbol, type);
            case HK -> HK;
            case US -> US;
            case CRYPTO -> CENTS;
            case FX -> symbol.code().endsWith("JPY") ? CN_FINE : FX;
        };
    }

    private static TradingRules chinese(Symbol symbol, Instrument.Type type) {
        var code = symbol.code();
        boolean bShareInDollars = symbol.market() == Market.SH && code.startsWith("900");
        var grid = type == Instrument.Type.FUND || bShareInDollars ? CN_FINE : CN_STOCK;
        return type == Instrument.Type.INDEX
                ? grid
                : new TradingRules(grid.scale, grid.bounds, grid.ticks, limitPercent(symbol.market(), code));
    }

    private static int limitPercent(Market market, String code) {
        if (market == Market.BJ) {
            return 30;
        }
        boolean growthBoard = code.startsWith("300") || code.startsWith("301");
        boolean starBoard = code.startsWith("688") || code.startsWith("689");
        return growthBoard && market == Market.SZ || starBoard && market == Market.SH ? 20 : 10;
    }

    /** Decimal places of a unit. */
    public int scale() {
        return scale;
    }

    /** A price as decimal. */
    public BigDecimal price(long units) {
        return BigDecimal.valueOf(units, scale);
    }

    /** The grid price next to any price, the lower where two are equally near, and never below one tick. */
    public long units(BigDecimal price) {
        long units =
                price.setScale(scale, RoundingMode.HALF_DOWN).unscaledValue().longValueExact();
        long tick = tickBelow(units);
        long rest = units % tick;
        long nearest = rest * 2 > tick ? units - rest + tick : units - rest;
        return Math.max(nearest, ticks[0]);
    }

    /** The smallest step upwards from that price. */
    public BigDecimal tick(BigDecimal price) {
        long units = units(price);
        return price(up(units) - units);
    }

    /** The next price above one of the grid. */
    public long up(long price) {
        int band = 0;
        while (band < bounds.length && price >= bounds[band]) {
            band++;
        }
        return price + ticks[band];
    }

    /** The next price below one of the grid; zero when there is none. */
    public long down(long price) {
        return price - tickBelow(price);
    }

    /** The highest price allowed on a day with that previous close; without a limit the largest number. */
    public long limitUp(long prevClose) {
        return limitPercent == NO_LIMIT
                ? Long.MAX_VALUE
                : Math.max(percent(prevClose, 100 + limitPercent), prevClose + ticks[0]);
    }

    /** The lowest price allowed on a day with that previous close; without a limit the smallest tick. */
    public long limitDown(long prevClose) {
        return limitPercent == NO_LIMIT
                ? ticks[0]
                : Math.max(ticks[0], Math.min(percent(prevClose, 100 - limitPercent), prevClose - ticks[0]));
    }

    private static long percent(long units, int percent) {
        return (units * percent + 50) / 100;
    }

    private long tickBelow(long price) {
        int band = 0;
        while (band < bounds.length && price > bounds[band]) {
            band++;
        }
        return ticks[band];
    }
}
