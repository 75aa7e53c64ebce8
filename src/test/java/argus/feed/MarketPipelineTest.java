package argus.feed;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.NOON;
import static argus.model.Events.PING_AN;
import static argus.model.Events.bar;
import static argus.model.Events.decimal;
import static argus.model.Events.depth;
import static argus.model.Events.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.TestClock;
import argus.history.Retention;
import argus.market.LastValueCache;
import argus.metrics.ServiceMetrics;
import argus.model.BarPeriod;
import argus.model.DataType;
import argus.model.MarketEvent;
import argus.model.Side;
import argus.model.Symbol;
import argus.model.Trade;
import argus.normalise.Quality;
import argus.outbox.OutboxMeter;
import argus.protocol.ImageWriter;
import argus.protocol.MessageWriter;
import argus.session.ClientSession;
import argus.session.Disconnect;
import argus.session.FakeTransport;
import argus.session.FakeTransport.Text;
import argus.session.FakeTransport.Way;
import argus.session.SessionSettings;
import argus.session.Sessions;
import argus.session.SteppedSessions;
import argus.session.Subscription;
import argus.session.SubscriptionPort.Change;
import argus.source.MarketHours;
import argus.topic.Delivery;
import argus.topic.SubscribeOptions;
import argus.topic.Topic;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The corridor with shards and flushers run by hand; threads where a test says so. */
class MarketPipelineTest {
    private static final Topic QUOTES = Topic.of(DataType.QUOTE, BITCOIN);
    private static final Topic TRADES = Topic.of(DataType.TRADE, BITCOIN);

    private final TestClock clock = new TestClock(NOON);
    private final ServiceMetrics metrics = new ServiceMetrics();
    private final LastValueCache cache = new LastValueCache("e1");
    private final Demand demand = new Demand(Runnable::run, set -> {});
    private final MarketPipeline pipeline = new MarketPipeline(
            new FeedContext(
                    cache,
                    demand,
                    new MessageWriter(clock),
                    new ImageWriter(),
                    MarketHours.alwaysOpen(clock),
                    10,
                    10,
                    Duration.ofSeconds(30),
                    new Retention(1 << 20, Duration.ofSeconds(120)),
                    metrics,
                    new Quality(metrics, clock, (source, symbol, reason) -> {}),
                    clock),
            2);
    private final Sessions sessions = new Sessions(
            () -> new SessionSettings(
                    1_000_000, Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(20)),
            new OutboxMeter(1_000_000),
            metrics,
            new MessageWriter(clock),
            clock,
            SteppedSessions.NO_THREADS,
            2,
            Runnable::run);
    private final SteppedSessions stepped = new SteppedSessions(sessions);
    private final FakeTransport transport = new FakeTransport(Way.AT_ONCE, clock);
    private final ClientSession session = sessions.open(transport);
    private int ids;

    private Trade trade(Symbol symbol, String price) {
        return new Trade(
                symbol, clock.instant(), "test", decimal(price), decimal("1"), Side.BUY, Integer.toString(++ids));
    }

    private Subscription subscribe(Topic topic, Delivery delivery, int rows) {
        return subscribe(session, topic, new SubscribeOptions(delivery, Duration.ZERO, rows));
    }

    private Subscription subscribe(ClientSession session, Topic topic, SubscribeOptions options) {
        var subscription = new Subscription("s-" + ++ids, session, topic, options, null, "me", clock.instant());
        session.put(subscription);
        pipeline.subscribe(List.of(subscription));
        run();
        return subscription;
    }

    private void say(MarketEvent... events) throws InterruptedException {
        pipeline.burst(List.of(events));
    }

    private void run() {
        for (var shard : pipeline.shards()) {
            while (shard.runOne()) {}
        }
    }

    private List<JsonObject> read() {
        run();
        stepped.runAll();
        return read(transport);
    }

    private static List<JsonObject> read(FakeTransport transport) {
        var messages = new ArrayList<JsonObject>();
        for (var next = transport.read(); next != null; next = transport.read()) {
            messages.add(Reader.parse(((Text) next).text()));
        }
        return messages;
    }

    private static List<String> types(List<JsonObject> messages) {
        return messages.stream().map(m -> m.getString("type")).toList();
    }

    @Test
    void changesOfSeveralShardsAreInForceBeforeItIsSaidOnce() {
        var bitcoin = subscribe(QUOTES, Delivery.CONFLATED, 0);
        var bank = subscribe(Topic.of(DataType.QUOTE, PING_AN), Delivery.CONFLATED, 0);
        var slower = new SubscribeOptions(Delivery.CONFLATED, Duration.ofSeconds(1), 0);
        var said = new ArrayList<SubscribeOptions>();
        pipeline.reconfigure(List.of(new Change(bitcoin, slower, true), new Change(bank, slower, false)), () -> {
            said.add(bitcoin.options());
            said.add(bank.options());
        });
        assertThat(said).isEmpty();
        read();
        assertThat(said).containsExactly(slower, slower);
        assertThat(bitcoin.paused()).isTrue();
        assertThat(bank.paused()).isFalse();
    }

    @Test
    void noChangeAtAllIsSaidAtOnce() {
        var said = new ArrayList<String>();
        pipeline.reconfigure(List.of(), () -> said.add("done"));
        assertThat(said).containsExactly("done");
    }

    @Test
    void snapshotFollowsTheAnswerAndUpdatesFollowTheSnapshot() throws InterruptedException {
        say(quote(BITCOIN, NOON, "10"));
        subscribe(QUOTES, Delivery.ALL, 1);
        say(quote(BITCOIN, NOON, "11"));
        var messages = read();
        assertThat(types(messages)).containsExactly("subscription_response", "market_data", "market_data");
        var answer = messages.get(0).getJsonObject("data");
        assertThat(answer.getInt("seq")).isEqualTo(1);
        assertThat(answer.getString("epoch")).isEqualTo("e1");
        assertThat(answer.getString("message")).doesNotContain("stale");
        assertThat(messages.get(1).getBoolean("snapshot")).isTrue();
        assertThat(messages.get(1).getInt("seq")).isEqualTo(1);
        assertThat(messages.get(2).getInt("pseq")).isEqualTo(1);
        assertThat(messages.get(2).getInt("seq")).isEqualTo(2);
    }

    @Test
    void firstValueIsTheSnapshotWhereThereWasNone() throws InterruptedException {
        subscribe(QUOTES, Delivery.CONFLATED, 1);
        say(quote(BITCOIN, NOON, "10"));
        var messages = read();
        assertThat(messages.get(0).getJsonObject("data").getInt("seq")).isZero();
        assertThat(messages.get(1).getBoolean("snapshot")).isTrue();
    }

    @Test
    void withoutSnapshotTheFirstUpdateFollowsTheSequenceOfTheAnswer() throws InterruptedException {
        say(quote(BITCOIN, NOON, "10"));
        subscribe(QUOTES, Delivery.CONFLATED, 0);
        say(quote(BITCOIN, NOON, "11"));
        var messages = read();
        assertThat(messages).hasSize(2);
        assertThat(messages.get(1).getInt("pseq")).isEqualTo(1);
    }

    @Test
    void forgottenValueDoesNotLookLikeMissingUpdates() throws InterruptedException {
        say(quote(BITCOIN, NOON, "10"), quote(BITCOIN, NOON, "11"));
        read();
        cache.trim(0);
        subscribe(QUOTES, Delivery.ALL, 0);
        say(quote(BITCOIN, NOON, "12"));
        var messages = read();
        assertThat(messages.get(0).getJsonObject("data").getInt("seq")).isEqualTo(2);
        assertThat(messages.get(1).getInt("pseq")).isEqualTo(2);
        assertThat(messages.get(1).getInt("merged")).isZero();
    }

    @Test
    void snapshotWithRowsHoldsTheLastValues() throws InterruptedException {
        for (int i = 1; i <= 5; i++) {
            say(trade(BITCOIN, "10" + i), quote(BITCOIN, NOON, "10" + i), depth(BITCOIN, NOON, 5, i));
        }
        for (var topic : List.of(
                TRADES,
                Topic.of(DataType.TICK, BITCOIN),
                Topic.kline(BITCOIN, BarPeriod.M1),
                Topic.of(DataType.DEPTH, BITCOIN))) {
            subscribe(topic, Delivery.CONFLATED, 3);
            var snapshot = read().get(1);
            var rows = snapshot.getJsonArray("rows");
            assertThat(rows).hasSize(topic.type() == DataType.TRADE || topic.type() == DataType.TICK ? 3 : 1);
            assertThat(rows.getJsonObject(rows.size() - 1)).isEqualTo(snapshot.getJsonObject("data"));
            assertThat(snapshot.getBoolean("snapshot")).isTrue();
        }
        say(trade(BITCOIN, "107"));
        var update = read().stream()
                .filter(m -> m.getString("type").equals("trade_data"))
                .findFirst()
                .orElseThrow();
        assertThat(update.getInt("pseq")).isEqualTo(5);
    }

    @Test
    void oldValueIsSaidToBeOld() throws InterruptedException {
        say(quote(BITCOIN, NOON, "10"));
        read();
        clock.advance(Duration.ofSeconds(31));
        subscribe(QUOTES, Delivery.CONFLATED, 1);
        assertThat(read().get(0).getJsonObject("data").getString("message")).contains("stale");
    }

    @Test
    void nothingComesAfterTheEndOfASubscription() throws InterruptedException {
        var subscription = subscribe(QUOTES, Delivery.CONFLATED, 1);
        say(quote(BITCOIN, NOON, "10"));
        read();
        say(quote(BITCOIN, NOON, "11"));
        pipeline.unsubscribe(List.of(subscription), ended -> session.send("{\"type\":\"ended\"}"));
        say(quote(BITCOIN, NOON, "12"));
        assertThat(types(read())).containsExactly("ended");
        assertThat(demand.wanted()).isEmpty();
    }

    @Test
    void symbolIsWantedWhileItHasAListener() {
        var quotes = subscribe(QUOTES, Delivery.CONFLATED, 1);
        var trades = subscribe(TRADES, Delivery.ALL, 1);
        read();
        assertThat(demand.wanted()).containsExactly(BITCOIN);
        pipeline.unsubscribe(List.of(quotes), ended -> {});
        read();
        assertThat(demand.wanted()).containsExactly(BITCOIN);
        pipeline.unsubscribe(List.of(trades, quotes), ended -> {});
        read();
        assertThat(demand.wanted()).isEmpty();
    }

    @Test
    void endedSessionIsNotSubscribedAnyMore() {
        session.end(Disconnect.GONE);
        subscribe(QUOTES, Delivery.CONFLATED, 1);
        read();
        assertThat(demand.wanted()).isEmpty();
    }

    @Test
    void badEventCostsNoOtherOfItsBurst() throws InterruptedException {
        var bad = new Trade(BITCOIN, NOON, "test", decimal("-1"), decimal("1"), Side.BUY, "bad");
        say(trade(BITCOIN, "10"), bar(BITCOIN, NOON, "1", true, 0), bad, trade(BITCOIN, "11"));
        read();
        assertThat(cache.sequence(TRADES)).isEqualTo(2);
        assertThat(metrics.rejected().get("PRICE_NOT_POSITIVE").sum()).isEqualTo(1);
        assertThat(metrics.accepted().sum()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void listenerThatFailsCostsNoOther() {
        var quotes = subscribe(QUOTES, Delivery.CONFLATED, 1);
        var trades = subscribe(TRADES, Delivery.ALL, 1);
        read();
        var told = new ArrayList<Subscription>();
        pipeline.unsubscribe(List.of(quotes, trades), ended -> {
            told.add(ended);
            throw new IllegalStateException("a bug");
        });
        read();
        assertThat(told).containsExactly(quotes, trades);
        assertThat(demand.wanted()).isEmpty();
    }

    @Test
    void barIsClosedByTheClockAlone() throws InterruptedException {
        say(trade(BITCOIN, "10"));
        subscribe(Topic.kline(BITCOIN, BarPeriod.S1), Delivery.CONFLATED, 1);
        var first = read();
        assertThat(first.get(1).getJsonObject("data").getBoolean("closed")).isFalse();
        clock.advance(Duration.ofSeconds(1));
        var closed = read();
        assertThat(closed).hasSize(1);
        assertThat(closed.get(0).getJsonObject("data").getBoolean("closed")).isTrue();
    }

    @Test
    void topicIsPublishedFromTheMomentItIsActivated() throws InterruptedException {
        var bars = Topic.kline(BITCOIN, BarPeriod.H1);
        say(trade(BITCOIN, "10"));
        read();
        assertThat(cache.latest(bars)).isEmpty();
        pipeline.activate(bars);
        read();
        assertThat(pipeline.cache().latest(bars)).isPresent();
    }

    @Test
    void questionIsAnsweredBetweenTwoEvents() throws InterruptedException {
        say(trade(BITCOIN, "10"));
        var answer = pipeline.ask(BITCOIN, market -> market.trades(10).size());
        var failed = pipeline.ask(BITCOIN, market -> {
            throw new IllegalStateException("a bug");
        });
        var settled = pipeline.settled();
        assertThat(pipeline.backlog()).isEqualTo(5);
        read();
        assertThat(answer).isCompletedWithValue(1);
        assertThatThrownBy(failed::join).hasRootCauseMessage("a bug");
        assertThat(settled).isCompleted();
        assertThat(pipeline.backlog()).isZero();
    }

    @Test
    void burstOfManySymbolsIsSharedOut() throws InterruptedException {
        say(quote(BITCOIN, NOON, "10"), quote(PING_AN, NOON, "11"), quote(BITCOIN, NOON, "12"));
        read();
        assertThat(cache.sequence(QUOTES)).isEqualTo(2);
        assertThat(cache.sequence(Topic.of(DataType.QUOTE, PING_AN))).isEqualTo(1);
    }

    /** More than are offered a burst together. */
    @Test
    void burstReachesEachOfManyListenersInOrder() throws InterruptedException {
        var everything = new SubscribeOptions(Delivery.ALL, Duration.ZERO, 0);
        var readers = new ArrayList<FakeTransport>();
        for (int i = 0; i < 200; i++) {
            var reader = new FakeTransport(Way.AT_ONCE, clock);
            subscribe(sessions.open(reader), TRADES, everything);
            readers.add(reader);
        }
        say(trade(BITCOIN, "10"), trade(BITCOIN, "11"), trade(BITCOIN, "12"));
        read();
        for (var reader : readers) {
            assertThat(read(reader).stream()
                            .filter(message -> message.containsKey("pseq"))
                            .map(message -> message.getJsonObject("data").getInt("price")))
                    .containsExactly(10, 11, 12);
        }
    }

    @Test
    void threadsCarryOutWhatIsHandedInUntilTheyAreStopped() throws InterruptedException {
        var threads = new ArrayList<Thread>();
        pipeline.start(task -> {
            var thread = new Thread(task);
            threads.add(thread);
            return thread;
        });
        say(quote(BITCOIN, NOON, "10"), quote(PING_AN, NOON, "10"));
        pipeline.settled().join();
        assertThat(cache.size()).isEqualTo(4);
        assertThat(threads.stream().map(Thread::getName)).containsExactly("argus-shard-0", "argus-shard-1");
        threads.get(0).interrupt();
        threads.get(0).join(TimeUnit.SECONDS.toMillis(30));
        assertThat(threads.get(0).isAlive()).isFalse();
        pipeline.stop();
        threads.get(1).join(TimeUnit.SECONDS.toMillis(30));
        assertThat(threads.get(1).isAlive()).isFalse();
    }

    @Test
    void sourceWaitsWhileAShardIsFarBehind() throws InterruptedException {
        var event = List.<MarketEvent>of(quote(BITCOIN, NOON, "10"));
        for (int i = 0; i < 1024; i++) {
            pipeline.burst(event);
        }
        var handedIn = new CountDownLatch(1);
        var source = new Thread(() -> {
            try {
                pipeline.burst(event);
                handedIn.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        source.start();
        while (source.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(handedIn.getCount()).isEqualTo(1);
        read();
        assertThat(handedIn.await(30, TimeUnit.SECONDS)).isTrue();
        source.join();
    }
}
