package argus.source.binance.stream;

import java.net.URI;
import java.time.Duration;

/**
 * What a venue bears of one who listens to its streams.
 *
 * @param address of combined streams, {@code wss://…/stream}
 * @param streams at most so many on one connection
 * @param connections at most so many, without those that replace one
 * @param messagesPerSecond at most so many requests on one connection in any second
 * @param connectTimeout for a connection, and for the answer to a request
 * @param silence after which a connection counts as lost; at half of it the server is asked for a sign
 * @param renewAfter the age at which a connection is replaced by another one, before the server ends it
 * @param retryDelay about the wait after the first loss
 * @param longestDelay no wait is longer
 */
public record StreamTerms(
        URI address,
        int streams,
        int connections,
        int messagesPerSecond,
        Duration connectTimeout,
        Duration silence,
        Duration renewAfter,
        Duration retryDelay,
        Duration longestDelay) {}
