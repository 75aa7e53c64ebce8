package argus.model;

import java.time.Instant;

/** Something that happened to a symbol. Prices are exact decimals, volumes in shares (contracts, coins), never in lots. */
public sealed interface MarketEvent permits Quote, Trade, Tick, Depth, Bar {

    Symbol symbol();

    /** The source's own time of the event; of a bar, its open time. */
    Instant time();

    /** Name of the source that said so. */
    String source();
}
