package argus.source.qmt;

import argus.config.key.Secret;
import argus.source.qmt.link.Dialect;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a bridge is reached and used.
 *
 * @param key sent in the header {@code X-API-Key}; empty where the bridge wants none
 * @param account at the broker, sent in the header {@code X-QMT-Account}
 * @param flavor {@code auto}, {@code qmt-bridge} or {@code argus}
 * @param pollInterval between two rounds of asking, while no socket pushes
 * @param batch codes in one request
 * @param silence a socket that says nothing for so long while a market is busy counts as dead
 * @param historyBars how many bars of each period are fetched when a symbol is wanted; 0 for none
 * @param retryDelay about the wait after the first failure; it doubles up to {@link #LONGEST_DELAY}
 * @param attempts after so many failures in a row the bridge is left alone for a while
 */
public record QmtSettings(
        String host,
        int port,
        Optional<Secret> key,
        Optional<String> account,
        String flavor,
        Duration pollInterval,
        int batch,
        Duration silence,
        int historyBars,
        Duration retryDelay,
        int attempts) {

    static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

    /** @throws IllegalArgumentException if there is no such flavor */
    public QmtSettings {
        Dialect.Flavor.of(flavor);
    }

    Dialect.Flavor dialect() {
        return Dialect.Flavor.of(flavor);
    }

    /** What goes with every request. */
    Map<String, String> headers() {
        var headers = new HashMap<String, String>();
        key.ifPresent(secret -> headers.put("X-API-Key", secret.value()));
        account.ifPresent(name -> headers.put("X-QMT-Account", name));
        return headers;
    }
}
