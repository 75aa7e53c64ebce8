package argus.check;

import static argus.check.JsonValues.JSON;

import argus.check.Entry.Kind;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Makes a history: a witness for each symbol, which sees everything, and clients that act at random, for a while, against a service
 * that plays the tape. In each silence of the tape everybody calms down, so that it can be seen whether they all arrive.
 */
final class HistoryRun {
    private static final List<String> TYPES = List.of("quote", "trade", "tick", "depth", "kline.1s");

    /** Without an update for so long it is taken that the tape is silent, in milliseconds. */
    private static final long SILENT = 1500;

    /** No silence of the tape is so long, in milliseconds. */
    private static final long TOO_SILENT = 60_000;

    /** What the slowest rate, and the pace of a client that was slowed, may still hold back then. */
    private static final long SETTLING = 3200;

    private final URI address;
    private final HistoryLog log;
    private final List<RandomClient> clients = new ArrayList<>();
    private volatile long lastUpdate = System.currentTimeMillis();
    private volatile boolean calm;
    private volatile boolean over;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private HistoryRun(URI address, HistoryLog log) {
        this.address = address;
        this.log = log;
    }

    /**
     * Makes one history.
     *
     * @param seed of the tape, and with the round of what clients do
     * @param file gets the history
     * @throws IllegalStateException if a client fails itself: what it got is against the contract, or there is a mistake in the check
     */
    static void run(URI address, long seed, int round, int clients, Duration duration, Path file)
            throws IOException, InterruptedException {
        try (var log = new HistoryLog(file)) {
            log.add(
                    "run",
                    System.currentTimeMillis(),
                    Kind.MADE,
                    "{\"seed\":" + seed + ",\"clients\":" + clients + "}");
            new HistoryRun(address, log).run(1000 * seed + round, clients, duration);
        }
    }

    private void run(long seed, int count, Duration duration) throws IOException, InterruptedException {
        var readers = Executors.newCachedThreadPool();
        Executor reading = task -> readers.execute(() -> watched(task));
        var actors = Executors.newScheduledThreadPool(4);
        var witnesses = new ArrayList<LoggedClient>();
        try {
            var answers = new CountDownLatch(Tape.SYMBOLS.size() * TYPES.size());
            for (var symbol : Tape.SYMBOLS) {
                var witness = LoggedClient.open(
                        address,
                        Entry.WITNESS + "-" + symbol,
                        log,
                        0,
                        reading,
                        (from, message) -> witnessed(message, answers));
                witnesses.add(witness);
                witness.send("subscribe", "w", everything(symbol));
            }
            for (int i = 0; i < 200 && answers.getCount() > 0; i++) pause(100);
            if (answers.getCount() > 0) throw new IOException("the witness was not answered");
            for (int i = 0; i < count; i++) {
                var client = new RandomClient("c" + i, address, log, reading, seed * 1000 + i);
                clients.add(client);
                actors.schedule(
                        () -> watched(() -> act(client, actors)),
                        ThreadLocalRandom.current().nextInt(2000),
                        TimeUnit.MILLISECONDS);
            }
            watch(System.nanoTime() + duration.toNanos());
            pause(0);
        } finally {
            over = true;
            actors.shutdown();
            actors.awaitTermination(20, TimeUnit.SECONDS);
            clients.forEach(RandomClient::leave);
            TimeUnit.MILLISECONDS.sleep(1000); // what is on its way is still to be read
            witnesses.forEach(LoggedClient::close);
            readers.shutdown();
            if (!readers.awaitTermination(20, TimeUnit.SECONDS)) readers.shutdownNow();
        }
    }

    /** Looks for silences of the tape, until the end and on to the next one. */
    private void watch(long end) throws IOException, InterruptedException {
        long limit = end + TimeUnit.SECONDS.toNanos(40);
        for (boolean arrived = false; System.nanoTime() < end || (!arrived && System.nanoTime() < limit); ) {
            pause(50);
            long since = lastUpdate;
            if (System.currentTimeMillis() - since < SILENT) continue;
            calm = true;
            clients.forEach(RandomClient::relax);
            while (System.currentTimeMillis() - since < SILENT + SETTLING && lastUpdate == since) pause(20);
            if (lastUpdate == since) clients.forEach(client -> client.calm(since));
            while (lastUpdate == since) {
                pause(20);
                if (System.currentTimeMillis() - since > TOO_SILENT) throw new IOException("nothing comes any more");
            }
            calm = false;
            arrived = System.nanoTime() >= end;
        }
    }

    private void pause(long milliseconds) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(milliseconds);
        var cause = failure.get();
        if (cause != null) throw new IllegalStateException("a client failed", cause);
    }

    /** Runs what happens on a thread of its own, so that its failure is that of the whole. */
    private void watched(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | AssertionError e) {
            failure.compareAndSet(null, e);
        }
    }

    private void act(RandomClient client, ScheduledExecutorService actors) {
        long next = 200;
        try {
            if (!calm && !over) next = client.act();
        } catch (IOException e) {
            next = 1000; // it is tried again
        }
        if (!over) {
            try {
                actors.schedule(() -> watched(() -> act(client, actors)), next, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                over = true;
            }
        }
    }

    private void witnessed(JsonObject message, CountDownLatch answers) {
        if (message.containsKey("seq")) lastUpdate = System.currentTimeMillis();
        else if (message.getString("type").equals("subscription_response")) answers.countDown();
    }

    private static JsonObject everything(String symbol) {
        return JSON.createObjectBuilder()
                .add("sub", "w")
                .add("symbols", JSON.createArrayBuilder().add(symbol))
                .add("data_types", JSON.createArrayBuilder(TYPES))
                .add("delivery", "all")
                .add("timestamps", true)
                .build();
    }
}
