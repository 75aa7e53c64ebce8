package argus.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import argus.contract.Contract;
import argus.model.Bar;
import argus.model.BarPeriod;
import argus.model.Columns;
import argus.model.DataType;
import argus.model.Depth;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.model.Trade;
import argus.protocol.ServerMessage.Severity;
import argus.topic.Delivery;
import argus.topic.Filter;
import argus.topic.MinChange;
import argus.topic.Shape;
import argus.topic.SubscribeOptions;
import argus.topic.Topic;
import argus.topic.Update;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is written is by the published schemas. */
class WrittenContractTest {
    private static final Echo ID = Echo.of("a1");

    private static final Shape BOTH_TIMES = new Shape(List.of(), false, true, true);

    private final MessageWriter messages = new MessageWriter(Clock.fixed(Samples.NOW, ZoneOffset.UTC));
    private final ImageWriter images = new ImageWriter();

    @Test
    void everyKindOfMessageIsTried() {
        assertThat(messages().map(ServerMessage::getClass).collect(Collectors.<Class<?>>toSet()))
                .isEqualTo(kinds(ServerMessage.class).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyMessageIsByTheContract(ServerMessage message) {
        var text = messages.write(message);
        assertThat(Contract.faultsOfServer(text)).as(text).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("updates")
    void everyUpdateIsByTheContract(Update update) {
        var texts = images.texts(update);
        for (var shape : List.of(Shape.FULL, BOTH_TIMES)) {
            complete(texts.snapshot(shape).text());
            complete(texts.news(3, update.seq() - 4, null, shape).text());
            complete(images.snapshotRows(update, List.of(update.value(), update.value()), shape));
        }
    }

    @ParameterizedTest
    @MethodSource("updates")
    void everyUpdateWithSomeFieldsIsByTheContract(Update update) {
        var columns = Columns.of(update.topic().type());
        for (int i = 1; i < columns.size(); i++) {
            var shape = new Shape(List.of("symbol", columns.get(i).name()), false, true, false);
            lawful(images.texts(update).snapshot(shape).text());
            lawful(images.texts(update).news(3, 0, null, shape).text());
            lawful(images.snapshotRows(update, List.of(update.value()), shape));
        }
    }

    @Test
    void everyPatchIsByTheContract() {
        for (var from : updates().toList()) {
            for (var to : updates().toList()) {
                if (from.topic().equals(to.topic()) && to.topic().type().isState() && sameBar(from, to)) {
                    lawful(images.texts(to)
                            .news(from.seq(), 0, from.value(), Shape.FULL)
                            .text());
                }
            }
        }
    }

    @Test
    void everyBatchIsByTheContract() {
        var writer = new BatchWriter(Clock.fixed(Samples.NOW, ZoneOffset.UTC));
        var batch = writer.open(updates().toList().size() + 1, Samples.TS, 1000);
        updates().forEach(update -> {
            var image = images.texts(update).news(3, 0, null, Shape.FULL);
            BatchWriter.next(batch).append(image.text(), 0, image.from());
            batch.append(image.text(), image.to(), image.text().length());
        });
        BatchWriter.next(batch).append(messages.write(messages().findFirst().orElseThrow()));
        complete(BatchWriter.close(batch));
    }

    static Stream<Update> updates() {
        var bare = new Quote(
                Samples.PING_AN,
                Samples.NOW.plusSeconds(1),
                "recorded",
                Samples.decimal("11.39"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        var empty = new Depth(Samples.APPLE, Samples.NOW, "simulated", List.of(), List.of(), 1);
        return Stream.of(
                        Samples.QUOTE,
                        bare,
                        Samples.TRADE,
                        Samples.TICK,
                        Samples.DEPTH,
                        empty,
                        Samples.BAR,
                        Samples.BAR_BEFORE)
                .map(value -> new Update(topic(value), 100, Samples.TS, value));
    }

    static Stream<ServerMessage> messages() {
        var quote = Samples.quoteTopic();
        var limits = Map.of("max_message_size", 1, "rate_limit", 2, "rate_limit_window_ms", 3);
        var fault = new ProtocolException(ErrorCode.BAD_REQUEST, "no", "$.data", null, Map.of());
        return Stream.of(
                        Stream.of(
                                welcome(limits),
                                welcome(limits).to(ID, Agreement.WITHOUT_HELLO),
                                welcome(limits)
                                        .to(null, new Agreement(2, Agreement.Encoding.GZIP, 50, 500, true, true, 5000)),
                                new SubscriptionAnswer.Reconfigured(ID, "board", 2, Samples.AT_ONCE, true),
                                new SubscriptionAnswer.Reconfigured(null, null, 1, Samples.AT_ONCE, false),
                                new SubscriptionAnswer.ReconfigureRefused(
                                        ID, "board", null, null, ErrorCode.UNKNOWN_SUBSCRIPTION, "no"),
                                new ServerMessage.Alive(ID, true, "c", Samples.NOW, Echo.of(7), Duration.ofMillis(1)),
                                new ServerMessage.Alive(null, false, "c", Samples.NOW, null, Duration.ZERO),
                                new Heartbeat(
                                        "c",
                                        Samples.NOW,
                                        Duration.ofSeconds(5),
                                        1,
                                        Map.of(
                                                "simulated", new Heartbeat.SourceAge("up", 5L),
                                                "recorded", new Heartbeat.SourceAge("connecting", null)),
                                        Map.of(quote, new Heartbeat.TopicTop(3, 4)),
                                        new Heartbeat.Figures(0, 0, null)),
                                new ServerMessage.Stats(ID, Map.of(), Map.of(), Map.of(), Map.of(), Map.of()),
                                new ServerMessage.Status("restored", "yes", Severity.INFO, Map.of()),
                                new ServerMessage.ErrorReply(fault, null, null),
                                new ServerMessage.ErrorReply(fault.of(ID), "t", "c"),
                                new ServerMessage.Gap(quote, 1, 2, "paused"),
                                new SubscriptionAnswer.Unsubscribed(null, "s-1", quote),
                                new SubscriptionAnswer.SubscriptionList(ID, List.of())),
                        options()
                                .map(options -> new SubscriptionAnswer.SubscriptionList(
                                        null,
                                        List.of(new SubscriptionAnswer.Subscription(
                                                "s", "board", quote, options, false, Samples.NOW, null, 0, "active")))),
                        options().map(options -> subscribed(quote, options, null)),
                        resumptions().map(resumed -> subscribed(quote, Samples.AT_ONCE, resumed)),
                        Arrays.stream(ErrorCode.values())
                                .map(code -> new SubscriptionAnswer.SubscriptionRefused(
                                        ID,
                                        "?",
                                        DataType.KLINE,
                                        BarPeriod.M1,
                                        "c",
                                        code,
                                        code.text(),
                                        List.of("AAPL.US"))),
                        Stream.of(
                                new SubscriptionAnswer.SubscriptionRefused(
                                        null,
                                        "?",
                                        DataType.QUOTE,
                                        null,
                                        "c",
                                        ErrorCode.UNKNOWN_SYMBOL,
                                        "no",
                                        List.of()),
                                new SubscriptionAnswer.UnsubscribeRefused(
                                        null, null, "s-9", null, null, ErrorCode.UNKNOWN_SUBSCRIPTION, "no"),
                                new SubscriptionAnswer.UnsubscribeRefused(
                                        null, null, null, "?", DataType.KLINE, ErrorCode.UNKNOWN_SUBSCRIPTION, "no")))
                .flatMap(part -> part);
    }

    private static Welcome welcome(Map<String, ?> limits) {
        return new Welcome(null, "c", "0.1.0", 2, 1000, limits, "n", false, null);
    }

    private static Stream<SubscribeOptions> options() {
        var price = Columns.find(DataType.QUOTE, "last_price").orElseThrow();
        var source = Columns.find(DataType.QUOTE, "source").orElseThrow();
        var ten = Samples.decimal("10");
        var filter = new Filter.And(List.of(
                new Filter.Or(List.of(
                        new Filter.Comparison(price, Filter.Operator.GTE, ten), new Filter.Crossing(price, true, ten))),
                new Filter.Not(new Filter.OneOf(source, Set.of("simulated"))),
                new Filter.Comparison(source, Filter.Operator.NE, "recorded"),
                new Filter.Crossing(price, false, ten)));
        return Stream.of(
                Samples.AT_ONCE,
                new SubscribeOptions(Delivery.ALL, Duration.ZERO, 0),
                new SubscribeOptions(Delivery.CONFLATED, Duration.ofNanos(333_333_333), 1000),
                new SubscribeOptions(
                        Delivery.CONFLATED,
                        Duration.ofMillis(1),
                        1,
                        new Shape(List.of("symbol", "last_price"), true, true, false),
                        filter,
                        new MinChange(price, ten, true)),
                new SubscribeOptions(
                        Delivery.CONFLATED, Duration.ZERO, 1, BOTH_TIMES, null, new MinChange(price, ten, false)));
    }

    private static Stream<Resumption> resumptions() {
        return Stream.of(
                new Resumption.Replayed(0),
                new Resumption.BySnapshot(),
                new Resumption.EpochChanged(),
                new Resumption.Lost(1, 2));
    }

    private static SubscriptionAnswer subscribed(Topic topic, SubscribeOptions options, Resumption resumed) {
        return new SubscriptionAnswer.Subscribed(
                ID,
                "s-1",
                "board",
                topic,
                options,
                "ok",
                "c",
                Samples.NOW,
                "k3x9",
                0,
                new MarketState("regular", null),
                resumed);
    }

    private static Stream<Class<?>> kinds(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(type -> type.isSealed() ? kinds(type) : Stream.of(type));
    }

    private static Topic topic(MarketEvent value) {
        var symbol = value.symbol();
        if (value instanceof Bar bar) return Topic.kline(symbol, bar.period());
        if (value instanceof Depth) return Topic.depth(symbol, 5);
        if (value instanceof Quote) return Topic.of(DataType.QUOTE, symbol);
        return Topic.of(value instanceof Trade ? DataType.TRADE : DataType.TICK, symbol);
    }

    private static boolean sameBar(Update from, Update to) {
        return to.topic().type() != DataType.KLINE
                || from.value().time().equals(to.value().time());
    }

    private static void lawful(String text) {
        assertThat(Contract.faultsOfServer(text)).as(text).isEmpty();
    }

    private static void complete(String text) {
        assertThat(Contract.faultsOfCompleteServer(text)).as(text).isEmpty();
    }
}
