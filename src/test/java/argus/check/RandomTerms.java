package argus.check;

import static argus.check.JsonValues.JSON;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes up what clients ask for: every option of the protocol, alone and together. Not thread-safe. */
final class RandomTerms {
    static final List<String> TYPES = List.of("quote", "trade", "tick", "depth", "kline.1s");

    /** Columns that are numbers near the price. */
    private static final Map<String, List<String>> PRICES = Map.of(
            "quote", List.of("last_price", "bid_price", "ask_price"),
            "trade", List.of("price"),
            "tick", List.of("price"),
            "depth", List.of("max_bid", "min_ask"),
            "kline.1s", List.of("close", "high"));

    /** Columns that are small numbers. */
    private static final Map<String, List<String>> SIZES = Map.of(
            "quote", List.of("ask_volume"),
            "trade", List.of("volume"),
            "tick", List.of("volume"),
            "depth", List.of("bid_volume_total", "ask_volume_total"),
            "kline.1s", List.of("trades", "rev"));

    private static final Map<String, List<String>> OTHERS = Map.of(
            "quote", List.of("timestamp", "change", "change_percent", "close", "source"),
            "trade", List.of("timestamp", "direction", "trade_id", "amount"),
            "tick", List.of("timestamp", "direction", "tick_id"),
            "depth", List.of("timestamp", "bids", "asks", "sequence"),
            "kline.1s", List.of("timestamp", "period", "open", "low", "volume", "closed"));

    private final Random random;

    RandomTerms(Random random) {
        this.random = random;
    }

    /** The data of a hello. */
    JsonObject hello() {
        var encodings = new ArrayList<>(List.of("json", "json+gzip", "json+binary"));
        Collections.shuffle(encodings, random);
        var data = JSON.createObjectBuilder();
        data.add("encodings", JSON.createArrayBuilder(encodings.subList(0, 1 + random.nextInt(3))));
        if (chance(60)) {
            data.add(
                    "batch",
                    JSON.createObjectBuilder()
                            .add("max_delay_ms", one(List.of(0, 0, 50, 300)))
                            .add("max_items", one(List.of(2, 10, 500))));
        }
        if (chance(60)) data.add("delta", true);
        if (chance(25)) data.add("flow", "credit");
        if (chance(60)) data.add("heartbeat_ms", one(List.of(500, 1000, 2000)));
        return data.build();
    }

    /** The data of a subscribe, for a set of that name. @param types to choose from */
    JsonObject subscribe(String sub, Collection<String> ofTypes) {
        boolean filtered = chance(50);
        var types = some(List.copyOf(ofTypes), filtered ? 1 : 3);
        var data = JSON.createObjectBuilder().add("sub", sub);
        data.add("symbols", JSON.createArrayBuilder(some(Tape.SYMBOLS, 4)));
        data.add("data_types", JSON.createArrayBuilder(types));
        int way = random.nextInt(100);
        if (way < 25) data.add("delivery", "all");
        else if (way < 40) data.add("delivery", "conflated");
        if (way >= 25 && chance(30)) rate(data);
        if (chance(10)) data.add("snapshot", false);
        else if (chance(15) && !types.contains("quote") && !types.contains("depth")) {
            data.add("snapshot", 1 + random.nextInt(20));
        }
        if (chance(30)) data.add("fields", fields(types));
        if (chance(20)) timestamps(data);
        if (filtered) filter(data, types.get(0), false);
        return data.build();
    }

    /** The data of a reconfigure of a set. @param types that its topics may have @param merges whether all of them merge */
    JsonObject reconfigure(String sub, Collection<String> types, boolean merges) {
        var data = JSON.createObjectBuilder().add("sub", sub);
        if (chance(35)) data.add("paused", random.nextBoolean());
        if (chance(25) && merges) {
            if (random.nextBoolean()) rate(data);
            else data.add("max_rate", JsonValue.NULL);
        }
        if (chance(25)) {
            if (random.nextBoolean()) data.add("fields", commonFields(types));
            else data.add("fields", JsonValue.NULL);
        }
        if (chance(15)) timestamps(data);
        if (chance(40) && types.size() == 1) filter(data, types.iterator().next(), true);
        var made = data.build();
        return made.size() > 1
                ? made
                : JSON.createObjectBuilder(made)
                        .add("paused", random.nextBoolean())
                        .build();
    }

    private void rate(JsonObjectBuilder data) {
        data.add("max_rate", one(List.of(1, 2, 4, 5)));
    }

    private void timestamps(JsonObjectBuilder data) {
        switch (random.nextInt(3)) {
            case 0 -> data.add("timestamps", true);
            case 1 -> data.add("timestamps", JSON.createArrayBuilder().add("src_ts"));
            default -> data.add("timestamps", JSON.createArrayBuilder().add("in_ts"));
        }
    }

    private JsonArrayBuilder fields(Collection<String> types) {
        return JSON.createArrayBuilder(some(
                types.stream()
                        .flatMap(type -> columns(type).stream())
                        .distinct()
                        .toList(),
                5));
    }

    /** Columns that all of these types have: it is not known of which of them there are topics left. */
    private JsonArrayBuilder commonFields(Collection<String> types) {
        var common = new ArrayList<>(columns(types.iterator().next()));
        types.forEach(type -> common.retainAll(columns(type)));
        return JSON.createArrayBuilder(some(common, 5));
    }

    private static List<String> columns(String type) {
        var columns = new ArrayList<>(OTHERS.get(type));
        columns.addAll(PRICES.get(type));
        columns.addAll(SIZES.get(type));
        return columns;
    }

    private void filter(JsonObjectBuilder data, String type, boolean clears) {
        if (chance(70)) {
            if (clears && chance(40)) data.add("where", JsonValue.NULL);
            else data.add("where", node(type, 3));
        }
        if (chance(30) && !type.equals("kline.1s")) {
            if (clears && chance(40)) data.add("min_change", JsonValue.NULL);
            else {
                var change = JSON.createObjectBuilder().add("field", one(PRICES.get(type)));
                if (random.nextBoolean()) change.add("abs", new BigDecimal(one(List.of("0.01", "0.10", "0.5"))));
                else change.add("pct", new BigDecimal(one(List.of("0.01", "0.1", "0.25"))));
                data.add("min_change", change);
            }
        }
    }

    private JsonObject node(String type, int depth) {
        if (depth > 1 && chance(45)) {
            var op = one(List.of("and", "or", "not"));
            var nodes = JSON.createArrayBuilder();
            int count = op.equals("not") ? 1 : 1 + random.nextInt(3);
            for (int i = 0; i < count; i++) nodes.add(node(type, depth - 1));
            return JSON.createObjectBuilder().add("op", op).add("nodes", nodes).build();
        }
        var leaf = JSON.createObjectBuilder();
        if (chance(60)) {
            var price = BigDecimal.valueOf(10_000 + Math.round(random.nextGaussian() * 400), 2);
            return leaf.add("field", one(PRICES.get(type)))
                    .add("cmp", one(List.of("gt", "gte", "lt", "lte", "ne", "crosses_up", "crosses_down")))
                    .add("val", price)
                    .build();
        }
        if (chance(20) && (type.equals("trade") || type.equals("tick"))) {
            return leaf.add("field", "direction")
                    .add("cmp", one(List.of("eq", "ne")))
                    .add("val", "buy")
                    .build();
        }
        if (chance(20) && type.equals("kline.1s")) {
            return leaf.add("field", "closed")
                    .add("cmp", "eq")
                    .add("val", random.nextBoolean())
                    .build();
        }
        leaf.add("field", one(SIZES.get(type)));
        if (chance(30)) {
            leaf.add("cmp", "in").add("val", JSON.createArrayBuilder(List.of(0, 1, 3, 5, 8, 13, 21)));
        } else {
            leaf.add("cmp", one(List.of("eq", "ne", "gt", "lte"))).add("val", random.nextInt(20));
        }
        return leaf.build();
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** From one to so many of them, each once. */
    private List<String> some(List<String> of, int most) {
        var shuffled = new ArrayList<>(of);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, 1 + random.nextInt(Math.min(most, of.size()))));
    }
}
