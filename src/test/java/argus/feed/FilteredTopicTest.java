package argus.feed;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.decimal;
import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Columns;
import argus.model.DataType;
import argus.session.SubscriptionPort.Change;
import argus.topic.Delivery;
import argus.topic.Filter;
import argus.topic.Filter.Comparison;
import argus.topic.Filter.Crossing;
import argus.topic.Filter.Operator;
import argus.topic.MinChange;
import argus.topic.Shape;
import argus.topic.SubscribeOptions;
import argus.topic.Topic;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FilteredTopicTest {
    private static final Topic TRADES = Topic.of(DataType.TRADE, BITCOIN);

    private final SteppedFeed feed = new SteppedFeed();
    private final SteppedFeed.Client client = feed.open();

    private static Filter above(String price) {
        return new Comparison(Columns.find(DataType.TRADE, "price").orElseThrow(), Operator.GT, decimal(price));
    }

    private static Filter crossesUp(String price) {
        return new Crossing(Columns.find(DataType.TRADE, "price").orElseThrow(), true, decimal(price));
    }

    private static SubscribeOptions all(@Nullable Filter where) {
        return new SubscribeOptions(Delivery.ALL, Duration.ZERO, 1, Shape.FULL, where, null);
    }

    private static List<Integer> seqs(List<JsonObject> messages) {
        return messages.stream()
                .filter(m -> m.containsKey("seq"))
                .map(m -> m.getInt("seq"))
                .toList();
    }

    @Test
    void onlyWhatPassesIsOwedAndTheChainGoesFromOneToTheNext() {
        feed.trade("11");
        client.subscribe(TRADES, all(above("10")));
        for (var price : List.of("9", "12", "8", "7", "13")) {
            feed.trade(price);
        }
        var messages = client.read();
        assertThat(seqs(messages)).containsExactly(1, 3, 6);
        assertThat(messages.get(1).getBoolean("snapshot")).isTrue();
        assertThat(messages.get(2).getInt("pseq")).isEqualTo(1);
        assertThat(messages.get(3).getInt("pseq")).isEqualTo(3);
    }

    @Test
    void aPresentValueThatDoesNotPassIsNotSentAndTheFirstThatPassesIsTheSnapshot() {
        feed.trade("9");
        feed.trade("9");
        client.subscribe(TRADES, all(above("10")));
        feed.trade("8");
        feed.trade("11");
        feed.trade("12");
        var messages = client.read();
        assertThat(messages.get(0).getJsonObject("data").getInt("seq")).isEqualTo(2);
        assertThat(seqs(messages)).containsExactly(4, 5);
        assertThat(messages.get(1).getBoolean("snapshot")).isTrue();
        assertThat(messages.get(2).getInt("pseq")).isEqualTo(4);
    }

    @Test
    void theLeastChangeIsMeasuredFromTheNewestOfTheRowsThatCameFirst() {
        feed.trade("10");
        feed.trade("11");
        var change = new MinChange(Columns.find(DataType.TRADE, "price").orElseThrow(), decimal("0.5"), false);
        client.subscribe(TRADES, new SubscribeOptions(Delivery.ALL, Duration.ZERO, 5, Shape.FULL, null, change));
        feed.trade("11.2");
        feed.trade("11.6");
        assertThat(seqs(client.read())).containsExactly(2, 4);
    }

    @Test
    void aCrossingLooksAtTheValueBeforeOfTheTopicAndNotOfTheClient() {
        client.subscribe(TRADES, all(crossesUp("10")));
        for (var price : List.of("11", "12", "9", "10", "10.5", "11")) {
            feed.trade(price);
        }
        assertThat(seqs(client.read())).containsExactly(5);
    }

    @Test
    void aSubscriptionTellsHowFarItsFilterHasLooked() {
        feed.trade("9");
        var filtered = client.subscribe(TRADES, all(above("10")));
        client.read();
        assertThat(filtered.top().considered()).isEqualTo(1);
        feed.trade("9");
        feed.trade("9");
        client.read();
        assertThat(filtered.top().considered()).isEqualTo(3);
        assertThat(filtered.top().sent()).isZero();
    }

    @Test
    void anotherFilterIsInForceFromOneUpdateToTheNext() {
        var options = all(above("10"));
        var subscription = client.subscribe(TRADES, options);
        feed.trade("11");
        feed.trade("9");
        feed.run();
        feed.pipeline.reconfigure(List.of(new Change(subscription, all(above("5")), false)), () -> {});
        feed.run();
        feed.trade("9");
        feed.trade("4");
        feed.run();
        feed.pipeline.reconfigure(List.of(new Change(subscription, all(null), false)), () -> {});
        feed.run();
        feed.trade("3");
        var messages = client.read();
        assertThat(seqs(messages)).containsExactly(1, 3, 5);
        assertThat(messages.get(2).getInt("pseq")).isEqualTo(1);
        assertThat(messages.get(3).getInt("pseq")).isEqualTo(3);
        assertThat(subscription.top().considered()).isEqualTo(5);

        feed.pipeline.unsubscribe(List.of(subscription), ended -> {});
        feed.trade("3");
        assertThat(client.read()).isEmpty();
        assertThat(feed.demand.wanted()).isEmpty();
    }

    @Test
    void anEndedSubscriptionIsNotRevivedByAChange() {
        var subscription = client.subscribe(TRADES, all(above("10")));
        feed.run();
        feed.pipeline.unsubscribe(List.of(subscription), ended -> {});
        feed.pipeline.reconfigure(List.of(new Change(subscription, all(null), false)), () -> {});
        feed.run();
        client.received();
        feed.trade("11");
        assertThat(client.read()).isEmpty();
        assertThat(feed.demand.wanted()).isEmpty();
    }

    @Test
    void updatesSayWhenTheSourceHandedThemInAndWhenTheyWereAccepted() {
        feed.trade("9");
        feed.clock.advance(Duration.ofMillis(70));
        feed.run();
        var update = feed.cache.latest(TRADES).orElseThrow();
        assertThat(update.ts() - update.arrivedTs()).isEqualTo(70);
        assertThat(update.ts()).isEqualTo(feed.clock.millis());
    }
}
