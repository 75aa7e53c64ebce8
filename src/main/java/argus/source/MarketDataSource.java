package argus.source;

import argus.model.Instrument;
import argus.model.Symbol;
import java.util.Collection;
import java.util.Set;

/**
 * A place market data comes from: a venue, a recording, a simulation. It works only for the symbols it was asked for.
 * Methods are called by one thread at a time and do not wait for the network.
 */
public interface MarketDataSource extends AutoCloseable {

    /** The name under which it appears in routes, metrics and every update: {@code simulated}, {@code recorded}, … */
    String name();

    /** The instruments it can tell about without being asked for one; empty where it cannot enumerate. */
    Collection<Instrument> instruments();

    /** Whether it can deliver this symbol. */
    boolean serves(Symbol symbol);

    /** Whether its symbols rest while their markets are closed; a made-up or a recorded market may go on round the clock. */
    default boolean keepsHours() {
        return true;
    }

    /**
     * Begins to work. Called once, before {@link #demand}.
     *
     * @param sink takes its events and states, from any one thread at a time
     */
    void start(SourceSink sink);

    /**
     * Says which symbols are wanted from now on: the whole set, replacing the one before. A new one is delivered at once. Its
     * bars of the past, where the source has them, are handed in as events, best no later than its first quote.
     */
    void demand(Set<Symbol> wanted);

    /** Stops for good; no call reaches the sink afterwards. */
    @Override
    void close();
}
