package argus.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.BarPeriod;
import argus.model.DataType;
import argus.model.Symbol;
import argus.topic.Delivery;
import argus.topic.SubscribeOptions;
import argus.topic.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessageWriterTest {
    private static final Echo ID = Echo.of("a1");

    private final MessageWriter writer = new MessageWriter(Clock.fixed(Samples.NOW, ZoneOffset.UTC));

    @Test
    void welcomeIsWrittenAsPublished() {
        var limits = new LinkedHashMap<String, Object>();
        limits.put("max_message_size", 1_048_576);
        limits.put("rate_limit", 100);
        limits.put("rate_limit_window_ms", 1_000);
        published("welcome", new ServerMessage.Welcome(null, "c-7f3a", "0.1.0", 2, 1000, limits, "node-1", false));
    }

    @Test
    void subscriptionIsWrittenAsPublished() {
        published(
                "subscription_response",
                new SubscriptionAnswer.Subscribed(
                        ID,
                        "s-1",
                        null,
                        Samples.quoteTopic(),
                        Samples.AT_ONCE,
                        "Subscribed to quote:000001.SZ",
                        "c-7f3a",
                        Samples.NOW,
                        "k3x9",
                        7,
                        null));
    }

    @ParameterizedTest
    @MethodSource("resumptions")
    void answerTellsWhatBecameOfAResumption(Resumption resumed, String told) {
        assertThat(writer.write(new SubscriptionAnswer.Subscribed(
                        ID,
                        "s-1",
                        "board",
                        Samples.quoteTopic(),
                        Samples.AT_ONCE,
                        "ok",
                        "c-7f3a",
                        Samples.NOW,
                        "k3x9",
                        7,
                        resumed)))
                .contains("\"sub\":\"board\"")
                .endsWith(told + "}}");
    }

    static Stream<Arguments> resumptions() {
        return Stream.of(
                Arguments.of(new Resumption.Replayed(13), ",\"resumed\":\"replayed\",\"replayed\":13"),
                Arguments.of(new Resumption.BySnapshot(), ",\"resumed\":\"snapshot\""),
                Arguments.of(
                        new Resumption.EpochChanged(),
                        ",\"resumed\":\"snapshot\",\"code\":4091,\"name\":\"EPOCH_CHANGED\""),
                Arguments.of(new Resumption.Lost(3, 9), ",\"resumed\":\"lost\",\"from\":3,\"to\":9"));
    }

    @Test
    void klineSubscriptionTellsItsPeriodAndTermsAsPublished() {
        published(
                "subscription_response_kline",
                new SubscriptionAnswer.Subscribed(
                        null,
                        "s-2",
                        null,
                        Topic.kline(new Symbol("600519.SH"), BarPeriod.MONTH),
                        new SubscribeOptions(Delivery.CONFLATED, Duration.ofMillis(500), 100),
                        "Subscribed to kline.1M:600519.SH",
                        "x",
                        Samples.NOW,
                        "k3x9",
                        0,
                        null));
    }

    @Test
    void refusedSubscriptionIsWrittenAsPublished() {
        published(
                "subscription_response_error",
                new SubscriptionAnswer.SubscriptionRefused(
                        ID,
                        "00001.SZ",
                        DataType.KLINE,
                        BarPeriod.M1,
                        "c-7f3a",
                        ErrorCode.UNKNOWN_SYMBOL,
                        "The symbol is not known",
                        List.of("000001.SZ", "0001.HK")));
    }

    @Test
    void unsubscriptionIsWrittenAsPublished() {
        published("unsubscribe_response", new SubscriptionAnswer.Unsubscribed(ID, "s-1", Samples.quoteTopic()));
    }

    @Test
    void refusedUnsubscriptionIsWrittenAsPublished() {
        published(
                "unsubscribe_response_error",
                new SubscriptionAnswer.UnsubscribeRefused(
                        ID,
                        null,
                        "000002.SZ",
                        DataType.QUOTE,
                        ErrorCode.UNKNOWN_SUBSCRIPTION,
                        "There is no such subscription"));
    }

    @Test
    void refusedUnsubscriptionOfAnIdNamesTheId() {
        assertThat(writer.write(new SubscriptionAnswer.UnsubscribeRefused(
                        null, "s-9", null, null, ErrorCode.UNKNOWN_SUBSCRIPTION, "no")))
                .contains("\"data\":{\"subscription_id\":\"s-9\",\"success\":false,\"message\"");
    }

    @Test
    void subscriptionListIsWrittenAsPublished() {
        published(
                "subscription_list",
                new SubscriptionAnswer.SubscriptionList(
                        Echo.of(12),
                        List.of(
                                new SubscriptionAnswer.Subscription(
                                        "s-1",
                                        Samples.quoteTopic(),
                                        Samples.AT_ONCE,
                                        Samples.NOW,
                                        Samples.NOW.plusSeconds(2),
                                        3,
                                        "active"),
                                new SubscriptionAnswer.Subscription(
                                        "s-3",
                                        Topic.of(DataType.TRADE, Samples.BITCOIN),
                                        new SubscribeOptions(Delivery.ALL, Duration.ZERO, 0),
                                        Samples.NOW,
                                        null,
                                        0,
                                        "active"))));
    }

    @Test
    void heartbeatIsWrittenAsPublished() {
        published(
                "heartbeat",
                new ServerMessage.Alive(
                        null,
                        false,
                        "c-7f3a",
                        Samples.NOW,
                        Echo.of("2026-01-05T09:29:59+08:00"),
                        Duration.ofMillis(61_250)));
    }

    @Test
    void pongIsWrittenAsPublished() {
        published(
                "pong", new ServerMessage.Alive(Echo.of(5), true, "c-7f3a", Samples.NOW, null, Duration.ofSeconds(61)));
    }

    @Test
    void statsAreWrittenAsPublished() {
        published(
                "stats",
                new ServerMessage.Stats(
                        ID,
                        Map.of("version", "0.1.0"),
                        Map.of("open", 2),
                        Map.of("topics", 5L),
                        Map.of("updates_per_second", 12.5),
                        Map.of("simulated", Map.of("state", "up"))));
    }

    @Test
    void statusIsWrittenAsPublished() {
        var details = new LinkedHashMap<String, Object>();
        details.put("source", "recorded");
        details.put("since", Instant.parse("2026-01-05T01:29:30Z"));
        published(
                "status",
                new ServerMessage.Status("source_down", "recorded is down", ServerMessage.Severity.WARNING, details));
    }

    @Test
    void statusWithoutDetailsHasNone() {
        assertThat(writer.write(new ServerMessage.Status("market_open", "开市", ServerMessage.Severity.INFO, Map.of())))
                .endsWith("\"data\":{\"type\":\"market_open\",\"message\":\"开市\",\"severity\":\"info\"}}");
    }

    @Test
    void errorIsWrittenAsPublished() {
        var fault = new ProtocolException(
                        ErrorCode.UNKNOWN_DATA_TYPE,
                        "The data type is not known",
                        "$.data.data_types[1]",
                        null,
                        Map.of("supported", List.of("quote", "tick", "trade", "kline", "depth")))
                .of(ID);
        published("error", new ServerMessage.ErrorReply(fault, null, "c-7f3a"));
    }

    @Test
    void errorThatPassesTellsWhenToComeBackAsPublished() {
        var fault = new ProtocolException(
                ErrorCode.RATE_LIMITED, "Too many messages: at most 100 in 1 s", null, 400L, Map.of());
        published("error_retry", new ServerMessage.ErrorReply(fault, "4bf92f35", "c-7f3a"));
    }

    @Test
    void gapIsWrittenAsPublished() {
        published("gap", new ServerMessage.Gap(Topic.of(DataType.TRADE, Samples.PING_AN), 7001, 7042, "slow_consumer"));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, realtime, 0",
        "PT0.5S, 500ms, 500",
        "PT1S, 1s, 1000",
        "PT90S, 90s, 90000",
        "PT1M, 1m, 60000",
        "PT1H, 60m, 3600000",
        "PT0.333333333S, 333ms, 333.333333",
        "PT0.0002S, 1ms, 0.2",
    })
    void intervalIsToldInWordsAndInMilliseconds(Duration interval, String frequency, String millis) {
        assertThat(writer.write(new SubscriptionAnswer.Subscribed(
                        null,
                        "s",
                        null,
                        Samples.quoteTopic(),
                        new SubscribeOptions(Delivery.CONFLATED, interval, 0),
                        "",
                        "c",
                        Samples.NOW,
                        "e",
                        1,
                        null)))
                .contains("\"frequency\":\"" + frequency + "\"")
                .endsWith("\"options\":{\"delivery\":\"conflated\",\"min_interval_ms\":" + millis
                        + ",\"snapshot\":false}}}");
    }

    private void published(String golden, ServerMessage message) {
        assertThat(writer.write(message)).isEqualTo(Golden.wire(golden));
    }
}
