package argus.session;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.NOON;
import static argus.model.Events.quote;
import static argus.model.Events.trade;
import static org.assertj.core.api.Assertions.assertThat;

import argus.TestClock;
import argus.metrics.ServiceMetrics;
import argus.model.DataType;
import argus.outbox.Frame;
import argus.outbox.Image;
import argus.outbox.OutboxMeter;
import argus.protocol.MessageWriter;
import argus.protocol.ServerMessage;
import argus.session.FakeTransport.Ping;
import argus.session.FakeTransport.Text;
import argus.session.FakeTransport.Way;
import argus.topic.Delivery;
import argus.topic.SubscribeOptions;
import argus.topic.Topic;
import argus.topic.Update;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions with a flusher that the test runs by hand. */
class ClientSessionTest {
    private static final long BUDGET = 20_000;

    private final TestClock clock = new TestClock(NOON);
    private final OutboxMeter meter = new OutboxMeter(1_000_000);
    private final ServiceMetrics metrics = new ServiceMetrics();
    private final List<Subscription> givenBack = new ArrayList<>();
    private SessionSettings limits = limits(BUDGET);
    private final Sessions sessions = new Sessions(
            () -> limits,
            meter,
            metrics,
            new MessageWriter(clock),
            clock,
            SteppedSessions.NO_THREADS,
            1,
            Runnable::run);
    private final SteppedSessions stepped = new SteppedSessions(sessions);
    private final List<FakeTransport> transports = new ArrayList<>();

    ClientSessionTest() {
        sessions.start(new SubscriptionPort() {
            @Override
            public void subscribe(List<Subscription> subscriptions) {}

            @Override
            public void unsubscribe(List<Subscription> subscriptions, Consumer<Subscription> ended) {
                givenBack.addAll(subscriptions);
                subscriptions.forEach(ended);
            }

            @Override
            public void reconfigure(List<Change> changes, Runnable done) {}
        });
    }

    @AfterEach
    void contractOfTheTransportWasKept() {
        assertThat(transports).allSatisfy(t -> assertThat(t.faults()).isEmpty());
        sessions.endAll(Disconnect.RESTART);
        assertThat(meter.bytes()).isZero();
    }

    private static SessionSettings limits(long budget) {
        return new SessionSettings(budget, Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(30));
    }

    private FakeTransport transport(Way way) {
        var transport = new FakeTransport(way, clock);
        transports.add(transport);
        return transport;
    }

    private static List<String> texts(FakeTransport transport) {
        var texts = new ArrayList<String>();
        for (var next = transport.read(); next != null; next = transport.read()) {
            if (next instanceof Text text) {
                texts.add(text.text());
            }
        }
        return texts;
    }

    /** Reads everything and answers every ping. */
    private List<String> converse(ClientSession session, FakeTransport transport) {
        var texts = new ArrayList<String>();
        stepped.runAll();
        for (var next = transport.read(); next != null; next = transport.read()) {
            if (next instanceof Text text) {
                texts.add(text.text());
            } else {
                assertThat(SteppedSessions.pong(session, ((Ping) next).payload(), clock.millis()))
                        .isTrue();
            }
            transport.complete(false);
            stepped.runAll();
        }
        return texts;
    }

    private Subscription subscribe(ClientSession session, DataType type, Delivery delivery, Duration interval) {
        var subscription = new Subscription(
                session.nextSubscriptionId(),
                session,
                Topic.of(type, BITCOIN),
                new SubscribeOptions(delivery, interval, 0),
                null,
                session.id(),
                clock.instant());
        session.put(subscription);
        subscription.start("answer", null, 0);
        return subscription;
    }

    private static Frame frame(DataType type, long seq) {
        var value = type == DataType.QUOTE ? quote(BITCOIN, NOON, "1") : trade(BITCOIN, NOON, "1", "1");
        return new Frame(
                new Update(Topic.of(type, BITCOIN), seq, seq * 10, value),
                update -> (link, patch) -> new Image(update.seq() + "<" + link.pseq(), 0, 0),
                System.nanoTime());
    }

    private void offer(Subscription subscription, long seq) {
        if (subscription.offer(frame(subscription.topic().type(), seq), clock.millis())) {
            subscription.session().flusher().add(subscription.session());
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void messagesArriveInOrderOnEveryKindOfTransport(Way way) {
        var transport = transport(way);
        var session = sessions.open(transport);
        var sent = IntStream.range(0, 200).mapToObj(i -> "message " + i).toList();
        sent.forEach(session::send);
        assertThat(session.idle()).isFalse();
        assertThat(converse(session, transport)).isEqualTo(sent);
        assertThat(session.idle()).isTrue();
        assertThat(session.backlog()).isZero();
        assertThat(metrics.messagesOut().sum()).isEqualTo(200);
        assertThat(metrics.bytesOut().sum())
                .isEqualTo(sent.stream().mapToLong(String::length).sum());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void longMessageArrivesWhole(Way way) {
        limits = limits(1_000_000);
        var transport = transport(way);
        var session = sessions.open(transport);
        var sent = List.of("\uD83D\uDE00".repeat(60_000), "中文".repeat(30_000), "short", "x".repeat(200_000));
        sent.forEach(session::send);
        assertThat(converse(session, transport)).isEqualTo(sent);
        assertThat(session.idle()).isTrue();
    }

    @Test
    void blockingTransportIsNotWrittenToBeyondItsCredit() {
        limits = limits(1_000_000);
        var transport = transport(Way.BLOCKING);
        var session = sessions.open(transport);
        for (int i = 0; i < 100; i++) {
            session.send("x".repeat(10_000));
        }
        stepped.runAll();
        assertThat(session.gate().open()).isFalse();
        assertThat(session.gate().stuckMs(clock.millis())).isPositive();
        clock.advance(Duration.ofSeconds(3));
        assertThat(session.gate().stuckMs(clock.millis())).isEqualTo(3_000);
        assertThat(session.gate().pingAgeMs(clock.millis())).isEqualTo(3_000);
        assertThat(converse(session, transport)).hasSize(100);
        assertThat(session.gate().stuckMs(clock.millis())).isZero();
        assertThat(session.gate().pingAgeMs(clock.millis())).isZero();
    }

    @Test
    void onlyOneSendIsInFlight() {
        var transport = transport(Way.LATER);
        var session = sessions.open(transport);
        session.send("a");
        session.send("b");
        stepped.runAll();
        assertThat(texts(transport)).containsExactly("a");
        session.wantPing(clock.millis());
        stepped.runAll();
        assertThat(transport.read()).isNull();
        transport.complete(false);
        stepped.runAll();
        assertThat(transport.read()).isInstanceOf(Ping.class);
        assertThat(texts(transport)).containsExactly("b");
    }

    @Test
    void sendThatIsNotCompletedCountsAsStuckAlthoughNothingElseWaits() {
        var transport = transport(Way.LATER);
        var session = sessions.open(transport);
        session.send("a");
        stepped.runAll();
        clock.advance(Duration.ofSeconds(10));
        assertThat(session.backlog()).isZero();
        assertThat(session.gate().stuckMs(clock.millis())).isEqualTo(10_000);
        sessions.sweep();
        assertThat(session.ended()).isEqualTo(Disconnect.SLOW_CONSUMER);
        assertThat(transport.closedWith()).isEqualTo(Disconnect.SLOW_CONSUMER);
    }

    @Test
    void clientThatAsksWithoutReadingIsEnded() {
        var transport = transport(Way.BLOCKING);
        var session = sessions.open(transport);
        for (int i = 0; i < 100 && session.ended() == null; i++) {
            session.send("x".repeat(1_000));
        }
        assertThat(session.ended()).isEqualTo(Disconnect.SLOW_CONSUMER);
        assertThat(meter.bytes()).isZero();
    }

    @Test
    void clientThatLeftIsNotClosed() {
        var transport = transport(Way.BLOCKING);
        sessions.open(transport).end(Disconnect.LEFT);
        assertThat(transport.closedWith()).isNull();
        assertThat(sessions.closing()).isZero();
    }

    @Test
    void writeThatFailsEndsTheSession() {
        var transport = transport(Way.BLOCKING);
        var session = sessions.open(transport);
        transport.breakDown();
        session.send("a");
        stepped.runAll();
        assertThat(session.ended()).isEqualTo(Disconnect.BROKEN);
        assertThat(transport.closedWith()).isEqualTo(Disconnect.BROKEN);
        assertThat(sessions.count()).isZero();
        assertThat(meter.bytes()).isZero();
        assertThat(metrics.disconnects().get("BROKEN").sum()).isEqualTo(1);
    }

    @Test
    void pingThatFailsEndsTheSession() {
        var transport = transport(Way.AT_ONCE);
        var session = sessions.open(transport);
        transport.breakDown();
        session.wantPing(clock.millis());
        stepped.runAll();
        assertThat(session.ended()).isEqualTo(Disconnect.BROKEN);
    }

    @Test
    void sendThatFailsLaterEndsTheSession() {
        var transport = transport(Way.LATER);
        var session = sessions.open(transport);
        session.send("a");
        session.send("b");
        stepped.runAll();
        transport.complete(true);
        stepped.runAll();
        assertThat(session.ended()).isEqualTo(Disconnect.BROKEN);
        assertThat(texts(transport)).containsExactly("a");
        assertThat(meter.bytes()).isZero();
    }

    @Test
    void faultInWritingEndsOnlyThatSession() {
        var session = sessions.open(new Transport() {
            @Override
            public boolean blocking() {
                return false;
            }

            @Override
            public boolean send(String text, boolean last, Completion completion) {
                throw new IllegalStateException("a bug");
            }

            @Override
            public boolean send(ByteBuffer bytes, boolean last, Completion completion) {
                throw new UnsupportedOperationException(); // text alone is sent
            }

            @Override
            public void ping(ByteBuffer payload) {}

            @Override
            public void close(Disconnect reason) throws IOException {
                throw new IOException("cannot be told");
            }
        });
        var transport = transport(Way.AT_ONCE);
        var other = sessions.open(transport);
        session.send("a");
        other.send("b");
        stepped.runAll();
        assertThat(session.ended()).isEqualTo(Disconnect.INTERNAL);
        assertThat(texts(transport)).containsExactly("b");
    }

    @Test
    void endedSessionSendsNothingAndGivesItsSubscriptionsBack() {
        var transport = transport(Way.AT_ONCE);
        var session = sessions.open(transport);
        var subscription = subscribe(session, DataType.QUOTE, Delivery.CONFLATED, Duration.ZERO);
        session.send("a");
        session.end(Disconnect.GONE);
        session.end(Disconnect.RESTART);
        offer(subscription, 1);
        session.send("b");
        stepped.runAll();
        assertThat(session.ended()).isEqualTo(Disconnect.GONE);
        assertThat(givenBack).containsExactly(subscription);
        assertThat(transport.read()).isNull();
        assertThat(transport.closedWith()).as("there is nobody to be told").isNull();
    }

    @Test
    void pongOfAnotherIsNotTaken() {
        var session = sessions.open(transport(Way.BLOCKING));
        session.wantPing(clock.millis());
        stepped.runAll();
        assertThat(session.pong(ByteBuffer.allocate(3), clock.millis())).isFalse();
        assertThat(SteppedSessions.pong(session, 42, clock.millis())).isFalse();
        assertThat(session.gate().wantPing()).as("one is under way").isFalse();
    }

    @Test
    void conflatedUpdatesMergeWhileASendIsInFlight() {
        var transport = transport(Way.LATER);
        var session = sessions.open(transport);
        var subscription = subscribe(session, DataType.QUOTE, Delivery.CONFLATED, Duration.ZERO);
        session.wake();
        stepped.runAll();
        for (long seq = 1; seq <= 5; seq++) {
            offer(subscription, seq);
        }
        assertThat(converse(session, transport)).containsExactly("answer", "5<0");
        assertThat(subscription.sent()).isEqualTo(1);
        assertThat(subscription.lastUpdate()).isEqualTo(50);
        assertThat(metrics.updatesOut().sum()).isEqualTo(1);
    }

    @Test
    void heldUpdateLeavesWithTheNextTickOfTheGrid() {
        var transport = transport(Way.AT_ONCE);
        var session = sessions.open(transport);
        var subscription = subscribe(session, DataType.QUOTE, Delivery.CONFLATED, Duration.ofMillis(500));
        session.wake();
        assertThat(converse(session, transport)).containsExactly("answer");
        clock.advance(Duration.ofMillis(100));
        offer(subscription, 1);
        assertThat(converse(session, transport)).isEmpty();
        clock.advance(Duration.ofMillis(399));
        assertThat(converse(session, transport)).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(converse(session, transport)).containsExactly("1<0");
        offer(subscription, 2);
        assertThat(converse(session, transport)).isEmpty();
        clock.advance(Duration.ofMillis(500));
        assertThat(converse(session, transport)).containsExactly("2<1");
    }

    @Test
    void missedUpdatesAreToldAsAGap() {
        var transport = transport(Way.LATER);
        var session = sessions.open(transport);
        var subscription = subscribe(session, DataType.TRADE, Delivery.ALL, Duration.ZERO);
        session.wake();
        stepped.runAll();
        for (long seq = 1; seq <= 200; seq++) {
            offer(subscription, seq);
        }
        var texts = converse(session, transport);
        assertThat(texts.get(1)).isEqualTo("1<0");
        var gap = texts.get(texts.size() - 1);
        assertThat(gap)
                .contains(
                        "\"type\":\"gap\"", "\"topic\":\"trade:BTC-USD\"", "\"to\":200", "\"cause\":\"slow_consumer\"");
        assertThat(session.idle()).isTrue();
    }

    @Test
    void slowClientIsSlowedToldAndRestored() {
        var transport = transport(Way.LATER);
        var session = sessions.open(transport);
        var subscription = subscribe(session, DataType.QUOTE, Delivery.CONFLATED, Duration.ZERO);
        session.send("x".repeat((int) BUDGET * 2 / 3));
        stepped.runAll();
        sessions.sweep();
        assertThat(session.slowed()).isTrue();
        assertThat(metrics.slowed().sum()).isEqualTo(1);
        assertThat(converse(session, transport).get(2)).contains("\"slowed\"", "\"queue_bytes\"");
        offer(subscription, 1);
        assertThat(converse(session, transport)).isEmpty();
        sessions.sweep();
        clock.advance(Duration.ofSeconds(5));
        assertThat(converse(session, transport)).containsExactly("1<0");
        sessions.sweep();
        assertThat(session.slowed()).isFalse();
        assertThat(converse(session, transport).get(0)).contains("\"restored\"");
        offer(subscription, 2);
        assertThat(converse(session, transport)).containsExactly("2<1");
    }

    @Test
    void idleClientIsPingedAndEndedWithoutAPong() {
        var transport = transport(Way.BLOCKING);
        var session = sessions.open(transport);
        sessions.sweep();
        stepped.runAll();
        assertThat(transport.read()).isNull();
        clock.advance(Duration.ofSeconds(20));
        sessions.sweep();
        stepped.runAll();
        var ping = (Ping) transport.read();
        assertThat(SteppedSessions.pong(session, ping.payload(), clock.millis()))
                .isTrue();
        clock.advance(Duration.ofSeconds(20));
        sessions.sweep();
        stepped.runAll();
        clock.advance(Duration.ofSeconds(30));
        sessions.sweep();
        assertThat(session.ended()).isNull();
        clock.advance(Duration.ofMillis(1));
        sessions.sweep();
        assertThat(session.ended()).isEqualTo(Disconnect.NO_PONG);
        assertThat(transport.closedWith()).isEqualTo(Disconnect.NO_PONG);
    }

    @Test
    void drainTellsEachClientItsOwnTimeToComeBack() {
        var first = transport(Way.AT_ONCE);
        var second = transport(Way.AT_ONCE);
        sessions.open(first);
        sessions.open(second);
        assertThat(sessions.draining()).isFalse();
        sessions.drain(Duration.ofSeconds(2), Duration.ofSeconds(10));
        stepped.runAll();
        assertThat(sessions.draining()).isTrue();
        var told = List.of(texts(first).get(0), texts(second).get(0));
        assertThat(told).allMatch(text -> text.contains("\"shutdown\"") && text.contains("\"closes_in_ms\":2000"));
        assertThat(told).anyMatch(text -> text.contains("\"reconnect_after_ms\":2000"));
        assertThat(told).anyMatch(text -> text.contains("\"reconnect_after_ms\":7000"));
        sessions.endAll(Disconnect.RESTART);
        assertThat(first.closedWith()).isEqualTo(Disconnect.RESTART);
        assertThat(sessions.count()).isZero();
    }

    @Test
    void broadcastReachesEveryClient() {
        var first = transport(Way.AT_ONCE);
        var second = transport(Way.BLOCKING);
        var session = sessions.open(first);
        sessions.open(second);
        subscribe(session, DataType.QUOTE, Delivery.CONFLATED, Duration.ZERO);
        sessions.broadcast(new ServerMessage.Status("source_down", "gone", ServerMessage.Severity.WARNING, Map.of()));
        stepped.runAll();
        assertThat(texts(first).get(1)).contains("source_down");
        assertThat(texts(second).get(0)).contains("source_down");
        assertThat(sessions.subscriptions()).isEqualTo(1);
        assertThat(sessions.all()).hasSize(2).contains(session);
    }

    @Test
    void rememberedSubscriptionIsTheLastOfItsTopic() {
        var session = sessions.open(transport(Way.AT_ONCE));
        var first = subscribe(session, DataType.QUOTE, Delivery.CONFLATED, Duration.ZERO);
        var second = subscribe(session, DataType.QUOTE, Delivery.ALL, Duration.ZERO);
        assertThat(session.subscription(first.topic())).isSameAs(second);
        assertThat(session.remove(first)).isFalse();
        assertThat(session.remove(second)).isTrue();
        assertThat(session.subscriptions()).isEmpty();
        assertThat(first.id()).isNotEqualTo(second.id()).startsWith(session.id());
    }

    @Test
    void codesAndReasonsFitIntoACloseFrame() {
        for (var reason : Disconnect.values()) {
            assertThat(reason.reason().length()).isLessThanOrEqualTo(123);
            assertThat(reason.code()).isBetween(1000, 4999);
        }
        assertThat(Disconnect.SLOW_CONSUMER.comeBack()).isTrue();
        assertThat(Disconnect.BAD_TOKEN.comeBack()).isFalse();
    }
}
