package argus.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client that knows only the original messages sees. */
@ExtendWith(SharedServer.class)
class FirstSubscriptionIT {
    private static final Duration LATER = Duration.ofSeconds(30);

    private final ArgusServer server;

    FirstSubscriptionIT(ArgusServer server) {
        this.server = server;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/ws"})
    void theFirstExampleGivesASnapshotAtOnceAndThenUpdates(String path) throws Exception {
        try (var client = TestClient.open(server.socket(path))) {
            client.send("{\"type\":\"SUBSCRIBE\",\"data\":{\"symbols\":[\"000001.SZ\"],\"data_types\":[\"quote\"]}}");
            for (int n = 0; n < 4; n++) client.await("market_data");

            var messages = client.messages();
            assertThat(messages)
                    .extracting(message -> message.getString("type"))
                    .startsWith("welcome", "subscription_response", "market_data", "market_data");
            var answer = messages.get(1).getJsonObject("data");
            assertThat(answer.getString("status")).isEqualTo("active");
            assertThat(answer.getString("topic")).isEqualTo("quote:000001.SZ");
            assertThat(answer.getString("epoch")).isNotBlank();
            assertThat(messages.get(2).getBoolean("snapshot")).isTrue();
            assertThat(messages.get(2).getJsonObject("data").getString("symbol"))
                    .isEqualTo("000001.SZ");
            assertThat(messages.get(3)).containsKeys("topic", "seq", "pseq", "merged", "ts");
            assertThat(Chain.of(messages).updates("quote:000001.SZ")).isGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void theWelcomeTellsWhatMayBeAskedFor() throws Exception {
        try (var client = TestClient.open(server.socket("/"))) {
            var welcome = client.await("welcome").getJsonObject("data");
            assertThat(client.messages().get(0).getString("type")).isEqualTo("welcome");
            assertThat(welcome.getString("client_id")).isNotBlank();
            assertThat(welcome.getString("node")).isNotBlank();
            assertThat(welcome.getString("server_version")).isNotBlank();
            assertThat(welcome.getJsonArray("supported_data_types").toString())
                    .isEqualTo("[\"quote\",\"tick\",\"trade\",\"kline\",\"depth\"]");
            assertThat(welcome.getJsonArray("periods").toString())
                    .startsWith("[\"1s\",")
                    .endsWith(",\"1M\"]");
            assertThat(welcome.getInt("max_subscriptions")).isEqualTo(1000);
            assertThat(welcome.getBoolean("auth_required")).isFalse();
            assertThat(welcome.getJsonObject("limits").getInt("max_message_size"))
                    .isEqualTo(1_048_576);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'subscribe','data':{'symbols':['600519.SH'],'data_types':['quote']}}",
                "{'type':'Subscribe','data':{'symbol':'600519.SH','data_type':'quote'}}",
                "{'type':'SUBSCRIBE','symbol':'sh600519','data_types':'price'}",
                "{'type':'sUbScRiBe','symbols':'600519.ss','data_type':['volume'],'unknown':{'member':[1]}}",
                "{'data':{'symbols':['600519.XSHG'],'data_types':['QUOTE'],'client_id':null},'type':'subscribe'}"
            })
    void oneTopicMayBeAskedForInManyWays(String request) throws Exception {
        try (var client = TestClient.open(server.socket("/ws"))) {
            client.send(request.replace('\'', '"'));
            var answer = client.await("subscription_response").getJsonObject("data");
            assertThat(answer.getString("status")).isEqualTo("active");
            assertThat(answer.getString("topic")).isEqualTo("quote:600519.SH");
            assertThat(client.await("market_data").getBoolean("snapshot")).isTrue();
        }
    }

    @Test
    void aKlineHasItsPeriodAsFrequency() throws Exception {
        try (var client = TestClient.open(server.socket("/"))) {
            client.send(
                    """
                    {"type":"subscribe","id":"k","data":{"symbol":"000001.SZ","data_type":"kline","frequency":"1m","client_id":"x"}}""");
            var answer = client.await("subscription_response");
            assertThat(answer.getString("id")).isEqualTo("k");
            assertThat(answer.getJsonObject("data").getString("topic")).isEqualTo("kline.1m:000001.SZ");
            assertThat(answer.getJsonObject("data").getString("frequency")).isEqualTo("1m");
            assertThat(answer.getJsonObject("data").getString("client_id")).isEqualTo("x");
            var bar = client.await("kline_data").getJsonObject("data");
            assertThat(bar.getString("period")).isEqualTo("1m");
            assertThat(OffsetDateTime.parse(bar.getString("timestamp")).getSecond())
                    .isZero();
            assertThat(bar.keySet()).contains("open", "high", "low", "close", "volume", "amount", "trades", "closed");
            client.await("kline_data");
            Chain.of(client.messages());
        }
    }

    @Test
    void everyDataTypeHasItsMessage() throws Exception {
        try (var client = TestClient.open(server.socket("/"))) {
            client.send(subscribe("\"0700.HK\",\"AAPL\"", "\"tick\",\"trade\",\"depth\",\"quote\"", ""));
            for (int n = 0; n < 8; n++) client.await("subscription_response");
            var types = Map.of(
                    "tick:0700.HK", "tick_data",
                    "trade:AAPL.US", "trade_data",
                    "depth.5:0700.HK", "depth_data",
                    "quote:AAPL.US", "market_data");
            client.await(message -> seen(client).containsAll(types.keySet()), LATER);
            for (var message : client.messages()) {
                var type = types.get(message.getString("topic", ""));
                if (type != null) assertThat(message.getString("type")).isEqualTo(type);
            }
            Chain.of(client.messages());
        }
    }

    @Test
    void unsubscribingByIdEndsOneTopic() throws Exception {
        try (var client = TestClient.open(server.socket("/"))) {
            client.send(subscribe("\"600000.SH\",\"600036.SH\"", "\"quote\"", ""));
            var id = client.await("subscription_response").getJsonObject("data").getString("subscription_id");
            client.await("subscription_response");
            client.send("{\"type\":\"UNSUBSCRIBE\",\"id\":1,\"data\":{\"subscription_id\":\"" + id + "\"}}");
            var ended = client.await("unsubscribe_response");
            assertThat(ended.getInt("id")).isEqualTo(1);
            assertThat(ended.getJsonObject("data").getBoolean("success")).isTrue();
            assertThat(ended.getJsonObject("data").getString("topic")).isEqualTo("quote:600000.SH");
            for (int n = 0; n < 3; n++) next(client, "quote:600036.SH");
            Chain.of(client.messages()); // fails on any update of the topic that has ended

            client.send("{\"type\":\"unsubscribe\",\"subscription_id\":\"" + id + "\"}");
            var again = client.await("unsubscribe_response").getJsonObject("data");
            assertThat(again.getBoolean("success")).isFalse();
            assertThat(again.getInt("code")).isEqualTo(4043);
        }
    }

    @Test
    void unsubscribingBySymbolEndsAllOfIt() throws Exception {
        try (var client = TestClient.open(server.socket("/"))) {
            client.send(subscribe("\"600000.SH\"", "\"quote\",\"trade\",\"kline\"", ""));
            for (int n = 0; n < 3; n++) client.await("subscription_response");
            client.send("{\"type\":\"unsubscribe\",\"data\":{\"symbol\":\"sh600000\"}}");
            for (int n = 0; n < 3; n++) {
                assertThat(client.await("unsubscribe_response")
                                .getJsonObject("data")
                                .getBoolean("success"))
                        .isTrue();
            }
            assertThat(list(client).getInt("count")).isZero();
            Chain.of(client.messages());
        }
    }

    @Test
    void theListHoldsWhatIsSubscribed() throws Exception {
        try (var client = TestClient.open(server.socket("/"))) {
            assertThat(list(client).getInt("count")).isZero();
            client.send(subscribe("\"000001.SZ\"", "\"quote\"", ",\"max_rate\":2"));
            next(client, "quote:000001.SZ");
            var list = list(client);
            assertThat(list.getInt("count")).isEqualTo(1);
            var line = list.getJsonArray("subscriptions").getJsonObject(0);
            assertThat(line.getString("topic")).isEqualTo("quote:000001.SZ");
            assertThat(line.getString("status")).isEqualTo("active");
            assertThat(line.getInt("message_count")).isPositive();
            assertThat(line.getString("last_update")).isNotBlank();
            assertThat(line.getJsonObject("options").getInt("min_interval_ms")).isEqualTo(500);
        }
    }

    @Test
    void heartbeatAndPingAreAnsweredWithTheirOwnTime() throws Exception {
        try (var client = TestClient.open(server.socket("/"))) {
            var id = client.await("welcome").getJsonObject("data").getString("client_id");
            client.send("{\"type\":\"HEARTBEAT\",\"data\":{\"client_time\":\"2026-01-05T09:29:59+08:00\"}}");
            var heartbeat = client.await("heartbeat").getJsonObject("data");
            assertThat(heartbeat.getString("client_time")).isEqualTo("2026-01-05T09:29:59+08:00");
            assertThat(heartbeat.getString("client_id")).isEqualTo(id);
            assertThat(heartbeat.getString("server_time")).isNotBlank();
            assertThat(heartbeat.getJsonNumber("connection_uptime").doubleValue())
                    .isNotNegative();
            client.send("{\"type\":\"ping\",\"id\":5,\"client_time\":17}");
            var pong = client.await("pong");
            assertThat(pong.getInt("id")).isEqualTo(5);
            assertThat(pong.getJsonObject("data").getInt("client_time")).isEqualTo(17);
        }
    }

    @Test
    void theFiguresHaveFiveParts() throws Exception {
        try (var watcher = new Watcher(server)) {
            var stats = watcher.stats();
            assertThat(stats.keySet())
                    .containsExactlyInAnyOrder("server", "connections", "subscriptions", "publisher", "sources");
            assertThat(watcher.figure("connections.open")).isPositive();
            assertThat(stats.getJsonObject("sources").getJsonObject("simulated").getString("state"))
                    .isEqualTo("up");
        }
    }

    @Test
    void anUnknownSymbolDoesNotKeepTheOthersOut() throws Exception {
        try (var client = TestClient.open(server.socket("/"))) {
            client.send(subscribe("\"000001.SZ\",\"00001.SZ\"", "\"quote\"", ",\"id\":\"p\""));
            var first = client.await("subscription_response").getJsonObject("data");
            var second = client.await("subscription_response").getJsonObject("data");
            var good = "active".equals(first.getString("status")) ? first : second;
            var bad = good == first ? second : first;
            assertThat(good.getString("symbol")).isEqualTo("000001.SZ");
            assertThat(bad.getString("status")).isEqualTo("error");
            assertThat(bad.getInt("code")).isEqualTo(4041);
            assertThat(bad.getString("symbol")).isEqualTo("00001.SZ");
            assertThat(bad.getJsonArray("suggestions").toString()).contains("000001.SZ");
            next(client, "quote:000001.SZ");
        }
    }

    @Test
    void aRateMergesWhatComesBetween() throws Exception {
        try (var client = TestClient.open(server.socket("/"))) {
            client.send(subscribe("\"000001.SZ\"", "\"quote\"", ",\"max_rate\":0.5"));
            assertThat(next(client, "quote:000001.SZ").getBoolean("snapshot")).isTrue();
            client.await(message -> message.getInt("merged", 0) > 0, LATER);
            Chain.of(client.messages());
        }
    }

    @Test
    void deliveryAllMergesNothing() throws Exception {
        try (var client = TestClient.open(server.socket("/"))) {
            client.send(subscribe("\"000001.SZ\"", "\"quote\"", ",\"delivery\":\"all\""));
            var options =
                    client.await("subscription_response").getJsonObject("data").getJsonObject("options");
            assertThat(options.getString("delivery")).isEqualTo("all");
            for (int n = 0; n < 4; n++) {
                assertThat(next(client, "quote:000001.SZ").getInt("merged", 0)).isZero();
            }
            assertThat(Chain.of(client.messages()).missing()).isZero();
        }
    }

    @Test
    void aSnapshotMayHaveRowsOrBeLeftOut() throws Exception {
        try (var first = TestClient.open(server.socket("/"));
                var client = TestClient.open(server.socket("/"))) {
            first.send(subscribe("\"600519.SH\"", "\"trade\"", ""));
            for (int n = 0; n < 3; n++) next(first, "trade:600519.SH");

            client.send(subscribe("\"600519.SH\"", "\"trade\"", ",\"snapshot\":2"));
            var snapshot = next(client, "trade:600519.SH");
            var rows = snapshot.getJsonArray("rows");
            assertThat(snapshot.getBoolean("snapshot")).isTrue();
            assertThat(rows).hasSize(2);
            assertThat(rows.getJsonObject(1)).isEqualTo(snapshot.getJsonObject("data"));
            assertThat(next(client, "trade:600519.SH").getInt("pseq")).isEqualTo(snapshot.getInt("seq"));

            first.send(subscribe("\"600519.SH\"", "\"quote\"", ",\"snapshot\":false"));
            var seq = first.await("subscription_response").getJsonObject("data").getInt("seq");
            assertThat(next(first, "quote:600519.SH").getInt("pseq")).isEqualTo(seq);
            Chain.of(client.messages());
            Chain.of(first.messages());
        }
    }

    @Test
    void subscribingAgainReplacesTheOptionsAndKeepsTheId() throws Exception {
        try (var client = TestClient.open(server.socket("/"))) {
            client.send(subscribe("\"000001.SZ\"", "\"quote\"", ""));
            var first = client.await("subscription_response").getJsonObject("data");
            client.send(subscribe("\"000001.SZ\"", "\"quote\"", ",\"update_frequency\":\"2s\""));
            var second = client.await("subscription_response").getJsonObject("data");
            assertThat(second.getString("subscription_id")).isEqualTo(first.getString("subscription_id"));
            assertThat(second.getString("frequency")).isEqualTo("2s");
            assertThat(list(client).getInt("count")).isEqualTo(1);
            next(client, "quote:000001.SZ");
            Chain.of(client.messages());
        }
    }

    private static String subscribe(String symbols, String types, String more) {
        return "{\"type\":\"subscribe\",\"data\":{\"symbols\":[" + symbols + "],\"data_types\":[" + types + "]" + more
                + "}}";
    }

    private static JsonObject next(TestClient client, String topic) throws InterruptedException {
        return client.await(message -> topic.equals(message.getString("topic", "")), LATER);
    }

    private static Set<String> seen(TestClient client) {
        return client.messages().stream()
                .map(message -> message.getString("topic", ""))
                .collect(Collectors.toSet());
    }

    private static JsonObject list(TestClient client) throws InterruptedException {
        return client.send("{\"type\":\"get_subscriptions\",\"data\":{}}")
                .await("subscription_list")
                .getJsonObject("data");
    }
}
