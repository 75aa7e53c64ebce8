package argus.source.simulated;

import argus.source.simulated.SimulatedBoard.Listing;
import java.util.List;

/**
 * What the simulated market is like.
 *
 * @param board the symbols it has
 * @param rate steps per second for each symbol, above 0 and at most {@value #MAX_RATE}
 * @param burst whether all symbols move in the same instant, as in a poll, or are spread over the interval
 * @param seed equal seeds give equal prices
 * @param sessions whether prices rest outside of regular trading
 */
public record SimulatedSettings(List<Listing> board, double rate, boolean burst, long seed, boolean sessions) {
    static final int MAX_RATE = 1000;

    /** @throws IllegalArgumentException if the rate is out of range */
    public SimulatedSettings {
        board = List.copyOf(board);
        if (!(rate > 0 && rate <= MAX_RATE)) {
            throw new IllegalArgumentException("rate must be above 0 and at most " + MAX_RATE + ": " + rate);
        }
    }

    long intervalNanos() {
        return Math.round(1e9 / rate);
    }
}
