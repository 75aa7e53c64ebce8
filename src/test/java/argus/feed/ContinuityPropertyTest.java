package argus.feed;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.quote;
import static org.assertj.core.api.Assertions.assertThat;

import argus.model.BarPeriod;
import argus.model.Columns;
import argus.model.DataType;
import argus.model.MarketEvent;
import argus.model.Side;
import argus.model.Trade;
import argus.session.Disconnect;
import argus.session.Subscription;
import argus.session.SubscriptionPort.Change;
import argus.topic.Delivery;
import argus.topic.Filter;
import argus.topic.ResumePoint;
import argus.topic.Shape;
import argus.topic.SubscribeOptions;
import argus.topic.Topic;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Clients that go and come back where they were, with filters that change and pauses: whatever is interleaved, each chain is
 * unbroken across connections or tells exactly what is lost, what is merged is what was owed, and in the end everybody has
 * the newest state that passes.
 */
class ContinuityPropertyTest {
    private static final int CLIENTS = 3;
    private static final long ROOM_ENOUGH = 10_000_000;
    private static final List<Topic> TOPICS = List.of(
            Topic.of(DataType.TRADE, BITCOIN), Topic.of(DataType.QUOTE, BITCOIN), Topic.kline(BITCOIN, BarPeriod.S1));
    private static final Map<DataType, String> PRICES =
            Map.of(DataType.TRADE, "price", DataType.QUOTE, "last_price", DataType.KLINE, "close");
    private static final List<Duration> WAITS = List.of(
            Duration.ofMillis(5),
            Duration.ofMillis(5),
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            SteppedFeed.WINDOW.dividedBy(2),
            SteppedFeed.WINDOW.plusSeconds(1));

    private enum What {
        SUBSCRIBE,
        UNSUBSCRIBE,
        CHANGE,
        GO,
        COME_BACK,
        BURST,
        MANY,
        SHARD,
        FLUSH,
        READ,
        WAIT
    }

    private record Step(What what, int client, int detail) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        var what = Arbitraries.frequency(
                Tuple.of(8, What.SUBSCRIBE),
                Tuple.of(1, What.UNSUBSCRIBE),
                Tuple.of(6, What.CHANGE),
                Tuple.of(4, What.GO),
                Tuple.of(10, What.COME_BACK),
                Tuple.of(16, What.BURST),
                Tuple.of(4, What.MANY),
                Tuple.of(24, What.SHARD),
                Tuple.of(12, What.FLUSH),
                Tuple.of(12, What.READ),
                Tuple.of(6, What.WAIT));
        return Combinators.combine(
                        what,
                        Arbitraries.integers().between(0, CLIENTS - 1),
                        Arbitraries.integers().between(0, 9_999))
                .as(Step::new)
                .list()
                .ofMinSize(20)
                .ofMaxSize(200);
    }

    @Provide
    Arbitrary<Long> rings() {
        return Arbitraries.of(0L, 2_000L, 20_000L, ROOM_ENOUGH);
    }

    @Provide
    Arbitrary<Long> budgets() {
        return Arbitraries.of(20_000L, 60_000L, ROOM_ENOUGH);
    }

    @Property(tries = 200)
    void chainsGoOnAcrossConnectionsOrSayWhatIsLost(
            @ForAll("steps") List<Step> steps, @ForAll("rings") long ring, @ForAll("budgets") long budget) {
        var run = new Run(ring, budget);
        steps.forEach(run::step);
        run.quiet();
    }

    /** A filter in force for what comes after a sequence. */
    private record Since(long seq, @Nullable BigDecimal above) {}

    /** One subscription as the test knows it. */
    private static final class Wish {
        final Topic topic;
        final Delivery delivery;
        final long from;
        final List<Since> filters = new ArrayList<>();
        final Subscription subscription;

        @Nullable
        BigDecimal above;

        boolean paused;

        Wish(Subscription subscription, long from, @Nullable BigDecimal above) {
            this.subscription = subscription;
            this.topic = subscription.topic();
            this.delivery = subscription.options().delivery();
            this.from = from;
            this.above = above;
            filters.add(new Since(-1, above));
        }
    }

    /** What a client knows of a topic, kept when its connection ends. */
    private static final class Known {
        Wish wish;
        long last;
        boolean snapshotFirst;

        Known(Wish wish) {
            this.wish = wish;
        }
    }

    private static final class Person {
        SteppedFeed.Client client;
        boolean away;
        final Map<Topic, Wish> wishes = new HashMap<>();
        final Map<Topic, Known> known = new HashMap<>();

        Person(SteppedFeed.Client client) {
            this.client = client;
        }
    }

    private static final class Run {
        private final long ring;
        private final boolean roomEnough;
        private final SteppedFeed feed;
        private final SteppedFeed.Client witness;
        private final Ledger ledger = new Ledger();
        private final Map<String, Wish> all = new HashMap<>();
        private final List<Person> people = new ArrayList<>();
        private boolean longAway;
        private long trades;

        Run(long ring, long budget) {
            this.ring = ring;
            this.roomEnough = ring == ROOM_ENOUGH && budget == ROOM_ENOUGH;
            feed = new SteppedFeed(ring, budget);
            witness = feed.witness();
            for (var topic : TOPICS) {
                witness.subscribe(topic, new SubscribeOptions(Delivery.ALL, Duration.ZERO, 1));
            }
            for (int i = 0; i < CLIENTS; i++) {
                people.add(new Person(feed.open()));
            }
        }

        void step(Step step) {
            var person = people.get(step.client());
            int detail = step.detail();
            var topic = TOPICS.get(detail % TOPICS.size());
            switch (step.what()) {
                case SUBSCRIBE -> {
                    if (!person.away) {
                        var delivery = detail / 10 % 2 == 0 ? Delivery.ALL : Delivery.CONFLATED;
                        ask(person, topic, delivery, above(detail / 100), null);
                    }
                }
                case UNSUBSCRIBE -> unsubscribe(person, topic);
                case CHANGE -> {
                    if (!person.away && person.wishes.containsKey(topic)) {
                        change(person.wishes.get(topic), above(detail / 10), detail / 1000 % 3 == 0);
                    }
                }
                case GO -> {
                    person.client.session.end(Disconnect.GONE);
                    person.away = true;
                }
                case COME_BACK -> {
                    if (person.away) {
                        comeBack(person);
                    }
                }
                case BURST -> burst(1 + detail % 4, detail);
                case MANY -> burst(60, detail);
                case SHARD -> runOne();
                case FLUSH -> person.client.flush(1 + detail % 4);
                case READ -> read(person, 1 + detail % 40);
                case WAIT -> {
                    var wait = WAITS.get(detail % WAITS.size());
                    longAway |= wait.compareTo(Duration.ofSeconds(30)) > 0;
                    feed.clock.advance(wait);
                }
            }
        }

        private static @Nullable BigDecimal above(int choice) {
            return choice % 3 == 0 ? null : BigDecimal.valueOf(choice % 20);
        }

        private static @Nullable Filter filter(Topic topic, @Nullable BigDecimal above) {
            return above == null
                    ? null
                    : new Filter.Comparison(
                            Columns.find(topic.type(), PRICES.get(topic.type())).orElseThrow(),
                            Filter.Operator.GT,
                            above);
        }

        private void ask(
                Person person, Topic topic, Delivery delivery, @Nullable BigDecimal above, @Nullable ResumePoint from) {
            var options = new SubscribeOptions(delivery, Duration.ZERO, 1, Shape.FULL, filter(topic, above), null);
            var wish = new Wish(person.client.ask(topic, options, from), from == null ? -1 : from.seq(), above);
            all.put(wish.subscription.id(), wish);
            person.wishes.put(topic, wish);
        }

        private void unsubscribe(Person person, Topic topic) {
            var wish = person.wishes.get(topic);
            if (!person.away && wish != null) {
                person.wishes.remove(topic);
                person.client.session.remove(wish.subscription);
                feed.pipeline.unsubscribe(
                        List.of(wish.subscription),
                        ended -> person.client.session.send("{\"type\":\"ended\",\"topic\":\"" + topic + "\"}"));
            }
        }

        private void change(Wish wish, @Nullable BigDecimal above, boolean paused) {
            wish.above = above;
            wish.paused = paused;
            var next =
                    new SubscribeOptions(wish.delivery, Duration.ZERO, 1, Shape.FULL, filter(wish.topic, above), null);
            feed.pipeline.reconfigure(
                    List.of(new Change(wish.subscription, next, paused)),
                    () -> wish.filters.add(new Since(wish.subscription.top().considered(), above)));
        }

        private void comeBack(Person person) {
            person.away = false;
            person.client = feed.open();
            for (var wish : List.copyOf(person.wishes.values())) {
                var known = person.known.get(wish.topic);
                // one that has not even its snapshot has nothing to go on from
                var from = known == null || known.snapshotFirst ? null : new ResumePoint("e1", known.last);
                ask(person, wish.topic, wish.delivery, wish.above, from);
            }
            person.known.values().removeIf(known -> !person.wishes.containsKey(known.wish.topic));
        }

        private void burst(int count, int detail) {
            var events = new ArrayList<MarketEvent>();
            for (int i = 0; i < count; i++) {
                var price = BigDecimal.valueOf(1 + (detail + 7L * i) % 20);
                var now = feed.clock.instant();
                if ((detail + i) % 3 == 0) {
                    events.add(quote(BITCOIN, now, price.toPlainString()));
                } else {
                    var time = now.minusSeconds((detail + i) % 7 == 0 ? 1 : 0); // some are late by a bar
                    events.add(
                            new Trade(BITCOIN, time, "test", price, BigDecimal.ONE, Side.BUY, Long.toString(++trades)));
                }
            }
            feed.say(events.toArray(MarketEvent[]::new));
        }

        private boolean runOne() {
            boolean ran = feed.shard().runOne();
            for (var message : witness.received()) {
                if (message.containsKey("seq")) {
                    ledger.add(message);
                }
            }
            assertThat(feed.pipeline.ringBytes()).isBetween(0L, ring);
            return ran;
        }

        private boolean read(Person person, int most) {
            if (person.away) {
                return false;
            }
            var messages = person.client.received(most);
            messages.forEach(message -> message(person, message));
            return !messages.isEmpty();
        }

        private void message(Person person, JsonObject message) {
            switch (message.getString("type")) {
                case "subscription_response" -> answer(person, message.getJsonObject("data"));
                case "ended" -> person.known
                        .values()
                        .removeIf(k -> k.wish.topic.text().equals(message.getString("topic")));
                case "gap" -> gap(person, message.getJsonObject("data"));
                default -> update(known(person, message.getString("topic")), message);
            }
        }

        private static Known known(Person person, String topic) {
            return person.known.values().stream()
                    .filter(known -> known.wish.topic.text().equals(topic))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nothing before the answer and nothing after the end"));
        }

        private void answer(Person person, JsonObject data) {
            var wish = Objects.requireNonNull(all.get(data.getString("subscription_id")));
            var known = person.known.computeIfAbsent(wish.topic, t -> new Known(wish));
            known.wish = wish;
            long seq = data.getJsonNumber("seq").longValue();
            var resumed = data.getString("resumed", "");
            assertThat(resumed.isEmpty()).isEqualTo(wish.from < 0);
            known.snapshotFirst = resumed.isEmpty() || resumed.equals("snapshot");
            switch (resumed) {
                case "replayed" -> {
                    assertThat(seq).isEqualTo(wish.from);
                    if (wish.delivery == Delivery.CONFLATED && wish.topic.type() != DataType.KLINE) {
                        assertThat(data.getInt("replayed")).isBetween(0, 1);
                    }
                }
                case "lost" -> {
                    assertThat(wish.delivery).isEqualTo(Delivery.ALL);
                    assertThat(data.getJsonNumber("from").longValue()).isEqualTo(wish.from + 1);
                    assertThat(data.getJsonNumber("to").longValue())
                            .isEqualTo(seq)
                            .isGreaterThan(wish.from);
                }
                case "snapshot" -> {
                    assertThat(wish.delivery).isEqualTo(Delivery.CONFLATED);
                    assertThat(wish.topic.type() == DataType.QUOTE && wish.filters.get(0).above == null)
                            .as("a state goes on without any past")
                            .isFalse();
                }
                default -> assertThat(resumed).isEmpty();
            }
            if (roomEnough && !longAway) {
                assertThat(resumed).isNotIn("lost", "snapshot");
            }
            known.last = seq;
        }

        private void gap(Person person, JsonObject data) {
            var known = known(person, data.getString("topic"));
            long from = data.getJsonNumber("from").longValue();
            long to = data.getJsonNumber("to").longValue();
            assertThat(known.wish.delivery).isEqualTo(Delivery.ALL);
            assertThat(to).isGreaterThanOrEqualTo(from);
            assertThat(owed(known.wish, known.last, from))
                    .as("nothing is missing untold")
                    .isZero();
            if (roomEnough && !longAway) {
                assertThat(data.getString("cause")).isEqualTo("paused");
            }
            known.last = to;
            known.snapshotFirst = false;
        }

        private void update(Known known, JsonObject message) {
            var topic = known.wish.topic.text();
            long seq = message.getJsonNumber("seq").longValue();
            assertThat(seq).isGreaterThanOrEqualTo(known.last);
            if (message.containsKey("snapshot")) {
                assertThat(known.snapshotFirst)
                        .as("%s: a snapshot comes once, first", topic)
                        .isTrue();
                assertThat(message.getJsonObject("data"))
                        .isIn(ledger.value(topic, seq), ledger.value(topic, ledger.state(topic, seq)));
            } else {
                long pseq = message.getJsonNumber("pseq").longValue();
                assertThat(known.snapshotFirst)
                        .as("%s: the snapshot comes first", topic)
                        .isFalse();
                assertThat(pseq).as("%s: no hole before %s", topic, seq).isEqualTo(known.last);
                assertThat(message.getJsonObject("data")).isEqualTo(ledger.value(topic, seq));
                assertThat(isOwed(known.wish, seq))
                        .as("%s: %s passes", topic, seq)
                        .isTrue();
                long between = owed(known.wish, pseq, seq);
                assertThat(message.getJsonNumber("merged").longValue())
                        .as("%s: what was owed from %s to %s", topic, pseq, seq)
                        .isEqualTo(between);
                if (known.wish.delivery == Delivery.ALL) {
                    assertThat(between).as("%s: every update or a gap", topic).isZero();
                }
            }
            known.last = seq;
            known.snapshotFirst = false;
        }

        private boolean isOwed(Wish wish, long seq) {
            @Nullable BigDecimal above = null;
            for (var since : wish.filters) {
                above = since.seq < seq ? since.above : above;
            }
            var price = ledger.value(wish.topic.text(), seq).getJsonNumber(PRICES.get(wish.topic.type()));
            return above == null || price.bigDecimalValue().compareTo(above) > 0;
        }

        /** How many updates were owed strictly between two. */
        private long owed(Wish wish, long after, long before) {
            long owed = 0;
            for (long seq = after + 1; seq < before; seq++) {
                owed += isOwed(wish, seq) ? 1 : 0;
            }
            return owed;
        }

        /** Everybody comes back, nothing more happens, and everybody reads. */
        void quiet() {
            for (var person : people) {
                if (person.away) {
                    comeBack(person);
                }
                person.wishes.values().forEach(wish -> change(wish, wish.above, false));
            }
            boolean moved = true;
            for (int idle = 0; idle < 3; idle = moved ? 0 : idle + 1) {
                moved = false;
                while (runOne()) {
                    moved = true;
                }
                for (var person : people) {
                    person.client.flush(10);
                    moved |= read(person, Integer.MAX_VALUE);
                }
                feed.clock.advance(Duration.ofMillis(5));
            }
            people.forEach(this::settled);
            people.forEach(person -> person.client.session.end(Disconnect.GONE));
            witness.session.end(Disconnect.GONE);
            feed.run();
            assertThat(feed.meter.bytes()).isZero();
            assertThat(feed.demand.wanted()).isEmpty();
        }

        private void settled(Person person) {
            assertThat(person.client.session.ended()).isNull();
            assertThat(person.known.keySet()).isEqualTo(person.wishes.keySet());
            for (var known : person.known.values()) {
                var wish = known.wish;
                assertThat(wish).isSameAs(person.wishes.get(wish.topic));
                if (known.snapshotFirst || (wish.topic.type() == DataType.KLINE && !roomEnough)) {
                    continue; // no value has passed; or a correction had no room, and is merged with what comes next
                }
                long newest = ledger.last(wish.topic.text());
                assertThat(owed(wish, known.last, newest + 1))
                        .as("%s: nothing more is owed after %s of %s", wish.topic, known.last, newest)
                        .isZero();
            }
        }
    }
}
