package argus.source.yahoo;

import argus.source.HttpVenue;
import argus.source.Upstream;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * How Yahoo is talked to.
 *
 * @param stream where the stream is
 * @param hosts of the HTTP services, the first choice first
 * @param cookie what hands out the cookie that quotes need
 * @param requestInterval at most one HTTP request in any stretch of this length, all hosts together
 * @param perConnection symbols on one connection of the stream, at most
 * @param resubscribe between two renewals of what is subscribed
 * @param silence a connection that told nothing for so long while a market of it is busy is given up
 * @param history of how long daily bars are fetched, {@code 6mo}; empty for none
 * @param userAgent sent with everything
 * @param terms of each host, and of connecting to the stream
 */
public record YahooSettings(
        URI stream,
        List<URI> hosts,
        URI cookie,
        Duration requestInterval,
        int perConnection,
        Duration resubscribe,
        Duration silence,
        String history,
        String userAgent,
        Upstream.Terms terms,
        HttpVenue.Terms http) {
    public YahooSettings {
        hosts = List.copyOf(hosts);
    }
}
