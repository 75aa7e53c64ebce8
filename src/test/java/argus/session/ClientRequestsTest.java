package argus.session;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.NOON;
import static argus.model.Events.PING_AN;
import static org.assertj.core.api.Assertions.assertThat;

import argus.TestClock;
import argus.metrics.ServiceMetrics;
import argus.model.Symbol;
import argus.protocol.ErrorCode;
import argus.protocol.ProtocolException;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClientRequestsTest {
    private final TestClock clock = new TestClock(NOON);
    private final List<Subscription> live = new ArrayList<>();
    private final SubscriptionPort port = new SubscriptionPort() {
        @Override
        public void subscribe(List<Subscription> subscriptions) {
            live.addAll(subscriptions);
        }

        @Override
        public void unsubscribe(List<Subscription> subscriptions, Consumer<Subscription> ended) {
            live.removeAll(subscriptions);
            subscriptions.forEach(ended);
        }

        @Override
        public void reconfigure(List<Change> changes, Runnable done) {
            changes.forEach(change -> change.subscription().apply(change.options(), change.paused()));
            done.run();
        }
    };
    private final SymbolResolver symbols = new SymbolResolver() {
        @Override
        public Optional<Symbol> resolve(String spelling) {
            return Stream.of(BITCOIN, PING_AN)
                    .filter(s -> s.text().equalsIgnoreCase(spelling))
                    .findFirst();
        }

        @Override
        public List<Symbol> expand(String owner, String text) {
            assertThat(owner).isEqualTo(SymbolResolver.ANONYMOUS);
            return text.equals("*")
                    ? List.of(BITCOIN, PING_AN)
                    : resolve(text).stream().toList();
        }

        @Override
        public List<String> suggest(String spelling) {
            return List.of("a", "b", "c", "d", "e", "f");
        }
    };
    private final RequestDesk desk = new RequestDesk(port, symbols, 3, clock);
    private final ClientRequests requests = desk.requests;
    private final ClientSession session = desk.session;
    private final ServiceMetrics metrics = desk.metrics;

    /** Hands in a request. @return what the client is told, of each message its type and data */
    private List<JsonObject> ask(String request) {
        desk.hand(request);
        return desk.told();
    }

    private static JsonObject data(JsonObject message) {
        return message.getJsonObject("data");
    }

    @Test
    void everySymbolIsSubscribedWithEveryDataType() {
        ask(
                """
                {"type":"subscribe","id":7,"symbols":["btc-usd","000001.sz"],"data_type":"quote","client_id":"desk"}""");
        assertThat(live.stream().map(s -> s.topic().text())).containsExactly("quote:BTC-USD", "quote:000001.SZ");
        assertThat(live).allSatisfy(s -> {
            assertThat(s.clientId()).isEqualTo("desk");
            assertThat(s.requestId().json()).isEqualTo("7");
            assertThat(s.createdAt()).isEqualTo(NOON);
            assertThat(s.session()).isSameAs(session);
        });
        assertThat(session.subscriptions()).hasSize(2);
    }

    @Test
    void unknownSymbolIsRefusedWithSuggestionsAndTheOthersAreSubscribed() {
        var told = ask(
                """
                {"type":"subscribe","symbols":["nonsense","btc-usd"],"data_types":["quote"]}""");
        assertThat(live).hasSize(1);
        assertThat(told).hasSize(1);
        assertThat(data(told.get(0)).getString("status")).isEqualTo("error");
        assertThat(data(told.get(0)).getInt("code")).isEqualTo(4041);
        assertThat(data(told.get(0)).getJsonArray("suggestions")).hasSize(5);
        assertThat(metrics.errors().get("UNKNOWN_SYMBOL").sum()).isEqualTo(1);
    }

    @Test
    void oneTopicTooManyIsRefused() {
        var told = ask(
                """
                {"type":"subscribe","symbols":["btc-usd","000001.sz"],"data_types":["quote","trade"]}""");
        assertThat(live).hasSize(3);
        assertThat(data(told.get(0)).getInt("code")).isEqualTo(4291);
        assertThat(data(told.get(0)).getString("message")).contains("3 subscriptions");
    }

    @Test
    void secondRequestForATopicReplacesTheFirstUnderTheSameId() {
        ask("""
                {"type":"subscribe","symbol":"btc-usd","data_types":["quote","trade","tick"]}""");
        var before = live.get(0);
        ask("""
                {"type":"subscribe","symbol":"btc-usd","data_type":"quote","max_rate":2}""");
        assertThat(live).hasSize(3).doesNotContain(before);
        var now = live.get(2);
        assertThat(now.id()).isEqualTo(before.id());
        assertThat(now.options().minInterval()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void topicNamedTwiceInOneRequestIsSubscribedOnce() {
        ask("""
                {"type":"subscribe","symbols":["btc-usd","BTC-USD"],"data_type":"quote"}""");
        assertThat(live).hasSize(1);
        assertThat(session.subscriptions()).containsExactlyElementsOf(live);
    }

    @Test
    void subscriptionsEndByIdSymbolOrType() {
        ask("""
                {"type":"subscribe","symbol":"btc-usd","data_types":["quote","trade","tick"]}""");
        var byId = ask(
                "{\"type\":\"unsubscribe\",\"subscription_id\":\"" + live.get(0).id() + "\"}");
        assertThat(data(byId.get(0)).getBoolean("success")).isTrue();
        assertThat(live).hasSize(2);
        var byType = ask("""
                {"type":"unsubscribe","symbols":["btc-usd"],"data_types":["trade"]}""");
        assertThat(data(byType.get(0)).getString("data_type")).isEqualTo("trade");
        var rest = ask("""
                {"type":"unsubscribe","id":"x","symbols":["btc-usd"]}""");
        assertThat(rest).hasSize(1);
        assertThat(rest.get(0).getString("id")).isEqualTo("x");
        assertThat(live).isEmpty();
        assertThat(session.subscriptions()).isEmpty();
    }

    @Test
    void endingWhatIsNotThereIsRefused() {
        var told = ask(
                """
                {"type":"unsubscribe","subscription_id":"none","symbols":["btc-usd","nonsense"],"data_types":["quote"]}""");
        assertThat(told).hasSize(3).allSatisfy(message -> {
            assertThat(data(message).getBoolean("success")).isFalse();
            assertThat(data(message).getInt("code")).isEqualTo(4043);
        });
    }

    @Test
    void listTellsWhatIsSubscribed() {
        ask("""
                {"type":"subscribe","symbol":"btc-usd","data_types":["trade","quote"]}""");
        var list = ask("{\"type\":\"get_subscriptions\"}").get(0);
        assertThat(data(list).getInt("count")).isEqualTo(2);
        var first = data(list).getJsonArray("subscriptions").getJsonObject(0);
        assertThat(first.getString("topic")).isEqualTo("quote:BTC-USD");
        assertThat(first.getString("status")).isEqualTo("active");
        assertThat(first.getInt("message_count")).isZero();
        assertThat(first).doesNotContainKey("last_update");
    }

    @Test
    void heartbeatAndPingAreAnsweredWithTheTimes() {
        clock.advance(Duration.ofMillis(1_500));
        var heartbeat = ask("{\"type\":\"heartbeat\",\"data\":{\"client_time\":\"12:00\"}}")
                .get(0);
        assertThat(heartbeat.getString("type")).isEqualTo("heartbeat");
        assertThat(data(heartbeat).getString("client_time")).isEqualTo("12:00");
        assertThat(data(heartbeat).getJsonNumber("connection_uptime").toString())
                .isEqualTo("1.500");
        var pong = ask("{\"type\":\"ping\",\"id\":1}").get(0);
        assertThat(pong.getString("type")).isEqualTo("pong");
        assertThat(pong.getInt("id")).isEqualTo(1);
    }

    @Test
    void statsAreTold() {
        var stats = ask("{\"type\":\"get_stats\"}").get(0);
        assertThat(data(stats).getJsonObject("server").getString("node")).isEqualTo("n1");
    }

    @Test
    void faultIsToldAndCounted() {
        requests.refuse(session, new ProtocolException(ErrorCode.BAD_JSON));
        var error = desk.told().get(0);
        assertThat(error.getString("type")).isEqualTo("error");
        assertThat(data(error).getInt("code")).isEqualTo(4000);
        assertThat(data(error).getString("client_id")).isEqualTo(session.id());
        assertThat(metrics.errors().get("BAD_JSON").sum()).isEqualTo(1);
    }

    @Test
    void portThatIsNoneTakesNothing() {
        SubscriptionPort.NONE.subscribe(List.of());
        SubscriptionPort.NONE.reconfigure(List.of(), () -> {
            throw new AssertionError("said to be done");
        });
        SubscriptionPort.NONE.unsubscribe(live, ended -> {
            throw new AssertionError("told of " + ended);
        });
    }
}
