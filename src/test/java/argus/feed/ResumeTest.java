package argus.feed;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.NOON;
import static argus.model.Events.decimal;
import static argus.model.Events.depth;
import static argus.model.Events.quote;
import static org.assertj.core.api.Assertions.assertThat;

import argus.history.Retention;
import argus.model.BarPeriod;
import argus.model.Columns;
import argus.model.DataType;
import argus.session.Disconnect;
import argus.session.SubscriptionPort.Change;
import argus.topic.Delivery;
import argus.topic.Filter;
import argus.topic.MinChange;
import argus.topic.ResumePoint;
import argus.topic.Shape;
import argus.topic.SubscribeOptions;
import argus.topic.Topic;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a client gets that says where it was. */
class ResumeTest {
    private static final Topic TRADES = Topic.of(DataType.TRADE, BITCOIN);
    private static final Topic QUOTES = Topic.of(DataType.QUOTE, BITCOIN);
    private static final Topic DEPTHS = Topic.of(DataType.DEPTH, BITCOIN);
    private static final Topic SECONDS = Topic.kline(BITCOIN, BarPeriod.S1);
    private static final long ROOM = 1 << 20;

    private SteppedFeed feed = new SteppedFeed();
    private SteppedFeed.Client client = feed.open();

    private void with(long ring, long budget) {
        feed = new SteppedFeed(ring, budget);
        client = feed.open();
    }

    private static ResumePoint at(long seq) {
        return new ResumePoint("e1", seq);
    }

    private static SubscribeOptions options(Delivery delivery, int rows, @Nullable Filter where) {
        return new SubscribeOptions(delivery, Duration.ZERO, rows, Shape.FULL, where, null);
    }

    private static SubscribeOptions all() {
        return options(Delivery.ALL, 1, null);
    }

    private static SubscribeOptions newest() {
        return options(Delivery.CONFLATED, 1, null);
    }

    private static Filter price(Filter.Operator operator, String price) {
        return new Filter.Comparison(Columns.find(DataType.TRADE, "price").orElseThrow(), operator, decimal(price));
    }

    private void trades(int count) {
        for (int i = 0; i < count; i++) {
            feed.trade("1" + i);
        }
        feed.run();
    }

    private void quotes(int count) {
        for (int i = 0; i < count; i++) {
            feed.say(quote(BITCOIN, NOON, "1" + i));
        }
        feed.run();
    }

    /** What was said of the resumption, without the rest of the answer. */
    private static String said(JsonObject message) {
        assertThat(message.getString("type")).isEqualTo("subscription_response");
        var data = message.getJsonObject("data");
        var text = new StringBuilder(data.getString("resumed", "-"));
        for (var name : List.of("replayed", "from", "to", "code", "seq")) {
            if (data.containsKey(name)) {
                text.append(' ').append(name).append('=').append(data.getInt(name));
            }
        }
        return text.toString();
    }

    /** Sequences in order: {@code 4<3} for 4 after 3, {@code 4!} for a snapshot, {@code 5..7} for a gap. */
    private static List<String> chain(List<JsonObject> messages) {
        return messages.stream()
                .filter(m -> !m.getString("type").equals("subscription_response"))
                .map(m -> {
                    if (m.getString("type").equals("gap")) {
                        var gap = m.getJsonObject("data");
                        return gap.getInt("from") + ".." + gap.getInt("to");
                    }
                    return m.getInt("seq") + (m.containsKey("snapshot") ? "!" : "<" + m.getInt("pseq"));
                })
                .toList();
    }

    private static int merged(JsonObject update) {
        return update.getInt("merged");
    }

    @Test
    void everyUpdateAfterTheOneTheClientHasIsReplayedInOrder() {
        trades(5);
        client.subscribe(TRADES, all(), at(2));
        feed.trade("20");
        var messages = client.read();
        assertThat(said(messages.get(0))).isEqualTo("replayed replayed=3 seq=2");
        assertThat(chain(messages)).containsExactly("3<2", "4<3", "5<4", "6<5");
        assertThat(messages.get(1).getJsonObject("data").getInt("price")).isEqualTo(12);
        assertThat(feed.metrics.resumedUpdates().sum()).isEqualTo(3);
        assertThat(feed.metrics.resumes()).extractingByKey("replayed").returns(1L, LongAdder::sum);
    }

    @Test
    void whereNothingWasMissedNothingIsReplayed() {
        trades(5);
        client.subscribe(TRADES, all(), at(5));
        client.subscribe(SECONDS, newest(), at(feed.cache.sequence(SECONDS)));
        feed.trade("20");
        var messages = client.read();
        assertThat(said(messages.get(0))).isEqualTo("replayed replayed=0 seq=5");
        assertThat(chain(messages)).contains("6<5");
    }

    @Test
    void aClientThatHadNothingYetGetsAllFromTheFirst() {
        trades(2);
        client.subscribe(TRADES, all(), at(0));
        var messages = client.read();
        assertThat(said(messages.get(0))).isEqualTo("replayed replayed=2 seq=0");
        assertThat(chain(messages)).containsExactly("1<0", "2<1");
    }

    @Test
    void whatTheRingHasLostIsToldExactlyAndTheRestFollows() {
        trades(3);
        feed.clock.advance(SteppedFeed.WINDOW.plusMillis(1));
        feed.run();
        trades(2);
        client.subscribe(TRADES, all(), at(1));
        var messages = client.read();
        assertThat(said(messages.get(0))).isEqualTo("lost from=2 to=3 seq=3");
        assertThat(chain(messages)).containsExactly("4<3", "5<4");
        assertThat(feed.metrics.lostUpdates().sum()).isEqualTo(2);
    }

    @Test
    void withoutAnythingInTheRingEverythingIsLostUpToThePresent() {
        with(0, ROOM);
        trades(3);
        client.subscribe(TRADES, all(), at(1));
        feed.trade("20");
        var messages = client.read();
        assertThat(said(messages.get(0))).isEqualTo("lost from=2 to=3 seq=3");
        assertThat(chain(messages)).containsExactly("4<3");
    }

    @Test
    void anotherEpochOrANumberNotReachedGivesASnapshotAndSaysWhy() {
        trades(3);
        client.subscribe(TRADES, all(), new ResumePoint("e0", 2));
        var messages = client.read();
        assertThat(said(messages.get(0))).isEqualTo("snapshot code=4091 seq=3");
        assertThat(chain(messages)).containsExactly("3!");
        var other = feed.open();
        other.subscribe(TRADES, options(Delivery.ALL, 0, null), at(4));
        messages = other.read();
        assertThat(said(messages.get(0))).isEqualTo("snapshot code=4091 seq=3");
        assertThat(chain(messages)).as("even if it did not want one").containsExactly("3!");
    }

    @Test
    void aSnapshotOfSeveralRowsIsGivenWhereItWasAskedFor() {
        trades(3);
        client.subscribe(TRADES, options(Delivery.ALL, 2, null), new ResumePoint("e0", 2));
        var snapshot = client.read().get(1);
        assertThat(snapshot.getJsonArray("rows")).hasSize(2);
    }

    @Test
    void aStateGoesOnWithTheNewestWithoutAnyRing() {
        with(0, ROOM);
        quotes(5);
        feed.say(depth(BITCOIN, NOON, 3, 1), depth(BITCOIN, NOON, 3, 2));
        feed.run();
        client.subscribe(QUOTES, newest(), at(1));
        client.subscribe(DEPTHS, newest(), at(1));
        feed.say(quote(BITCOIN, NOON, "99"));
        var messages = client.read();
        assertThat(messages.stream().filter(m -> m.getString("type").equals("subscription_response")))
                .hasSize(2)
                .allMatch(answer -> said(answer).equals("replayed replayed=1 seq=1"));
        var quote = messages.stream()
                .filter(m -> m.getString("type").equals("market_data"))
                .findFirst()
                .orElseThrow();
        assertThat(quote.getInt("pseq")).isEqualTo(1);
        assertThat(merged(quote)).isEqualTo(quote.getInt("seq") - 2);
        assertThat(quote.getJsonObject("data").getInt("last_price")).isEqualTo(99);
    }

    @Test
    void aStateThatWasForgottenComesAsTheNextSnapshot() {
        quotes(3);
        feed.cache.trim(0);
        client.subscribe(QUOTES, newest(), at(1));
        quotes(1);
        var messages = client.read();
        assertThat(said(messages.get(0))).isEqualTo("snapshot seq=3");
        assertThat(chain(messages)).containsExactly("4!");
    }

    @Test
    void barsThatWereFinishedAreReplayedEachWithItsLastState() {
        feed.pipeline.activate(SECONDS);
        feed.run();
        long start = feed.cache.sequence(SECONDS);
        for (int second = 0; second < 3; second++) {
            trades(2);
            feed.clock.advance(Duration.ofSeconds(1));
            feed.run();
        }
        trades(1);
        client.subscribe(SECONDS, newest(), at(start));
        var messages = client.read();
        long present = feed.cache.sequence(SECONDS);
        assertThat(said(messages.get(0))).isEqualTo("replayed replayed=4 seq=" + start);
        var bars = messages.subList(1, messages.size());
        assertThat(bars).hasSize(4);
        assertThat(bars.subList(0, 3)).allMatch(bar -> bar.getJsonObject("data").getBoolean("closed"));
        long owed = bars.stream().mapToLong(bar -> 1 + merged(bar)).sum();
        assertThat(owed).as("each update was sent or merged").isEqualTo(present - start);
        long last = start;
        for (var bar : bars) {
            assertThat(bar.getInt("pseq")).isEqualTo((int) last);
            assertThat(merged(bar)).isEqualTo((int) (bar.getInt("seq") - last - 1));
            last = bar.getInt("seq");
        }
    }

    @Test
    void barsWhosePastIsGoneAreTakenUpByASnapshot() {
        feed.pipeline.activate(SECONDS);
        feed.run();
        trades(3);
        feed.clock.advance(SteppedFeed.WINDOW.plusSeconds(1));
        trades(1);
        client.subscribe(SECONDS, newest(), at(1));
        var messages = client.read();
        assertThat(said(messages.get(0))).startsWith("snapshot");
        assertThat(chain(messages)).hasSize(1).first().asString().endsWith("!");
        assertThat(feed.metrics.resumes()).extractingByKey("snapshot").returns(1L, LongAdder::sum);
    }

    @Test
    void mergedTradesGoOnWithTheNewestOfAllThatWereMissed() {
        trades(5);
        client.subscribe(TRADES, newest(), at(2));
        var messages = client.read();
        assertThat(said(messages.get(0))).isEqualTo("replayed replayed=1 seq=2");
        assertThat(chain(messages)).containsExactly("5<2");
        assertThat(merged(messages.get(1))).isEqualTo(2);
    }

    @Test
    void aFilterHoldsForTheReplayToo() {
        for (var price : List.of("9", "12", "8", "13", "14")) {
            feed.trade(price);
        }
        feed.run();
        var above = price(Filter.Operator.GT, "10");
        client.subscribe(TRADES, options(Delivery.ALL, 1, above), at(1));
        var messages = client.read();
        assertThat(said(messages.get(0))).isEqualTo("replayed replayed=3 seq=1");
        assertThat(chain(messages)).containsExactly("2<1", "4<2", "5<4");

        var other = feed.open();
        other.subscribe(TRADES, options(Delivery.CONFLATED, 1, above), at(1));
        messages = other.read();
        assertThat(said(messages.get(0))).isEqualTo("replayed replayed=1 seq=1");
        assertThat(chain(messages)).containsExactly("5<1");
        assertThat(merged(messages.get(1))).as("what was owed").isEqualTo(2);
    }

    @Test
    void nothingThatPassesMeansNothingReplayed() {
        trades(5);
        client.subscribe(TRADES, options(Delivery.CONFLATED, 1, price(Filter.Operator.GT, "1000")), at(1));
        feed.trade("2000");
        var messages = client.read();
        assertThat(said(messages.get(0))).isEqualTo("replayed replayed=0 seq=1");
        assertThat(chain(messages)).containsExactly("6<1");
    }

    @Test
    void aCrossingBetweenTheLastUpdateOfTheClientAndTheNextIsSeen() {
        for (var price : List.of("9", "12", "8", "13")) {
            feed.trade(price);
        }
        feed.run();
        var up = new Filter.Crossing(Columns.find(DataType.TRADE, "price").orElseThrow(), true, decimal("10"));
        client.subscribe(TRADES, options(Delivery.ALL, 1, up), at(1));
        var messages = client.read();
        assertThat(chain(messages)).containsExactly("2<1", "4<2");
    }

    @Test
    void aFilteredStateNeedsTheRingAndIsOtherwiseASnapshot() {
        quotes(3);
        var where = new Filter.Comparison(
                Columns.find(DataType.QUOTE, "last_price").orElseThrow(), Filter.Operator.GT, decimal("1"));
        client.subscribe(QUOTES, options(Delivery.CONFLATED, 1, where), at(1));
        var messages = client.read();
        assertThat(said(messages.get(0))).isEqualTo("snapshot seq=3");
        assertThat(chain(messages)).containsExactly("3!");
    }

    @Test
    void whatIsTooNearIsNotCountedAsReplayed() {
        for (var price : List.of("10", "11", "11.2", "13")) {
            feed.trade(price);
        }
        feed.run();
        var least = new MinChange(Columns.find(DataType.TRADE, "price").orElseThrow(), decimal("1"), false);
        client.subscribe(TRADES, new SubscribeOptions(Delivery.ALL, Duration.ZERO, 1, Shape.FULL, null, least), at(1));
        var messages = client.read();
        assertThat(said(messages.get(0))).isEqualTo("replayed replayed=2 seq=1");
        assertThat(chain(messages)).containsExactly("2<1", "4<2");
    }

    @Test
    void quotesAreRecordedFromTheFirstSubscriberToAllOfThem() {
        quotes(2);
        var first = feed.open();
        var subscription = first.subscribe(QUOTES, all());
        quotes(3);
        client.subscribe(QUOTES, all(), at(2));
        assertThat(chain(client.read())).containsExactly("3<2", "4<3", "5<4");

        feed.pipeline.unsubscribe(List.of(subscription), s -> {});
        feed.pipeline.unsubscribe(List.copyOf(client.session.subscriptions()), s -> {});
        feed.run();
        feed.clock.advance(SteppedFeed.WINDOW);
        quotes(1);
        feed.clock.advance(Duration.ofMillis(100));
        quotes(1);
        var late = feed.open();
        late.subscribe(QUOTES, all(), at(5));
        var messages = late.read();
        assertThat(said(messages.get(0)))
                .as("recorded for a while, but no more")
                .isEqualTo("lost from=6 to=7 seq=7");
    }

    @Test
    void aClientIsGivenItsPastAsFastAsItTakesItAndWhatHappensMeanwhileInOrder() {
        with(ROOM, 64_000);
        trades(1000);
        client.subscribe(TRADES, all(), at(0));
        feed.run();
        long waiting = client.session.backlog();
        assertThat(waiting).isBetween(64_000L / 8, 64_000L / 8 + 1_000);
        feed.trade("2000");
        feed.run();
        assertThat(client.session.backlog()).as("what is new comes behind").isEqualTo(waiting);
        var messages = client.received();
        for (int i = 0; i < 100; i++) {
            feed.clock.advance(Duration.ofMillis(5));
            messages.addAll(client.read());
        }
        assertThat(said(messages.get(0))).isEqualTo("replayed replayed=1000 seq=0");
        var chain = chain(messages);
        assertThat(chain).hasSize(1001);
        for (int seq = 1; seq <= 1001; seq++) {
            assertThat(chain.get(seq - 1)).isEqualTo(seq + "<" + (seq - 1));
        }
        trades(1);
        assertThat(chain(client.read())).containsExactly("1002<1001");
    }

    @Test
    void whatTheRingLosesBeforeASlowClientHasTakenItIsToldAsAGap() {
        with(ROOM, 64_000);
        trades(500);
        var subscription = client.subscribe(TRADES, all(), at(0));
        feed.run();
        assertThat(subscription.top().considered()).isBetween(10L, 30L);
        feed.clock.advance(SteppedFeed.WINDOW.plusMillis(1));
        feed.run();
        trades(2);
        var messages = client.received();
        feed.clock.advance(Duration.ofMillis(5));
        messages.addAll(client.read());
        var chain = chain(messages);
        int gap = chain.size() - 3;
        assertThat(chain.get(gap)).isEqualTo((gap + 1) + "..500");
        assertThat(chain.subList(gap + 1, gap + 3)).containsExactly("501<500", "502<501");
        assertThat(feed.meter.missed()).isPositive();
    }

    @Test
    void aTopicGivenUpInTheMiddleOfItsReplayIsLeftOut() {
        with(ROOM, 64_000);
        trades(500);
        var subscription = client.subscribe(TRADES, all(), at(0));
        var ticks = client.subscribe(SECONDS, newest());
        feed.run();
        feed.pipeline.unsubscribe(
                List.of(subscription), s -> client.session.send("{\"type\":\"gap\",\"data\":{\"from\":0,\"to\":0}}"));
        feed.run();
        client.received();
        feed.clock.advance(Duration.ofMillis(5));
        assertThat(client.read()).isEmpty();
        feed.pipeline.unsubscribe(List.of(ticks), s -> {});
        feed.run();
        assertThat(feed.demand.wanted()).isEmpty();
    }

    @Test
    void aClientThatGoesInTheMiddleOfItsReplayLeavesNothingBehind() {
        with(ROOM, 64_000);
        trades(500);
        client.subscribe(TRADES, all(), at(0));
        feed.run();
        client.session.end(Disconnect.GONE);
        feed.clock.advance(Duration.ofMillis(5));
        feed.run();
        assertThat(feed.demand.wanted()).isEmpty();
        assertThat(feed.meter.bytes()).isZero();
        assertThat(feed.shard().runOne()).isFalse();
    }

    @Test
    void severalTopicsOfAClientAreReplayedOneAfterAnother() {
        with(ROOM, 64_000);
        feed.pipeline.activate(SECONDS);
        trades(300);
        client.subscribe(TRADES, all(), at(0));
        client.subscribe(Topic.of(DataType.TICK, BITCOIN), all(), at(0));
        client.subscribe(SECONDS, all(), at(feed.cache.sequence(SECONDS)));
        var messages = client.received();
        for (int i = 0; i < 100; i++) {
            feed.clock.advance(Duration.ofMillis(5));
            messages.addAll(client.read());
        }
        assertThat(chain(messages)).hasSize(300);
    }

    @Test
    void anotherFilterHoldsForTheRestOfAReplay() {
        with(ROOM, 64_000);
        trades(500);
        var subscription = client.subscribe(TRADES, all(), at(0));
        feed.run();
        int given = (int) subscription.top().considered();
        feed.pipeline.reconfigure(
                List.of(new Change(subscription, options(Delivery.ALL, 1, price(Filter.Operator.LT, "0")), false)),
                () -> {});
        var messages = client.read();
        for (int i = 0; i < 20; i++) {
            feed.clock.advance(Duration.ofMillis(5));
            messages.addAll(client.read());
        }
        assertThat(chain(messages)).hasSize(given);
        assertThat(subscription.top().considered()).isEqualTo(500);
    }

    @Test
    void manyWhoComeBackShareWhatIsReplayed() {
        trades(50);
        for (int i = 0; i < 20; i++) {
            feed.open().subscribe(TRADES, all(), at(0));
        }
        feed.run();
        long before = feed.metrics.imagesEncoded().sum();
        var other = feed.open();
        other.subscribe(TRADES, all(), at(0));
        assertThat(other.read()).hasSize(51);
        assertThat(feed.metrics.imagesEncoded().sum() - before).isEqualTo(50);
        var another = feed.open();
        another.subscribe(TRADES, all(), at(0));
        assertThat(another.read()).hasSize(51);
        assertThat(feed.metrics.imagesEncoded().sum() - before).isEqualTo(50);
    }

    @Test
    void theRingIsSharedOutAmongTheShards() {
        assertThat(new Retention(100, Duration.ofSeconds(1)).share(4))
                .isEqualTo(new Retention(25, Duration.ofSeconds(1)));
        trades(10);
        assertThat(feed.pipeline.ringUpdates()).isEqualTo(10);
        assertThat(feed.pipeline.ringBytes()).isPositive();
    }
}
