package argus.source.tdx.link;

import java.time.Duration;
import java.util.List;

/**
 * How servers are reached.
 *
 * @param servers the first of two equally good ones is taken first
 * @param connections open at the same time, over all servers
 * @param requestsPerSecond of one server, over all its connections; never more
 * @param timeout for a connection to come about, and for each answer
 * @param heartbeat after so long without traffic; servers drop a connection after about a minute
 * @param renewal a connection is not used longer, so that the trading date is that of the server's day
 * @param attempts after so many failures in a row, and one for each server, there is no connection to be had
 */
public record LinkSettings(
        List<ServerAddress> servers,
        int connections,
        int requestsPerSecond,
        Duration timeout,
        Duration heartbeat,
        Duration renewal,
        int attempts) {

    public LinkSettings {
        servers = List.copyOf(servers);
    }

    /** Between two requests that are spread evenly over all servers that are connected to, as far as quotas let them. */
    public Duration leastBetweenRequests() {
        int reached = Math.max(1, Math.min(servers.size(), connections));
        return Duration.ofSeconds(1).dividedBy((long) requestsPerSecond * reached);
    }
}
