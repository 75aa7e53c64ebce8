package argus.it;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A client that asks for nothing but the figures of the server, on a connection of its own. One thread at a time. */
final class Watcher implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final TestClient client;

    Watcher(ArgusServer server) {
        client = TestClient.open(server.socket("/"));
    }

    /** The figures now. */
    JsonObject stats() throws InterruptedException {
        return client.send("{\"type\":\"get_stats\"}").await("stats").getJsonObject("data");
    }

    /** One figure now, 0 where it was never counted; {@code path} as in {@code connections.ended.GONE}. */
    long figure(String path) throws InterruptedException {
        return figure(stats(), path);
    }

    /**
     * Looks until a figure is as wanted.
     *
     * @throws AssertionError with all figures, if it does not come to that
     */
    long await(String path, Predicate<Long> wanted) throws InterruptedException {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            var stats = stats();
            var figure = figure(stats, path);
            if (wanted.test(figure)) return figure;
            if (System.nanoTime() > deadline) throw new AssertionError(path + " stays " + figure + ": " + stats);
            LockSupport.parkNanos(100_000_000); // between two looks
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private static long figure(JsonObject stats, String path) {
        var names = path.split("\\.");
        var part = stats;
        for (int i = 0; i < names.length - 1; i++) part = part.getJsonObject(names[i]);
        var number = part.getJsonNumber(names[names.length - 1]);
        return number == null ? 0 : number.longValue();
    }
}
