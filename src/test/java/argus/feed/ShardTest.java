package argus.feed;

import static argus.model.Events.BITCOIN;
import static org.assertj.core.api.Assertions.assertThat;

import argus.model.DataType;
import argus.session.Subscription;
import argus.topic.Delivery;
import argus.topic.SubscribeOptions;
import argus.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ShardTest {
    private static final Topic TRADES = Topic.of(DataType.TRADE, BITCOIN);
    private static final Logger LOG = Logger.getLogger(Shard.class.getName());

    private final SteppedFeed feed = new SteppedFeed();
    private final SteppedFeed.Client client = feed.open();

    @BeforeAll
    static void faultsAreMeant() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void logAsBefore() {
        LOG.setLevel(null);
    }

    private List<Subscription> subscriptions(int count) {
        var subscriptions = new ArrayList<Subscription>();
        for (int i = 0; i < count; i++) {
            subscriptions.add(new Subscription(
                    "s" + i,
                    client.session,
                    TRADES,
                    new SubscribeOptions(Delivery.ALL, Duration.ZERO, 0),
                    null,
                    "me",
                    feed.clock.instant()));
        }
        return subscriptions;
    }

    private void fail() {
        feed.pipeline.unsubscribe(subscriptions(1), ended -> {
            throw new AssertionError("a bug");
        });
        feed.shard().runOne();
    }

    @Test
    void aBurstNeverWaitsBehindThousandsOfSubscriptions() {
        feed.pipeline.subscribe(subscriptions(5_000));
        feed.shard().runOne();
        int begun = client.received().size();
        assertThat(begun).isBetween(1, 100);
        feed.trade("10");
        feed.shard().runOne();
        assertThat(feed.cache.sequence(TRADES)).isEqualTo(1);
        feed.trade("11");
        feed.trade("12");
        feed.shard().runOne();
        feed.shard().runOne();
        assertThat(feed.cache.sequence(TRADES)).as("nor a second one").isEqualTo(3);
        assertThat(client.received()).as("only updates").hasSizeLessThanOrEqualTo(3 * begun);
        feed.run();
        assertThat(client.received().stream().filter(m -> m.getString("type").equals("subscription_response")))
                .hasSize(5_000 - begun);
    }

    @Test
    @Timeout(30)
    void burstsWithoutEndDoNotKeepRequestsWaitingForEver() {
        var answer = feed.pipeline.ask(BITCOIN, market -> market.trades(1).size());
        feed.trade("10");
        while (!answer.isDone()) { // there is always one that waits
            feed.trade("11");
            feed.shard().runOne();
        }
        assertThat(feed.pipeline.backlog()).isPositive();
    }

    @Test
    void requestsKeepTheirOrder() {
        var order = new ArrayList<String>();
        feed.pipeline.subscribe(subscriptions(150));
        feed.pipeline.unsubscribe(subscriptions(150), ended -> order.add(ended.id()));
        feed.pipeline.ask(BITCOIN, market -> order.add("asked"));
        feed.pipeline.settled().thenRun(() -> order.add("settled"));
        feed.trade("10");
        feed.run();
        assertThat(order).hasSize(152).startsWith("s0", "s1").endsWith("asked", "settled");
        assertThat(feed.pipeline.backlog()).isZero();
    }

    @Test
    void whatWasHandedInBeforeIsDoneWhenItHasSettled() {
        feed.trade("10");
        var settled = feed.pipeline.settled();
        feed.trade("11");
        feed.shard().runOne();
        assertThat(settled).isNotDone();
        feed.run();
        assertThat(settled).isCompleted();
    }

    @Test
    void anErrorIsCountedAndCostsNothingElse() {
        fail();
        assertThat(feed.metrics.shardFaults().sum()).isEqualTo(1);
        feed.trade("10");
        feed.run();
        assertThat(feed.cache.sequence(TRADES)).isEqualTo(1);
        var answer = feed.pipeline.ask(BITCOIN, market -> {
            throw new AssertionError("a bug");
        });
        feed.run();
        assertThat(answer).isCompletedExceptionally();
    }

    @Test
    void aShardShowsThatItIsAliveHoweverMuchWaits() {
        feed.pipeline.subscribe(subscriptions(5_000));
        var beat = feed.pipeline.beat();
        assertThat(beat).isNotDone();
        feed.shard().runOne();
        assertThat(beat).isCompleted();
        assertThat(feed.pipeline.backlog()).isPositive();
    }

    @Test
    void aShardThatOnlyFailsDoesNotLookAlive() {
        for (int i = 0; i < 3; i++) {
            fail();
        }
        var beat = feed.pipeline.beat();
        feed.shard().runOne();
        assertThat(beat).as("to have nothing to do is no success").isNotDone();
        feed.trade("10");
        feed.shard().runOne();
        assertThat(beat).isCompleted();
    }

    @Test
    @Timeout(30)
    void noErrorEndsTheThread() throws InterruptedException {
        var threads = new ArrayList<Thread>();
        feed.pipeline.start(task -> {
            var thread = new Thread(task);
            threads.add(thread);
            return thread;
        });
        feed.pipeline.unsubscribe(subscriptions(1), ended -> {
            throw new StackOverflowError();
        });
        var answer = new CompletableFuture<Integer>();
        feed.pipeline.ask(BITCOIN, market -> answer.complete(1));
        assertThat(answer.join()).isEqualTo(1);
        feed.pipeline.stop();
        threads.get(0).join(TimeUnit.SECONDS.toMillis(30));
        assertThat(threads.get(0).isAlive()).isFalse();
    }
}
