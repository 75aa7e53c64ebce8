package argus.source.tdx.link;

import argus.source.Quota;
import argus.source.SourceState;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The servers there are, the best of them, and what that makes of the source. Thread-safe. */
final class ServerPool {
    private final List<TdxServer> servers;
    private final int attempts;
    private final BiConsumer<SourceState, String> states;
    private int connections;
    private int failuresInARow;
    private String lastTold = "";

    /**
     * @param requestsPerSecond of each server
     * @param attempts after so many failures in a row, and one for each server, the source is down
     */
    ServerPool(
            List<ServerAddress> addresses,
            int requestsPerSecond,
            int attempts,
            Clock clock,
            BiConsumer<SourceState, String> states) {
        servers = addresses.stream()
                .map(address ->
                        new TdxServer(address, new Quota(requestsPerSecond, Duration.ofSeconds(1), clock), clock))
                .toList();
        this.attempts = Math.max(attempts, servers.size());
        this.states = states;
    }

    /** The best server of those that may be tried now; of equals the one that stands first. */
    Optional<TdxServer> best() {
        return servers.stream()
                .filter(server -> server.rest().isZero())
                .min(Comparator.comparingDouble(TdxServer::score));
    }

    /** How long until a server may be tried. */
    Duration rest() {
        return servers.stream()
                .map(TdxServer::rest)
                .min(Comparator.naturalOrder())
                .orElse(Duration.ofMinutes(1));
    }

    synchronized void connected(TdxServer server, String name) {
        server.connected();
        connections++;
        failuresInARow = 0;
        if (connections == 1) {
            tell(SourceState.UP, "connected to " + server.address() + (name.isEmpty() ? "" : " (" + name + ')'));
        }
    }

    /** A connection was given up without fault. */
    synchronized void released(TdxServer server) {
        server.disconnected();
        connections--;
    }

    /** A connection broke. */
    synchronized void lost(TdxServer server, String reason) {
        released(server);
        failed(server, reason);
    }

    /** A connection broke, or did not come about. */
    synchronized void failed(TdxServer server, String reason) {
        server.failed();
        failuresInARow++;
        if (connections > 0) {
            return;
        }
        var state = failuresInARow < attempts ? SourceState.CONNECTING : SourceState.DOWN;
        tell(state, server.address() + ": " + reason);
    }

    private void tell(SourceState state, String reason) {
        var said = state + reason;
        if (!said.equals(lastTold)) {
            lastTold = said;
            states.accept(state, reason);
        }
    }
}
