package argus.source.binance;

import argus.model.BarPeriod;
import argus.source.binance.stream.StreamTerms;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * How Binance is reached, and what may be asked of it.
 *
 * @param streams address of the stream server, {@code wss://host[:port]}
 * @param rest address of the REST interface, {@code https://host[:port]}
 * @param streamsPerConnection at most so many streams on one connection
 * @param connections at most so many connections
 * @param messagesPerSecond at most so many requests on one connection in any second; Binance counts pongs as well
 * @param requestsPerMinute at most so many REST requests in any minute
 * @param snapshotsPerMinute at most so many of the book in any minute; one weighs as much as 25 others
 * @param snapshotLevels levels of a book's snapshot
 * @param timeout for a connection, a request, an answer
 * @param silence after which a connection counts as lost
 * @param renewAfter the age at which a connection is replaced
 * @param attempts failed attempts after which the REST interface is left alone for a while
 * @param retryDelay about the wait before the first new attempt
 * @param history periods whose bars of the past are fetched for a pair that is wanted
 * @param historyBars how many of each
 */
public record BinanceSettings(
        URI streams,
        URI rest,
        int streamsPerConnection,
        int connections,
        int messagesPerSecond,
        int requestsPerMinute,
        int snapshotsPerMinute,
        int snapshotLevels,
        Duration timeout,
        Duration silence,
        Duration renewAfter,
        int attempts,
        Duration retryDelay,
        List<BarPeriod> history,
        int historyBars) {
    static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

    public BinanceSettings {
        history = List.copyOf(history);
    }

    StreamTerms terms() {
        return new StreamTerms(
                URI.create(base(streams) + "/stream"),
                streamsPerConnection,
                connections,
                messagesPerSecond,
                timeout,
                silence,
                renewAfter,
                retryDelay,
                LONGEST_DELAY);
    }

    URI request(String path) {
        return URI.create(base(rest) + path);
    }

    private static String base(URI address) {
        return address.toString().replaceFirst("/+$", "");
    }
}
