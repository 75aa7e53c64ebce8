package argus.session;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.NOON;
import static argus.model.Events.quote;
import static argus.model.Events.trade;
import static org.assertj.core.api.Assertions.assertThat;

import argus.TestClock;
import argus.metrics.ServiceMetrics;
import argus.model.BarPeriod;
import argus.model.DataType;
import argus.outbox.Frame;
import argus.outbox.Image;
import argus.outbox.OutboxMeter;
import argus.protocol.Agreement;
import argus.protocol.Agreement.Encoding;
import argus.protocol.Heartbeat;
import argus.protocol.MessageWriter;
import argus.session.FakeTransport.Binary;
import argus.session.FakeTransport.Ping;
import argus.session.FakeTransport.Text;
import argus.session.FakeTransport.Way;
import argus.topic.Delivery;
import argus.topic.SubscribeOptions;
import argus.topic.Topic;
import argus.topic.Update;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a session is written to once its client has said hello. */
class ClientSessionDeliveryTest {
    private static final long BUDGET = 100_000;
    private static final Agreement BATCHES = new Agreement(2, Encoding.JSON, 0, 500, false, false, 0);

    private final TestClock clock = new TestClock(NOON);
    private final OutboxMeter meter = new OutboxMeter(10_000_000);
    private final ServiceMetrics metrics = new ServiceMetrics();
    private final Sessions sessions = new Sessions(
            () -> new SessionSettings(BUDGET, Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofHours(1)),
            meter,
            metrics,
            new MessageWriter(clock),
            clock,
            SteppedSessions.NO_THREADS,
            1,
            Runnable::run);
    private final SteppedSessions stepped = new SteppedSessions(sessions);
    private final FakeTransport transport = new FakeTransport(Way.BLOCKING, clock);
    private final ClientSession session = sessions.open(transport);

    @AfterEach
    void contractOfTheTransportWasKept() {
        assertThat(transport.faults()).isEmpty();
        sessions.endAll(Disconnect.RESTART);
        assertThat(meter.bytes()).isZero();
    }

    private static Frame frame(Topic topic, long seq) {
        var value = topic.type() == DataType.TRADE ? trade(BITCOIN, NOON, "1", "1") : quote(BITCOIN, NOON, "1");
        return new Frame(
                new Update(topic, seq, 1_000 * seq, value),
                update -> (link, patch) -> image("{" + topic.type().wire() + seq + "<" + link.pseq() + "}"),
                System.nanoTime());
    }

    private static Image image(String text) {
        return new Image(text, 0, 0);
    }

    private Subscription subscribe(ClientSession to, Topic topic, Delivery delivery) {
        var subscription = new Subscription(
                to.nextSubscriptionId(),
                to,
                topic,
                new SubscribeOptions(delivery, Duration.ZERO, 0),
                null,
                to.id(),
                clock.instant());
        to.put(subscription);
        subscription.start("{answer}", null, 0);
        return subscription;
    }

    private static void offer(Subscription subscription, Frame frame, long now) {
        if (subscription.offer(frame, now)) {
            subscription.session().flusher().add(subscription.session());
        }
    }

    private void offer(Subscription subscription, long seq) {
        offer(subscription, frame(subscription.topic(), seq), clock.millis());
    }

    private List<String> frames() {
        return frames(session, transport);
    }

    /** What comes, frame by frame; pings are answered. */
    private List<String> frames(ClientSession to, FakeTransport from) {
        var frames = new ArrayList<String>();
        stepped.runAll();
        for (var next = from.read(); next != null; next = from.read()) {
            if (next instanceof Text text) {
                frames.add(text.text());
            } else if (next instanceof Binary binary) {
                frames.add("binary:" + text(binary.bytes()));
            } else {
                SteppedSessions.pong(to, ((Ping) next).payload(), clock.millis());
                stepped.runAll();
            }
        }
        return frames;
    }

    private static String text(byte[] bytes) {
        if (bytes[0] == '{') {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Subscription agreed(Agreement agreement, Topic topic, Delivery delivery) {
        session.agree(agreement, "{welcome}");
        assertThat(frames()).containsExactly("{welcome}");
        var subscription = subscribe(session, topic, delivery);
        session.wake();
        if (agreement.credit()) {
            session.ready(1);
        }
        assertThat(frames()).hasSize(1);
        return subscription;
    }

    private static final Topic QUOTES = Topic.of(DataType.QUOTE, BITCOIN);
    private static final Topic TRADES = Topic.of(DataType.TRADE, BITCOIN);

    @Test
    void whatWaitsTogetherGoesTogether() {
        var subscription = agreed(BATCHES, TRADES, Delivery.ALL);
        LongStream.rangeClosed(1, 3).forEach(seq -> offer(subscription, seq));
        var items = "{trade1<0},{trade2<1},{trade3<2}";
        var head = "{\"type\":\"batch\",\"n\":3,\"timestamp\":\"1970-01-01T00:00:03";
        assertThat(frames()).hasSize(1).first().asString().startsWith(head).endsWith("\",\"items\":[" + items + "]}");
        offer(subscription, 4);
        assertThat(frames()).as("one goes alone").containsExactly("{trade4<3}");
        assertThat(metrics.updatesOut().sum()).isEqualTo(4);
        assertThat(metrics.batchesOut().sum()).isEqualTo(1);
    }

    @Test
    void answersAndUpdatesKeepTheirOrderInABatch() {
        var subscription = agreed(BATCHES, QUOTES, Delivery.CONFLATED);
        offer(subscription, 1);
        session.send("{答}");
        assertThat(frames()).hasSize(1).first().asString().endsWith("\"items\":[{quote1<0},{答}]}");
    }

    @Test
    void noMoreMessagesAreInABatchThanAgreed() {
        var subscription = agreed(new Agreement(2, Encoding.JSON, 0, 2, false, false, 0), TRADES, Delivery.ALL);
        LongStream.rangeClosed(1, 5).forEach(seq -> offer(subscription, seq));
        assertThat(frames()).hasSize(3).last().isEqualTo("{trade5<4}");
    }

    @Test
    void updatesWaitForTheTickOfTheGridAndAnswersDoNot() {
        var subscription =
                agreed(new Agreement(2, Encoding.JSON, 50, 500, false, false, 0), QUOTES, Delivery.CONFLATED);
        clock.advance(Duration.ofMillis(10));
        offer(subscription, 1);
        assertThat(frames()).isEmpty();
        offer(subscription, 2);
        clock.advance(Duration.ofMillis(39));
        assertThat(frames()).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(frames()).containsExactly("{quote2<0}");
        offer(subscription, 3);
        assertThat(frames()).isEmpty();
        session.send("{answer}");
        assertThat(frames()).hasSize(1).first().asString().contains("{quote3<2},{answer}");
    }

    @Test
    void sessionsThatAreSentTheSameShareTheBatch() {
        var transports = IntStream.range(0, 5)
                .mapToObj(i -> new FakeTransport(Way.BLOCKING, clock))
                .toList();
        var members = transports.stream().map(sessions::open).toList();
        var trades = members.stream()
                .map(member -> {
                    member.agree(new Agreement(2, Encoding.GZIP, 0, 500, false, false, 0), "{welcome}");
                    return subscribe(member, TRADES, Delivery.ALL);
                })
                .toList();
        members.forEach(ClientSession::wake);
        stepped.runAll();
        for (long seq = 1; seq <= 3; seq++) {
            var frame = frame(TRADES, seq);
            trades.forEach(subscription -> offer(subscription, frame, clock.millis()));
        }
        stepped.runAll();
        assertThat(transports).allSatisfy(t -> {
            assertThat(frames(members.get(transports.indexOf(t)), t).get(2))
                    .contains("binary:{\"type\":\"batch\",\"n\":3");
        });
        assertThat(metrics.batchesOut().sum()).isEqualTo(5);
        assertThat(metrics.batchesMade().sum()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Encoding.class,
            names = {"GZIP", "BINARY"})
    void everythingAfterTheWelcomeIsBinary(Encoding encoding) {
        session.agree(new Agreement(2, encoding, 0, 0, false, false, 0), "{welcome}");
        session.send("{答}");
        var subscription = subscribe(session, QUOTES, Delivery.CONFLATED);
        offer(subscription, 1);
        session.wake();
        assertThat(frames()).containsExactly("{welcome}", "binary:{答}", "binary:{answer}", "binary:{quote1<0}");
    }

    @Test
    void longBinaryFrameArrivesWhole() {
        session.agree(new Agreement(2, Encoding.BINARY, 0, 0, false, false, 0), "{welcome}");
        var text = "{" + "中文".repeat(15_000) + "}";
        session.send(text);
        assertThat(frames()).containsExactly("{welcome}", "binary:" + text);
    }

    @Test
    void withoutCreditEverythingMergesAndOneFrameIsSentForEach() {
        var subscription = agreed(new Agreement(2, Encoding.JSON, 0, 500, false, true, 0), QUOTES, Delivery.CONFLATED);
        var depth = subscribe(session, Topic.depth(BITCOIN, 5), Delivery.CONFLATED);
        session.ready(1);
        assertThat(frames()).containsExactly("{answer}");
        for (long seq = 1; seq <= 1000; seq++) {
            offer(subscription, seq);
            if (seq % 10 == 0) {
                offer(depth, frame(QUOTES, seq / 10), clock.millis());
            }
        }
        assertThat(frames()).isEmpty();
        assertThat(session.ready(1)).isTrue();
        assertThat(frames()).hasSize(1).first().asString().contains("{quote1000<0},{quote100<0}");
        offer(subscription, 1001);
        assertThat(frames()).isEmpty();
    }

    @Test
    void clientThatAsksForNothingIsNoSlowConsumer() {
        var subscription = agreed(new Agreement(2, Encoding.JSON, 0, 500, false, true, 0), TRADES, Delivery.ALL);
        for (long seq = 1; seq <= 2_000; seq++) {
            offer(subscription, seq);
        }
        assertThat(session.backlog()).isGreaterThan(BUDGET / 2);
        for (int i = 0; i < 60; i++) {
            clock.advance(Duration.ofSeconds(1));
            sessions.sweep();
            frames();
        }
        assertThat(session.ended()).isNull();
        assertThat(session.slowed()).isFalse();
    }

    @Test
    void creditIsOnlyTakenFromAClientThatAgreedOnIt() {
        assertThat(session.ready(1)).isFalse();
        session.agree(new Agreement(2, Encoding.JSON, 0, 0, false, true, 0), "{welcome}");
        assertThat(session.ready(5))
                .as("it may ask before the welcome has been written")
                .isTrue();
        session.send("{a}");
        session.send("{b}");
        assertThat(frames()).containsExactly("{welcome}", "{a}", "{b}");
        session.agree(Agreement.WITHOUT_HELLO, "{welcome}");
        assertThat(frames()).containsExactly("{welcome}");
        assertThat(session.ready(1)).isFalse();
        session.send("{c}");
        assertThat(frames()).containsExactly("{c}");
    }

    @Test
    void patchesAreAgreedForTopicsThatRunAlready() {
        var subscription = subscribe(session, Topic.kline(BITCOIN, BarPeriod.M1), Delivery.CONFLATED);
        session.agree(new Agreement(2, Encoding.JSON, 0, 0, true, false, 0), "{welcome}");
        session.wake();
        frames();
        var shapes = new ArrayList<Boolean>();
        var update = new Update(subscription.topic(), 1, 0, quote(BITCOIN, NOON, "1"));
        offer(
                subscription,
                new Frame(
                        update,
                        u -> (link, patch) -> {
                            shapes.add(link.shape().delta());
                            return image("{}");
                        },
                        0),
                0);
        frames();
        assertThat(shapes).containsExactly(true);
    }

    @Test
    void heartbeatTellsHowFarSilentTopicsHaveCome() {
        var heartbeats = new Heartbeats(
                () -> Map.of("simulated", new Heartbeat.SourceAge("up", 12L)), new MessageWriter(clock), clock);
        var quotes = agreed(new Agreement(2, Encoding.JSON, 0, 0, false, false, 5_000), QUOTES, Delivery.CONFLATED);
        quotes.consideredBy(() -> 7);
        heartbeats.beat(sessions.all());
        assertThat(frames()).hasSize(1).first().asString().contains("\"n\":1,", "\"tops\":{}", "\"age_ms\":12");
        clock.advance(Duration.ofMillis(4_999));
        heartbeats.beat(sessions.all());
        assertThat(frames()).isEmpty();
        offer(quotes, 3);
        assertThat(frames()).containsExactly("{quote3<0}");
        clock.advance(Duration.ofMillis(1));
        heartbeats.beat(sessions.all());
        assertThat(frames()).hasSize(1).first().asString().contains("\"n\":2,", "\"tops\":{}");
        clock.advance(Duration.ofSeconds(5));
        heartbeats.beat(sessions.all());
        assertThat(frames())
                .hasSize(1)
                .first()
                .asString()
                .contains("\"tops\":{\"quote:BTC-USD\":[3,7]}", "\"queue_bytes\":0");
        session.agree(BATCHES, "{welcome}");
        frames();
        clock.advance(Duration.ofSeconds(60));
        heartbeats.beat(sessions.all());
        assertThat(frames()).isEmpty();
    }
}
