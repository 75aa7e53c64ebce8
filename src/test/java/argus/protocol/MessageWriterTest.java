package argus.protocol;

import static argus.protocol.Agreement.Encoding.BINARY;
import static argus.protocol.Agreement.Encoding.GZIP;
import static org.assertj.core.api.Assertions.assertThat;

import argus.model.BarPeriod;
import argus.model.Column;
import argus.model.Columns;
import argus.model.DataType;
import argus.model.Symbol;
import argus.topic.Delivery;
import argus.topic.Filter;
import argus.topic.MinChange;
import argus.topic.Shape;
import argus.topic.SubscribeOptions;
import argus.topic.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageWriterTest {
    private static final Echo ID = Echo.of("a1");

    private final MessageWriter writer = new MessageWriter(Clock.fixed(Samples.NOW, ZoneOffset.UTC));

    @Test
    void welcomeIsWrittenAsPublished() {
        published("welcome", Samples.welcome("c-7f3a"));
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
                        new MarketState("regular", null),
                        null));
    }

    @Test
    void subscriptionOfASetTellsEverythingInForceAsPublished() {
        var options = new SubscribeOptions(
                Delivery.CONFLATED,
                Duration.ofMillis(500),
                1,
                new Shape(List.of("symbol", "last_price", "change_percent", "volume"), false, true, true),
                new Filter.Comparison(quoteColumn("change_percent"), Filter.Operator.GTE, Samples.decimal("1.50")),
                new MinChange(quoteColumn("last_price"), Samples.decimal("0.10"), true));
        published(
                "subscription_response_set",
                new SubscriptionAnswer.Subscribed(
                        Echo.of("s7"),
                        "s-4",
                        "board",
                        Topic.of(DataType.QUOTE, new Symbol("600519.SH")),
                        options,
                        "Subscribed to quote:600519.SH",
                        "c-7f3a",
                        Samples.NOW,
                        "k3x9",
                        7042,
                        new MarketState("regular", null),
                        new Resumption.Replayed(1)));
    }

    @Test
    void resumptionIsToldAsPublished() {
        var trades = Topic.of(DataType.TRADE, Samples.PING_AN);
        published("subscription_response_lost", resumed("s-5", trades, "k3x9", 8099, new Resumption.Lost(7043, 8099)));
        var coins = Topic.of(DataType.TRADE, Samples.BITCOIN);
        published("subscription_response_epoch", resumed("s-6", coins, "m1q2", 118, new Resumption.EpochChanged()));
    }

    @Test
    void resumptionBySnapshotHasNoError() {
        assertThat(writer.write(resumed("s-2", Samples.quoteTopic(), "k3x9", 12, new Resumption.BySnapshot())))
                .endsWith(",\"resumed\":\"snapshot\"}}");
    }

    private static ServerMessage resumed(String subscription, Topic topic, String epoch, long seq, Resumption resumed) {
        return new SubscriptionAnswer.Subscribed(
                Echo.of("again"),
                subscription,
                "tape",
                topic,
                new SubscribeOptions(Delivery.ALL, Duration.ZERO, 1),
                "Subscribed to " + topic,
                "c-7f3a",
                Samples.NOW,
                epoch,
                seq,
                new MarketState("regular", null),
                resumed);
    }

    private static Column quoteColumn(String name) {
        return Columns.find(DataType.QUOTE, name).orElseThrow();
    }

    @Test
    void answerToHelloTellsWhatIsAgreedAsPublished() {
        published(
                "welcome_agreed",
                Samples.welcome("c-7f3a").to(Echo.of(1), new Agreement(2, GZIP, 50, 500, true, false, 5000)));
    }

    @Test
    void agreementWithoutBatchesNamesNone() {
        assertThat(writer.write(Samples.welcome("c").to(null, new Agreement(1, BINARY, 0, 0, false, true, 0))))
                .contains("\"agreed\":{\"version\":1,\"encoding\":\"json+binary\",\"delta\":false,"
                        + "\"flow\":\"credit\",\"heartbeat_ms\":0}");
    }

    @Test
    void reconfigurationIsAnsweredAsPublished() {
        var shape = new Shape(List.of("symbol", "last_price"), false, true, true);
        var change = new MinChange(quoteColumn("last_price"), Samples.decimal("0.1"), true);
        var options = new SubscribeOptions(Delivery.CONFLATED, Duration.ofSeconds(1), 1, shape, null, change);
        published("reconfigure_response", new SubscriptionAnswer.Reconfigured(Echo.of(8), "board", 31, options, false));
        published(
                "reconfigure_response_error",
                new SubscriptionAnswer.ReconfigureRefused(
                        Echo.of(8),
                        "bord",
                        null,
                        null,
                        ErrorCode.UNKNOWN_SUBSCRIPTION,
                        "There is no such subscription"));
    }

    @Test
    void pauseIsAmongWhatIsInForce() {
        assertThat(writer.write(new SubscriptionAnswer.Reconfigured(null, null, 1, Samples.AT_ONCE, true)))
                .endsWith("\"snapshot\":true,\"paused\":true}}}");
    }

    @Test
    void distanceInAmountsIsCalledSo() {
        var options = new SubscribeOptions(
                Delivery.CONFLATED,
                Duration.ZERO,
                0,
                Shape.FULL,
                null,
                new MinChange(quoteColumn("volume"), Samples.decimal("1E+3"), false));
        assertThat(writer.write(new SubscriptionAnswer.Reconfigured(null, null, 1, options, false)))
                .endsWith("\"snapshot\":false,\"min_change\":{\"field\":\"volume\",\"abs\":1000}}}}");
    }

    @Test
    void heartbeatOfTheServerIsWrittenAsPublished() {
        var sources = new LinkedHashMap<String, Heartbeat.SourceAge>();
        sources.put("simulated", new Heartbeat.SourceAge("up", 120L));
        sources.put("recorded", new Heartbeat.SourceAge("connecting", null));
        var tops = new LinkedHashMap<Topic, Heartbeat.TopicTop>();
        tops.put(Samples.quoteTopic(), new Heartbeat.TopicTop(7042, 7055));
        tops.put(Topic.of(DataType.TRADE, Samples.BITCOIN), new Heartbeat.TopicTop(8812, 8812));
        published(
                "heartbeat_server",
                new Heartbeat(
                        "c-7f3a",
                        Samples.NOW,
                        Duration.ofSeconds(65),
                        13,
                        sources,
                        tops,
                        new Heartbeat.Figures(0, 17, 1L)));
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
                        new MarketState("regular", null),
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
                        null,
                        "000002.SZ",
                        DataType.QUOTE,
                        ErrorCode.UNKNOWN_SUBSCRIPTION,
                        "There is no such subscription"));
    }

    @Test
    void refusedUnsubscriptionOfAnIdNamesTheId() {
        assertThat(writer.write(new SubscriptionAnswer.UnsubscribeRefused(
                        null, null, "s-9", null, null, ErrorCode.UNKNOWN_SUBSCRIPTION, "no")))
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
                                        null,
                                        Samples.quoteTopic(),
                                        Samples.AT_ONCE,
                                        false,
                                        Samples.NOW,
                                        Samples.NOW.plusSeconds(2),
                                        3,
                                        "active"),
                                new SubscriptionAnswer.Subscription(
                                        "s-3",
                                        null,
                                        Topic.of(DataType.TRADE, Samples.BITCOIN),
                                        new SubscribeOptions(Delivery.ALL, Duration.ZERO, 0),
                                        false,
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
    void turnOfAMarketIsWrittenAsPublished() {
        var details = new LinkedHashMap<String, Object>();
        details.put("market", "SH");
        details.put("phase", "break");
        details.put("next_open", Instant.parse("2026-01-05T05:00:00Z"));
        var atNoon = new MessageWriter(Clock.fixed(Samples.NOW.plus(Duration.ofHours(2)), ZoneOffset.UTC));
        assertThat(atNoon.write(new ServerMessage.Status(
                        "market_closed", "Market SH is closed: break", ServerMessage.Severity.INFO, details)))
                .isEqualTo(Golden.wire("status_market"));
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
                        new MarketState("regular", null),
                        null)))
                .contains("\"frequency\":\"" + frequency + "\"")
                .endsWith("\"options\":{\"delivery\":\"conflated\",\"min_interval_ms\":" + millis
                        + ",\"snapshot\":false}}}");
    }

    private void published(String golden, ServerMessage message) {
        assertThat(writer.write(message)).isEqualTo(Golden.wire(golden));
    }
}
