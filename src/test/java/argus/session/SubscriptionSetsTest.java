package argus.session;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.MOUTAI;
import static argus.model.Events.NOON;
import static argus.model.Events.PING_AN;
import static org.assertj.core.api.Assertions.assertThat;

import argus.TestClock;
import argus.metrics.ServiceMetrics;
import argus.model.DataType;
import argus.model.Symbol;
import argus.protocol.Samples;
import argus.protocol.request.MessageReader;
import argus.topic.Delivery;
import argus.topic.ResumePoint;
import argus.topic.Topic;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Named sets, what may be changed of them while they run, and what is agreed on a connection. */
class SubscriptionSetsTest {
    private final TestClock clock = new TestClock(NOON);
    private final List<Subscription> started = new ArrayList<>();
    private final List<Subscription> ended = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private final SubscriptionPort port = new SubscriptionPort() {
        @Override
        public void subscribe(List<Subscription> subscriptions) {
            started.addAll(subscriptions);
        }

        @Override
        public void unsubscribe(List<Subscription> subscriptions, Consumer<Subscription> told) {
            ended.addAll(subscriptions);
            subscriptions.forEach(told);
        }

        @Override
        public void reconfigure(List<Change> changes, Runnable done) {
            waiting.add(() -> {
                changes.forEach(change -> change.subscription().apply(change.options(), change.paused()));
                done.run();
            });
        }
    };
    private final SymbolResolver symbols = new SymbolResolver() {
        @Override
        public Optional<Symbol> resolve(String spelling) {
            return Stream.of(BITCOIN, PING_AN, MOUTAI)
                    .filter(s -> s.text().equalsIgnoreCase(spelling))
                    .findFirst();
        }

        @Override
        public List<String> suggest(String spelling) {
            return List.of();
        }

        @Override
        public List<Symbol> expand(String owner, String text) {
            return switch (text) {
                case "*" -> List.of(PING_AN, MOUTAI, BITCOIN);
                case "#china" -> List.of(PING_AN, MOUTAI);
                default -> resolve(text).stream().toList();
            };
        }
    };
    private final RequestDesk desk = new RequestDesk(port, symbols, 5, clock);
    private final ClientRequests requests = desk.requests;
    private final ClientSession session = desk.session;
    private final ServiceMetrics metrics = desk.metrics;

    /** Hands in a request and lets its shards do their part. @return what the client is told */
    private List<JsonObject> ask(String request) {
        desk.hand(request);
        shards();
        return desk.told();
    }

    private void shards() {
        var due = List.copyOf(waiting);
        waiting.clear();
        due.forEach(Runnable::run);
    }

    private List<JsonObject> subscribe(String data) {
        return ask("{\"type\":\"subscribe\",\"data\":{" + data + "}}");
    }

    private List<JsonObject> reconfigure(String data) {
        return ask("{\"type\":\"reconfigure\",\"id\":9,\"data\":{" + data + "}}");
    }

    private static JsonObject data(JsonObject message) {
        return message.getJsonObject("data");
    }

    private Subscription quotes(Symbol symbol) {
        return session.subscription(Topic.of(DataType.QUOTE, symbol));
    }

    private Subscription trades(Symbol symbol) {
        return session.subscription(Topic.of(DataType.TRADE, symbol));
    }

    private List<String> topics() {
        return Targets.all(session).stream().map(s -> s.topic().text()).toList();
    }

    @Test
    void textThatStandsForManySymbolsSubscribesThemAll() {
        subscribe("\"sub\":\"board\",\"symbols\":[\"#china\",\"btc-usd\"],\"data_type\":\"quote\"");
        assertThat(started.stream().map(s -> s.topic().symbol())).containsExactly(PING_AN, MOUTAI, BITCOIN);
        assertThat(started).allSatisfy(s -> assertThat(s.set()).isEqualTo("board"));
    }

    @Test
    void symbolNamedTwiceIsSubscribedOnce() {
        subscribe("\"symbols\":[\"#china\",\"*\"],\"data_type\":\"quote\"");
        assertThat(started.stream().map(s -> s.topic().symbol())).containsExactly(PING_AN, MOUTAI, BITCOIN);
        assertThat(ended).isEmpty();
    }

    @Test
    void limitIsToldOnceForEachTextAndType() {
        var told = subscribe("\"symbols\":[\"*\"],\"data_types\":[\"quote\",\"trade\",\"tick\"]");
        assertThat(started).hasSize(5);
        assertThat(told.stream().map(m -> data(m).getInt("code"))).containsExactly(4291, 4291, 4291);
        assertThat(told.stream().map(m -> data(m).getString("data_type"))).containsExactly("quote", "trade", "tick");
    }

    @Test
    void knownSetTakesTheNewOptionsInPlaceAndTheNewTopics() {
        subscribe("\"sub\":\"board\",\"symbol\":\"#china\",\"data_type\":\"quote\"");
        var moutai = quotes(MOUTAI);
        started.clear();
        subscribe("\"sub\":\"board\",\"symbols\":[\"btc-usd\",\"000001.sz\"],\"data_type\":\"quote\",\"max_rate\":4");
        assertThat(started.stream().map(s -> s.topic().symbol())).containsExactly(BITCOIN, PING_AN);
        assertThat(ended.stream().map(s -> s.topic().symbol())).containsExactly(PING_AN);
        assertThat(quotes(MOUTAI)).as("goes on").isSameAs(moutai);
        assertThat(moutai.options().minInterval()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void topicsOfOtherTypesAndOtherSetsKeepTheirOptions() {
        subscribe("\"sub\":\"board\",\"symbol\":\"#china\",\"data_type\":\"quote\"");
        subscribe("\"sub\":\"tape\",\"symbol\":\"btc-usd\",\"data_type\":\"quote\"");
        subscribe("\"sub\":\"board\",\"symbol\":\"btc-usd\",\"data_type\":\"trade\",\"max_rate\":4");
        assertThat(quotes(PING_AN).options()).isEqualTo(Samples.AT_ONCE);
        assertThat(quotes(BITCOIN).options()).isEqualTo(Samples.AT_ONCE);
        assertThat(trades(BITCOIN).set()).isEqualTo("board");
    }

    @Test
    void topicOfASetThatIsToBeDeliveredOtherwiseBeginsAnew() {
        subscribe("\"sub\":\"tape\",\"symbol\":\"#china\",\"data_type\":\"trade\"");
        var before = trades(MOUTAI);
        subscribe("\"sub\":\"tape\",\"symbol\":\"000001.sz\",\"data_type\":\"trade\",\"delivery\":\"conflated\"");
        assertThat(ended).contains(before);
        assertThat(trades(MOUTAI)).isNotSameAs(before);
        assertThat(trades(MOUTAI).id()).isEqualTo(before.id());
        assertThat(trades(MOUTAI).options().delivery()).isEqualTo(Delivery.CONFLATED);
        assertThat(trades(MOUTAI).set()).isEqualTo("tape");
    }

    @Test
    void topicBelongsToTheSetThatNamedItLast() {
        subscribe("\"sub\":\"one\",\"symbol\":\"#china\",\"data_type\":\"quote\"");
        subscribe("\"sub\":\"two\",\"symbol\":\"600519.sh\",\"data_type\":\"quote\"");
        assertThat(quotes(MOUTAI).set()).isEqualTo("two");
        subscribe("\"symbol\":\"600519.sh\",\"data_type\":\"quote\"");
        assertThat(quotes(MOUTAI).set()).as("named by none since").isEqualTo("two");
        var told = ask("{\"type\":\"unsubscribe\",\"sub\":\"one\"}");
        assertThat(told).hasSize(1);
        assertThat(topics()).containsExactly("quote:600519.SH");
    }

    @Test
    void pausedTopicOfASetStaysPausedWhenTheSetTakesOtherOptions() {
        subscribe("\"sub\":\"board\",\"symbol\":\"#china\",\"data_type\":\"quote\"");
        reconfigure("\"sub\":\"board\",\"paused\":true");
        subscribe("\"sub\":\"board\",\"symbol\":\"000001.sz\",\"data_type\":\"quote\",\"max_rate\":4");
        assertThat(quotes(MOUTAI).paused()).isTrue();
        assertThat(quotes(PING_AN).paused()).isFalse();
    }

    @Test
    void placeToGoOnFromIsFoundByTheMeaningOfItsTopic() {
        subscribe(
                "\"symbol\":\"#china\",\"data_types\":[\"quote\"],\"from\":{\"QUOTE:600519.sh\":{\"epoch\":\"e\",\"seq\":7},"
                        + "\"quote:nonsense\":{\"epoch\":\"e\",\"seq\":8},\"trade:btc-usd\":{\"epoch\":\"e\",\"seq\":9}}");
        assertThat(quotes(MOUTAI).resumeFrom()).isEqualTo(new ResumePoint("e", 7));
        assertThat(quotes(PING_AN).resumeFrom()).isNull();
    }

    @Test
    void setIsReconfiguredAndAnsweredWhenItIsInForce() {
        subscribe("\"sub\":\"board\",\"symbol\":\"*\",\"data_type\":\"quote\"");
        requests.handle(
                session,
                new MessageReader(1000)
                        .read("{\"type\":\"reconfigure\",\"id\":9,\"sub\":\"board\",\"max_rate\":4,\"paused\":true}"));
        assertThat(desk.told()).isEmpty();
        assertThat(quotes(MOUTAI).paused()).isFalse();
        var answer = ask("{\"type\":\"ping\"}").get(1);
        assertThat(answer.getString("type")).isEqualTo("reconfigure_response");
        assertThat(answer.getInt("id")).isEqualTo(9);
        assertThat(data(answer).getString("sub")).isEqualTo("board");
        assertThat(data(answer).getBoolean("success")).isTrue();
        assertThat(data(answer).getInt("count")).isEqualTo(3);
        var options = data(answer).getJsonObject("options");
        assertThat(options.getInt("min_interval_ms")).isEqualTo(250);
        assertThat(options.getBoolean("paused")).isTrue();
        assertThat(quotes(BITCOIN).paused()).isTrue();
    }

    @Test
    void changesAddUpThoughTheFirstIsNotInForceYet() {
        subscribe("\"sub\":\"board\",\"symbol\":\"btc-usd\",\"data_type\":\"quote\"");
        var reader = new MessageReader(1000);
        requests.handle(session, reader.read("{\"type\":\"reconfigure\",\"sub\":\"board\",\"max_rate\":4}"));
        requests.handle(session, reader.read("{\"type\":\"reconfigure\",\"sub\":\"board\",\"paused\":true}"));
        requests.handle(session, reader.read("{\"type\":\"reconfigure\",\"sub\":\"board\",\"fields\":\"volume\"}"));
        shards();
        assertThat(quotes(BITCOIN).paused()).isTrue();
        assertThat(quotes(BITCOIN).options().minInterval()).isEqualTo(Duration.ofMillis(250));
        assertThat(quotes(BITCOIN).options().shape().fields()).containsExactly("symbol", "volume");
    }

    @Test
    void topicsAreReconfiguredByIdSymbolOrPartOfASet() {
        subscribe("\"sub\":\"board\",\"symbol\":\"#china\",\"data_types\":[\"quote\",\"tick\"]");
        reconfigure("\"subscription_id\":\"" + quotes(MOUTAI).id() + "\",\"max_rate\":1");
        assertThat(quotes(MOUTAI).options().minInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(quotes(PING_AN).options().minInterval()).isZero();
        var told = reconfigure("\"symbols\":[\"000001.sz\"],\"data_types\":[\"quote\"],\"max_rate\":2");
        assertThat(data(told.get(0)).getInt("count")).isEqualTo(1);
        assertThat(quotes(PING_AN).options().minInterval()).isEqualTo(Duration.ofMillis(500));
        told = reconfigure("\"sub\":\"board\",\"data_types\":[\"tick\"],\"fields\":[\"price\"]");
        assertThat(data(told.get(0)).getInt("count")).isEqualTo(2);
        assertThat(quotes(PING_AN).options().shape().fields()).isEmpty();
        told = reconfigure("\"sub\":\"board\",\"symbols\":[\"600519.sh\"],\"paused\":true");
        assertThat(data(told.get(0)).getInt("count")).isEqualTo(2);
        assertThat(quotes(MOUTAI).paused()).isTrue();
        assertThat(quotes(PING_AN).paused()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"sub\":\"none\"                                       | sub             | none",
                "\"sub\":\"board\",\"data_types\":[\"depth\"]           | sub             | board",
                "\"subscription_ids\":[\"none\"]                        | subscription_id | none",
                "\"symbols\":[\"#china\",\"btc-usd\"]                   | symbol          | btc-usd",
                "\"sub\":\"board\",\"symbols\":[\"btc-usd\"]            | symbol          | btc-usd",
                "\"symbols\":[\"nonsense\"]                             | symbol          | nonsense",
            })
    void nothingIsChangedWhereSomethingIsMissing(String target, String member, String missing) {
        subscribe("\"sub\":\"board\",\"symbol\":\"#china\",\"data_type\":\"quote\"");
        var told = reconfigure(target + ",\"paused\":true");
        assertThat(told).hasSize(1);
        assertThat(told.get(0).getString("type")).isEqualTo("reconfigure_response");
        assertThat(data(told.get(0)).getBoolean("success")).isFalse();
        assertThat(data(told.get(0)).getInt("code")).isEqualTo(4043);
        assertThat(data(told.get(0)).getString(member)).isEqualTo(missing);
        assertThat(quotes(PING_AN).paused()).isFalse();
        assertThat(metrics.errors().get("UNKNOWN_SUBSCRIPTION").sum()).isEqualTo(1);
    }

    @Test
    void changeThatDoesNotFitOneTopicChangesNone() {
        subscribe("\"sub\":\"board\",\"symbol\":\"btc-usd\",\"data_types\":[\"quote\",\"trade\"]");
        var error = reconfigure("\"sub\":\"board\",\"max_rate\":4").get(0);
        assertThat(error.getString("type")).isEqualTo("error");
        assertThat(error.getInt("id")).isEqualTo(9);
        assertThat(data(error).getInt("code")).isEqualTo(4006);
        assertThat(data(error).getJsonObject("details").getString("path")).isEqualTo("$.data.max_rate");
        assertThat(quotes(BITCOIN).planned().options()).isEqualTo(Samples.AT_ONCE);
        assertThat(waiting).isEmpty();
    }

    @Test
    void setEndsAsAWholeOrInPart() {
        subscribe("\"sub\":\"board\",\"symbol\":\"#china\",\"data_types\":[\"quote\",\"trade\"]");
        subscribe("\"symbol\":\"btc-usd\",\"data_type\":\"quote\"");
        var told = ask("{\"type\":\"unsubscribe\",\"sub\":\"board\",\"data_types\":[\"trade\"]}");
        assertThat(told).hasSize(2);
        told = ask("{\"type\":\"unsubscribe\",\"sub\":\"board\",\"symbols\":[\"btc-usd\",\"600519.sh\"]}");
        assertThat(told).hasSize(2);
        assertThat(data(told.get(0)).getInt("code")).isEqualTo(4043);
        assertThat(data(told.get(0)).getString("sub")).isEqualTo("board");
        assertThat(data(told.get(0)).getString("symbol")).isEqualTo("btc-usd");
        assertThat(topics()).containsExactly("quote:000001.SZ", "quote:BTC-USD");
        ask("{\"type\":\"unsubscribe\",\"sub\":\"board\"}");
        assertThat(topics()).containsExactly("quote:BTC-USD");
        var again = ask("{\"type\":\"unsubscribe\",\"sub\":\"board\"}");
        assertThat(again).hasSize(1);
        assertThat(data(again.get(0)).getBoolean("success")).isFalse();
        assertThat(data(again.get(0)).getString("sub")).isEqualTo("board");
    }

    @Test
    void subscriptionNamedTwiceEndsOnce() {
        subscribe("\"symbol\":\"btc-usd\",\"data_type\":\"quote\"");
        var told = ask("{\"type\":\"unsubscribe\",\"subscription_id\":\""
                + quotes(BITCOIN).id() + "\",\"symbols\":[\"btc-usd\",\"*\"]}");
        assertThat(told).hasSize(1);
        assertThat(ended).hasSize(1);
    }

    @Test
    void listTellsSetsPausesAndOptions() {
        subscribe("\"sub\":\"board\",\"symbol\":\"btc-usd\",\"data_type\":\"quote\",\"fields\":[\"volume\"],"
                + "\"where\":{\"field\":\"volume\",\"cmp\":\"gt\",\"val\":7}");
        reconfigure("\"sub\":\"board\",\"paused\":true");
        var line = data(ask("{\"type\":\"get_subscriptions\"}").get(0))
                .getJsonArray("subscriptions")
                .getJsonObject(0);
        assertThat(line.getString("sub")).isEqualTo("board");
        assertThat(line.getString("status")).isEqualTo("paused");
        var options = line.getJsonObject("options");
        assertThat(options.getBoolean("paused")).isTrue();
        assertThat(options.getJsonArray("fields").getString(1)).isEqualTo("volume");
        assertThat(options.getJsonObject("where").getInt("val")).isEqualTo(7);
    }

    @Test
    void helloIsAnsweredWithWhatIsAgreed() {
        var told = ask("{\"type\":\"hello\",\"id\":1,\"data\":{\"client\":\"desk\",\"flow\":\"push\"}}");
        assertThat(told).hasSize(1);
        assertThat(told.get(0).getString("type")).isEqualTo("welcome");
        assertThat(told.get(0).getInt("id")).isEqualTo(1);
        assertThat(data(told.get(0)).getString("client_id")).isEqualTo(session.id());
        assertThat(data(told.get(0)).getJsonObject("agreed").getString("encoding"))
                .isEqualTo("json");
        assertThat(data(told.get(0)).getJsonObject("supported").getJsonArray("versions"))
                .hasSize(2);
    }

    @Test
    void clientWithCreditIsSentWhatItAsksFor() {
        ask("{\"type\":\"hello\",\"data\":{\"flow\":\"credit\"}}");
        assertThat(ask("{\"type\":\"ping\",\"id\":1}")).isEmpty();
        var told = ask("{\"type\":\"ready\"}");
        assertThat(told).hasSize(1);
        assertThat(told.get(0).getInt("id")).isEqualTo(1);
    }

    @Test
    void clientWithoutCreditNeedsNotBeReady() {
        var error = ask("{\"type\":\"ready\",\"id\":2}").get(0);
        assertThat(error.getInt("id")).isEqualTo(2);
        assertThat(data(error).getInt("code")).isEqualTo(4006);
        assertThat(data(error).getJsonObject("details").getString("path")).isEqualTo("$.type");
        assertThat(metrics.errors().get("BAD_REQUEST").sum()).isEqualTo(1);
    }
}
