package argus.source.yahoo;

import java.net.http.HttpClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The names subscribed, spread over as few connections as their size allows. The first connection is always kept, so that it
 * is known whether the stream can be reached. Every method is called in turn.
 */
final class StreamShards {
    private final YahooSettings settings;
    private final HttpClient client;
    private final Consumer<Runnable> turns;
    private final Clock clock;
    private final ScheduledExecutorService timers;
    private final StreamConnection.Owner owner;
    private final List<StreamConnection> connections = new ArrayList<>();

    /** @param turns runs what it is given alone, or not at all once everything is over */
    StreamShards(
            YahooSettings settings,
            Consumer<Runnable> turns,
            Clock clock,
            ScheduledExecutorService timers,
            StreamConnection.Owner owner) {
        this.settings = settings;
        this.turns = turns;
        this.clock = clock;
        this.timers = timers;
        this.owner = owner;
        client = HttpClient.newBuilder()
                .executor(timers)
                .connectTimeout(settings.http().timeout())
                .build();
    }

    /** How the connections stand. @param trouble why one is not up; empty where all are, or were never lost */
    record Standing(int up, int all, String trouble) {}

    /** Says which names are wanted from now on; the first time it opens the first connection. */
    void want(Set<String> wanted) {
        if (connections.isEmpty()) {
            open();
        }
        var fresh = new HashSet<>(wanted);
        for (var connection : connections) {
            var names = connection.names();
            fresh.removeAll(names);
            connection.remove(
                    names.stream().filter(name -> !wanted.contains(name)).toList());
        }
        var left = new ArrayList<>(fresh);
        for (int i = 0; !left.isEmpty(); i++) {
            var connection = i < connections.size() ? connections.get(i) : open();
            var part = left.subList(0, Math.min(left.size(), settings.perConnection() - connection.size()));
            connection.add(List.copyOf(part));
            part.clear();
        }
        for (int i = connections.size() - 1; i > 0; i--) {
            if (connections.get(i).size() == 0) {
                connections.remove(i).close();
            }
        }
    }

    Standing standing() {
        int up = (int) connections.stream().filter(StreamConnection::isUp).count();
        var trouble = connections.stream()
                .filter(connection -> !connection.isUp())
                .map(StreamConnection::trouble)
                .findFirst()
                .orElse("");
        return new Standing(up, connections.size(), trouble);
    }

    /** Looks after all connections. @param busy whether something is to be heard of a name */
    void watch(Predicate<String> busy) {
        connections.forEach(connection -> connection.watch(busy));
    }

    void close() {
        connections.forEach(StreamConnection::close);
    }

    private StreamConnection open() {
        var connection = new StreamConnection(settings, client, turns, clock, timers, owner);
        connections.add(connection);
        connection.connect();
        return connection;
    }
}
