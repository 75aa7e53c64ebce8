package argus.source.recorded;

import argus.model.Depth;
import argus.model.Depth.Level;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.model.Side;
import argus.model.Symbol;
import argus.model.Trade;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Everything recorded of one symbol, by kind, each in the order of time. Immutable. */
record Tape(Symbol symbol, String source, PackedRows trades, PackedRows depth, PackedRows quotes, DayFigures whole) {
    static final int SIDE = 2;
    private static final int PRICE = 0;
    private static final int VOLUME = 1;
    private static final int CELLS_OF_LEVEL = 4;

    Tape(Symbol symbol, String source, PackedRows trades, PackedRows depth, PackedRows quotes) {
        this(symbol, source, trades, depth, quotes, new DayFigures(null, null));
        add(trades, 0, trades.size(), whole);
    }

    int size() {
        return trades.size() + depth.size() + quotes.size();
    }

    /** Whether quotes are made of the trades, since none were recorded. */
    boolean makesQuotes() {
        return quotes.size() == 0 && trades.size() > 0;
    }

    /** Adds the trades of rows from one up to another to a day. */
    void addTrades(int from, int to, DayFigures figures) {
        add(trades, from, to, figures);
    }

    @Nullable
    BigDecimal priceOfTrade(int row) {
        return trades.cell(row, PRICE);
    }

    /** A trade at another time than it was recorded at. */
    Trade trade(int row, Instant time, String id) {
        var side = trades.cell(row, SIDE);
        return new Trade(
                symbol,
                time,
                source,
                needed(trades, row, PRICE),
                needed(trades, row, VOLUME),
                side == null || side.signum() == 0 ? Side.NEUTRAL : side.signum() > 0 ? Side.BUY : Side.SELL,
                id);
    }

    Depth depth(int row, Instant time, long sequence) {
        return new Depth(symbol, time, source, levels(row, 0), levels(row, 2), sequence);
    }

    MarketEvent quote(int row, Instant time) {
        int column = 1;
        return new Quote(
                symbol,
                time,
                source,
                needed(quotes, row, 0),
                quotes.cell(row, column++),
                quotes.cell(row, column++),
                quotes.cell(row, column++),
                quotes.cell(row, column++),
                quotes.cell(row, column++),
                quotes.cell(row, column++),
                quotes.cell(row, column++),
                quotes.cell(row, column++),
                quotes.cell(row, column++),
                quotes.cell(row, column));
    }

    private static void add(PackedRows trades, int from, int to, DayFigures figures) {
        for (int row = from; row < to; row++) {
            figures.add(needed(trades, row, PRICE), needed(trades, row, VOLUME));
        }
    }

    private List<Level> levels(int row, int side) {
        var levels = new ArrayList<Level>();
        for (int level = 0; level < CsvFile.DEPTH_LEVELS; level++) {
            var price = depth.cell(row, level * CELLS_OF_LEVEL + side);
            var volume = depth.cell(row, level * CELLS_OF_LEVEL + side + 1);
            if (price == null || volume == null) {
                break;
            }
            levels.add(new Level(price, volume));
        }
        return levels;
    }

    private static BigDecimal needed(PackedRows rows, int row, int column) {
        return Objects.requireNonNull(rows.cell(row, column));
    }
}
