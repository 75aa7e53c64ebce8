package argus.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets that said hello: batches, patches, compressed frames, and frames only when it asks. */
@ExtendWith(SharedServer.class)
class DeliveryIT {
    private static final Duration LATER = Duration.ofSeconds(30);
    private static final String BOARD =
            "'000001.SZ','600519.SH','300750.SZ','0700.HK','9988.HK','AAPL.US','MSFT.US','BTC-USD'";

    private final ArgusServer server;

    DeliveryIT(ArgusServer server) {
        this.server = server;
    }

    private static TestClient say(TestClient client, String message) {
        return client.send(message.replace('\'', '"'));
    }

    private TestClient hello(String terms) throws InterruptedException {
        var client = TestClient.open(server.socket("/ws"));
        client.await("welcome");
        say(client, "{'type':'hello','id':'h','data':" + terms + "}");
        return client;
    }

    /** The messages, those in batches each by itself. */
    private static List<JsonObject> unpacked(List<JsonObject> messages) {
        var all = new ArrayList<JsonObject>();
        for (var message : messages) {
            if (message.getString("type").equals("batch")) {
                assertThat(message.getInt("n"))
                        .isEqualTo(message.getJsonArray("items").size());
                all.addAll(message.getJsonArray("items").getValuesAs(JsonObject.class));
            } else {
                all.add(message);
            }
        }
        return all;
    }

    /** Each value of each topic by its sequence, patches applied. */
    private static Map<String, JsonValue> values(List<JsonObject> messages) {
        var last = new HashMap<String, JsonValue>();
        var values = new HashMap<String, JsonValue>();
        for (var message : messages) {
            if (message.containsKey("seq") && message.containsKey("topic")) {
                var topic = message.getString("topic");
                var value = message.containsKey("d")
                        ? Json.createMergePatch(message.get("d")).apply(last.get(topic))
                        : message.get("data");
                last.put(topic, value);
                values.put(topic + " " + message.getJsonNumber("seq").longValue(), value);
            }
        }
        return values;
    }

    @Test
    void helloIsAnsweredWithWhatIsAgreed() throws Exception {
        try (var client = hello(
                "{'version':2,'encodings':['msgpack','json+gzip'],'batch':{'max_delay_ms':50},'delta':true,'heartbeat_ms':5000}")) {
            var welcome = client.await("welcome");
            assertThat(welcome.getString("id")).isEqualTo("h");
            assertThat(welcome.getJsonObject("data").getJsonObject("agreed"))
                    .isEqualTo(Json.createReader(
                                    new java.io.StringReader(
                                            "{\"version\":2,\"encoding\":\"json+gzip\",\"batch\":{\"max_delay_ms\":50,\"max_items\":500},\"delta\":true,\"flow\":\"push\",\"heartbeat_ms\":5000}"))
                            .readObject());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'version':9}", "{'encodings':['msgpack','cbor']}"})
    void whatIsNotSupportedIsNamedWithWhatIs(String terms) throws Exception {
        try (var client = hello(terms)) {
            var error = client.await("error");
            assertThat(error.getString("id")).isEqualTo("h");
            assertThat(error.getJsonObject("data").getInt("code")).isEqualTo(4006);
            var details = error.getJsonObject("data").getJsonObject("details");
            assertThat(details.getString("path")).startsWith("$.data.");
            assertThat(details.getJsonArray("supported")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "json+gzip", "json+binary"})
    void patchesInBatchesGiveTheValuesThatAPlainClientGets(String encoding) throws Exception {
        var request = "{'type':'subscribe','data':{'symbols':[" + BOARD
                + "],'data_types':['quote','depth','kline'],'periods':['1m']}}";
        try (var plain = TestClient.open(server.socket("/ws"));
                var desk = hello("{'encodings':['" + encoding + "'],'batch':{'max_delay_ms':100},'delta':true}")) {
            say(plain, request);
            say(desk, request);
            desk.await("welcome");
            for (int n = 0; n < 30; n++) {
                desk.await("batch");
            }
            var messages = unpacked(desk.messages());
            assertThat(messages).anyMatch(message -> message.containsKey("d"));
            assertThat(messages.stream().filter(message -> message.containsKey("items")))
                    .isEmpty();
            Chain.of(messages);
            var expected = values(plain.messages());
            var common = values(messages).entrySet().stream()
                    .filter(entry -> expected.containsKey(entry.getKey()))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            assertThat(common).hasSizeGreaterThan(50).isEqualTo(pick(expected, common));
        }
    }

    private static Map<String, JsonValue> pick(Map<String, JsonValue> from, Map<String, JsonValue> like) {
        return like.keySet().stream().collect(Collectors.toMap(key -> key, from::get));
    }

    @Test
    void withCreditFlowAFrameComesForEachOneAskedFor() throws Exception {
        try (var client = hello("{'batch':{},'flow':'credit'}")) {
            client.await("welcome");
            say(client, "{'type':'subscribe','data':{'symbols':[" + BOARD + "],'data_types':['quote','trade']}}");
            say(client, "{'type':'ready'}");
            for (int frame = 0; frame < 5; frame++) {
                int before = client.messages().size();
                client.await(
                        message -> message.getString("type").equals("batch") || message.containsKey("topic"), LATER);
                assertThat(client.messages()).hasSizeLessThanOrEqualTo(before + 1);
                say(client, "{'type':'ready','data':{'credit':1}}");
            }
            Chain.of(unpacked(client.messages()));
        }
    }

    @Test
    void oneFrameMayBeLongerThanWhatMayBeOnItsWay() throws Exception {
        var request = "{'type':'subscribe','data':{'symbols':['*.SH','*.SZ','*.HK','*.US'],"
                + "'data_types':['quote','depth','kline'],'periods':['1m','5m','15m','1h','1d']}}";
        try (var client = hello("{'batch':{'max_items':10000},'flow':'credit'}");
                var later = TestClient.open(server.socket("/ws"))) {
            client.await("welcome");
            say(client, request);
            say(later, request);
            say(later, "{'type':'get_subscriptions'}");
            int topics = later.await("subscription_list").getJsonObject("data").getInt("count");
            // answered after the first client's, so those wait by now
            later.await(
                    message -> later.messages().stream()
                                    .filter(each -> each.getString("type").equals("subscription_response"))
                                    .count()
                            == topics,
                    LATER);

            say(client, "{'type':'ready'}");

            var frame = client.await("batch");
            assertThat(frame.toString()).hasSizeGreaterThan(100_000);
            Chain.of(unpacked(client.messages()));
        }
    }

    @Test
    void readyWithoutCreditFlowIsRefused() throws Exception {
        try (var client = TestClient.open(server.socket("/"))) {
            say(client, "{'type':'ready','id':7}");
            var error = client.await("error");
            assertThat(error.getInt("id")).isEqualTo(7);
            assertThat(error.getJsonObject("data").getInt("code")).isEqualTo(4006);
        }
    }

    @Test
    void heartbeatProvesThatSilenceIsNoLoss() throws Exception {
        try (var client = hello("{'heartbeat_ms':500}")) {
            client.await("welcome");
            say(
                    client,
                    "{'type':'subscribe','data':{'symbols':['000001.SZ'],'data_types':['quote'],'where':{'field':'last_price','cmp':'lt','val':0}}}");
            client.await("subscription_response");
            client.await(
                    message -> {
                        if (!message.getString("type").equals("heartbeat")) {
                            return false;
                        }
                        var data = message.getJsonObject("data");
                        assertThat(data.getJsonObject("sources")).isNotEmpty();
                        assertThat(data.getJsonObject("conn")).containsKeys("queue_bytes", "merged");
                        var top = data.getJsonObject("tops").getJsonArray("quote:000001.SZ");
                        return top != null && top.getInt(0) < top.getInt(1);
                    },
                    LATER);
        }
    }

    @Test
    void everythingWorksTogether() throws Exception {
        try (var client = hello(
                "{'encodings':['json+gzip'],'batch':{'max_delay_ms':50},'delta':true,'heartbeat_ms':1000,'flow':'credit'}")) {
            client.await("welcome");
            say(
                    client,
                    "{'type':'subscribe','id':1,'data':{'sub':'board','symbols':[" + BOARD
                            + "],'data_types':['quote'],'fields':['last_price','volume'],'max_rate':10,"
                            + "'timestamps':true,'where':{'field':'volume','cmp':'gt','val':0}}}");
            say(client, "{'type':'ready','data':{'credit':1000}}");
            IntStream.range(0, 20).forEach(i -> awaitBatch(client));
            var updates = unpacked(client.messages()).stream()
                    .filter(message -> message.getString("type").equals("market_data"))
                    .toList();
            assertThat(updates).allMatch(update -> update.containsKey("src_ts") && update.containsKey("in_ts"));
            assertThat(updates.stream()
                            .filter(update -> update.containsKey("data"))
                            .map(update -> update.getJsonObject("data").keySet())
                            .collect(Collectors.toSet()))
                    .containsExactly(java.util.Set.of("symbol", "last_price", "volume"));
            Chain.of(unpacked(client.messages()));

            say(client, "{'type':'reconfigure','id':2,'data':{'sub':'board','paused':true}}");
            await(client, "reconfigure_response");
            int before = unpacked(client.messages()).size();
            await(client, "heartbeat");
            await(client, "heartbeat");
            assertThat(unpacked(client.messages())
                            .subList(before, unpacked(client.messages()).size()))
                    .noneMatch(message -> message.containsKey("pseq"));
            say(client, "{'type':'reconfigure','id':3,'data':{'sub':'board','paused':false,'fields':null}}");
            await(client, "reconfigure_response");
            IntStream.range(0, 5).forEach(i -> awaitBatch(client));
            var messages = unpacked(client.messages());
            Chain.of(messages);
            assertThat(messages.get(messages.size() - 1).toString()).contains("pseq");
        }
    }

    private static void awaitBatch(TestClient client) {
        try {
            client.await("batch");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for a message that may stand in a batch. */
    private static void await(TestClient client, String type) throws InterruptedException {
        client.await(
                message -> unpacked(List.of(message)).stream()
                        .anyMatch(each -> each.getString("type").equals(type)),
                LATER);
    }
}
