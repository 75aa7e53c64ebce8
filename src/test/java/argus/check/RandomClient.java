package argus.check;

import static argus.check.JsonValues.JSON;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A client that changes its mind: sets come, go and change, it reads slowly or not at all, leaves with and without a word, and
 * comes back where it was. Its acts come one after another; what is received comes on another thread.
 */
final class RandomClient {
    private static final int WINDOW = 20;

    private final String name;
    private final URI address;
    private final HistoryLog log;
    private final Executor threads;
    private final Random random;
    private final RandomTerms terms;
    private final Map<String, Set> sets = new LinkedHashMap<>();
    private final Map<String, JsonObject> places = new ConcurrentHashMap<>();
    private final Map<String, String> epochs = new ConcurrentHashMap<>();
    private @Nullable LoggedClient connection;
    private int requests;
    private volatile boolean credited;
    private volatile int credit;
    private volatile boolean generous = true;
    private volatile long quietSince;

    /**
     * A set as the service may have it.
     *
     * @param last how it was asked for last
     * @param types that its topics may have
     * @param merges whether all its topics merge
     */
    private record Set(JsonObject last, Collection<String> types, boolean merges) {

        static Set of(JsonObject asked, @Nullable Set before) {
            var types = new TreeSet<>(Objects.requireNonNull(JsonValues.texts(asked, "data_types")));
            boolean merges = types.stream()
                    .noneMatch(type -> Terms.of(asked, Topics.type(type)).all());
            if (before != null) types.addAll(before.types);
            return new Set(asked, types, merges && (before == null || before.merges));
        }
    }

    RandomClient(String name, URI address, HistoryLog log, Executor threads, long seed) {
        this.name = name;
        this.address = address;
        this.log = log;
        this.threads = threads;
        this.random = new Random(seed);
        this.terms = new RandomTerms(random);
    }

    /** Does something. @return milliseconds until the next act */
    synchronized long act() throws IOException {
        var present = connection;
        if (present == null || present.isClosed()) {
            connect();
            return 100 + random.nextInt(1000);
        }
        generous = random.nextInt(100) < 70;
        replenish(present);
        int choice = random.nextInt(100);
        if (choice < 25 || sets.isEmpty()) subscribe(present);
        else if (choice < 50) reconfigure(present);
        else if (choice < 58) unsubscribe(present);
        else if (choice < 66) present.stall(Duration.ofMillis(500 + random.nextInt(6000)));
        else if (choice < 72) present.readAt(500 + random.nextInt(20_000));
        else if (choice < 78) present.readAt(0);
        else if (choice < 82) hello(present);
        else if (choice < 85) present.reset();
        else if (choice < 88) present.close();
        else if (choice < 91)
            present.send(
                    "get_subscriptions", id("g"), JSON.createObjectBuilder().build());
        else if (choice < 94) mistake(present);
        return 50 + random.nextInt(1500);
    }

    /** Reads everything from now on and, when nothing is left, notes that everything accepted until then has come. */
    synchronized void calm(long since) {
        var present = connection;
        if (present == null || present.isClosed()) return;
        generous = true;
        quietSince = since;
        present.readAt(0);
        replenish(present);
        present.send("ping", "quiet-" + since, JSON.createObjectBuilder().build());
    }

    /** Reads everything from now on. */
    synchronized void relax() {
        if (connection != null) connection.readAt(0);
        generous = true;
        if (connection != null) replenish(connection);
    }

    synchronized void leave() {
        if (connection != null) connection.close();
    }

    private void connect() throws IOException {
        int buffer = random.nextInt(3) == 0 ? 0 : 4096;
        credited = false;
        credit = 0;
        generous = true;
        var made = LoggedClient.open(address, name, log, buffer, threads, this::received);
        connection = made;
        if (random.nextInt(100) < 85) hello(made);
        boolean resumes = random.nextInt(100) < 85;
        sets.replaceAll((sub, set) -> Set.of(set.last, null)); // the service knows nothing of before
        for (var asked : sets.values()) {
            var set = asked.last;
            var data = JSON.createObjectBuilder(set);
            var from = JSON.createObjectBuilder();
            int known = 0;
            for (var topic : Topics.of(set)) {
                var place = places.get(topic);
                if (place != null && resumes) {
                    from.add(topic, place);
                    known++;
                }
            }
            if (known > 0) data.add("from", from);
            made.send("subscribe", id("s"), data.build());
        }
    }

    private void hello(LoggedClient to) {
        var data = terms.hello();
        if (credited) return; // what is left of the credit would not be known
        credited = data.getString("flow", "").equals("credit");
        credit = 0;
        to.send("hello", id("h"), data);
        replenish(to);
    }

    private void subscribe(LoggedClient to) {
        var sub = "s" + random.nextInt(4);
        var before = sets.get(sub);
        if (before != null && random.nextBoolean()) {
            unsubscribe(to, sub);
            before = null;
        }
        var data = terms.subscribe(sub, before == null ? RandomTerms.TYPES : before.types);
        sets.put(sub, Set.of(data, before));
        to.send("subscribe", id("s"), data);
    }

    private void reconfigure(LoggedClient to) {
        var sub = one();
        var set = sets.get(sub);
        to.send("reconfigure", id("r"), terms.reconfigure(sub, set.types, set.merges));
    }

    private void unsubscribe(LoggedClient to, String sub) {
        sets.remove(sub);
        to.send(
                "unsubscribe",
                id("u"),
                JSON.createObjectBuilder().add("sub", sub).build());
    }

    /** Ends the topics of a set that were asked for last, or all of it. */
    private void unsubscribe(LoggedClient to) {
        var sub = one();
        if (random.nextBoolean()) {
            unsubscribe(to, sub);
        } else {
            var last = sets.get(sub).last;
            var data = JSON.createObjectBuilder().add("symbols", last.get("symbols"));
            data.add("data_types", last.get("data_types"));
            to.send("unsubscribe", id("u"), data.build());
        }
    }

    /** Asks for what cannot be; the id tells that it is meant so. */
    private void mistake(LoggedClient to) {
        var data = JSON.createObjectBuilder(terms.subscribe("mistake", RandomTerms.TYPES));
        data.add(
                "where",
                JSON.createObjectBuilder()
                        .add("field", "colour")
                        .add("cmp", "eq")
                        .add("val", 1));
        to.send("subscribe", id(ClientProof.MISTAKE), data.build());
    }

    private String one() {
        return List.copyOf(sets.keySet()).get(random.nextInt(sets.size()));
    }

    private String id(String kind) {
        return kind + "-" + ++requests;
    }

    private void replenish(LoggedClient to) {
        if (credited && generous && credit < WINDOW / 2) {
            int more = WINDOW - credit;
            credit += more;
            to.send(
                    "ready",
                    id("c"),
                    JSON.createObjectBuilder().add("credit", more).build());
        }
    }

    private void received(LoggedClient from, JsonObject message) {
        if (credited && credit > 0) {
            credit--;
            replenish(from);
        }
        if (message.getString("type").equals("batch")) {
            message.getJsonArray("items").getValuesAs(JsonObject.class).forEach(item -> seen(from, item));
        } else {
            seen(from, message);
        }
    }

    private void seen(LoggedClient from, JsonObject message) {
        if (message.containsKey("seq")) {
            place(message.getString("topic"), JsonValues.number(message, "seq"));
            return;
        }
        var data = message.getJsonObject("data");
        switch (message.getString("type")) {
            case "subscription_response" -> {
                if (data.containsKey("epoch")) epochs.put(data.getString("topic"), data.getString("epoch"));
            }
            case "gap" -> place(data.getString("topic"), JsonValues.number(data, "to"));
            case "pong" -> {
                if (message.getString("id", "").equals("quiet-" + quietSince)) from.quiet(quietSince);
            }
            default -> {}
        }
    }

    private void place(String topic, long seq) {
        places.put(
                topic,
                JSON.createObjectBuilder()
                        .add("epoch", epochs.getOrDefault(topic, ""))
                        .add("seq", seq)
                        .build());
    }
}
