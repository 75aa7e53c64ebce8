package argus.source.qmt;

import argus.source.qmt.link.Dialect;
import java.time.Duration;
import java.util.Optional;

/**
 * How a bridge is reached and used.
 *
 * @param key sent in the header {@code X-API-Key}; empty where the bridge wants none
 * @param pollInterval between two rounds of asking, while no socket pushes
 * @param batch codes in one request
 * @param silence a socket that says nothing for so long while a market is busy counts as dead
 * @param historyBars how many bars of each period are fetched when a symbol is wanted; 0 for none
 * @param retryDelay about the wait after the first failure; it doubles up to {@code longestDelay}
 * @param attempts after so many failures in a row the bridge is left alone for a while
 */
public record QmtSettings(
        String host,
        int port,
        Optional<String> key,
        Dialect.Flavor flavor,
        Duration pollInterval,
        int batch,
        Duration silence,
        int historyBars,
        Duration retryDelay,
        Duration longestDelay,
        int attempts) {}
