package argus.session;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.MOUTAI;
import static argus.model.Events.NOON;
import static argus.model.Events.PING_AN;
import static org.assertj.core.api.Assertions.assertThat;

import argus.TestClock;
import argus.model.Symbol;
import argus.protocol.request.ClientMessage.Subscribe;
import argus.protocol.request.MessageReader;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A subscription to a saved list goes where the list goes. */
class ListFollowingTest {
    private static final String ME = SymbolResolver.ANONYMOUS;

    private final TestClock clock = new TestClock(NOON);
    private final Map<String, List<Symbol>> lists = new HashMap<>();
    private final List<Subscription> started = new ArrayList<>();
    private final SubscriptionPort port = new SubscriptionPort() {
        @Override
        public void subscribe(List<Subscription> subscriptions) {
            started.addAll(subscriptions);
        }

        @Override
        public void unsubscribe(List<Subscription> subscriptions, Consumer<Subscription> told) {
            subscriptions.forEach(told);
        }

        @Override
        public void reconfigure(List<Change> changes, Runnable done) {
            changes.forEach(change -> change.subscription().apply(change.options(), change.paused()));
            done.run();
        }
    };
    private Runnable whenExpanded = () -> {};
    private final SymbolResolver symbols = new SymbolResolver() {
        @Override
        public Optional<Symbol> resolve(String spelling) {
            return Stream.of(BITCOIN, PING_AN, MOUTAI)
                    .filter(s -> s.text().equalsIgnoreCase(spelling))
                    .findFirst();
        }

        @Override
        public List<String> suggest(String spelling) {
            return List.of("@mine");
        }

        @Override
        public List<Symbol> expand(String owner, String text) {
            var list = SymbolResolver.listOf(text);
            var found = list == null ? resolve(text).stream().toList() : lists.getOrDefault(owner + list, List.of());
            whenExpanded.run();
            return found;
        }
    };
    private final RequestDesk desk = new RequestDesk(port, symbols, 4, clock);
    private final ClientRequests requests = desk.requests;
    private final ClientSession session = desk.session;

    private List<JsonObject> ask(String request) {
        desk.hand(request);
        return desk.told();
    }

    /** Gives a list these symbols. @return what the client is told */
    private List<JsonObject> edit(String name, Symbol... content) {
        lists.put(ME + '@' + name, List.of(content));
        requests.listEdited(ME, name);
        return desk.told();
    }

    private List<String> topics() {
        return session.subscriptions().stream()
                .map(subscription -> subscription.topic().text())
                .sorted()
                .toList();
    }

    @Test
    void whatComesIntoTheListIsSubscribedInTheSameWay() {
        edit("mine", PING_AN);
        ask(
                """
                {"type":"subscribe","id":1,"sub":"wall","symbols":["@mine"],"data_types":["quote","trade"],"max_rate":2}""");
        assertThat(topics()).containsExactly("quote:000001.SZ", "trade:000001.SZ");
        started.clear();

        edit("mine", MOUTAI, PING_AN);

        assertThat(topics())
                .containsExactly("quote:000001.SZ", "quote:600519.SH", "trade:000001.SZ", "trade:600519.SH");
        assertThat(started).hasSize(2).allSatisfy(subscription -> {
            assertThat(subscription.set()).isEqualTo("wall");
            assertThat(subscription.requestId()).isNull();
            assertThat(subscription.options().minInterval()).isEqualTo(Duration.ofMillis(500));
        });
    }

    @Test
    void whatLeavesTheListIsUnsubscribedAndTold() {
        edit("mine", PING_AN, MOUTAI);
        ask("{\"type\":\"subscribe\",\"symbols\":[\"@Mine\"],\"data_types\":[\"quote\"]}");

        var told = edit("mine", MOUTAI);

        assertThat(topics()).containsExactly("quote:600519.SH");
        assertThat(told).hasSize(1);
        assertThat(told.get(0).getString("type")).isEqualTo("unsubscribe_response");
        assertThat(told.get(0)).doesNotContainKey("id");
        assertThat(told.get(0).getJsonObject("data").getString("symbol")).isEqualTo("000001.SZ");
    }

    @Test
    void listThatIsEmptiedOrDeletedComesBack() {
        edit("mine", PING_AN);
        ask("{\"type\":\"subscribe\",\"symbols\":[\"@mine\"],\"data_types\":[\"quote\"]}");

        edit("mine");
        assertThat(topics()).isEmpty();
        edit("mine", MOUTAI);

        assertThat(topics()).containsExactly("quote:600519.SH");
    }

    @Test
    void topicThatTheClientHasOtherwiseStaysAsItIs() {
        edit("mine", PING_AN);
        ask("{\"type\":\"subscribe\",\"symbols\":[\"@mine\"],\"data_types\":[\"quote\"]}");
        ask("{\"type\":\"subscribe\",\"symbols\":[\"600519.SH\"],\"data_types\":[\"quote\"],\"max_rate\":1}");
        ask("{\"type\":\"subscribe\",\"symbols\":[\"000001.SZ\"],\"data_types\":[\"quote\"]}");
        started.clear();

        edit("mine", PING_AN, MOUTAI);
        assertThat(started).isEmpty();
        edit("mine");

        assertThat(topics()).as("named by themselves").containsExactly("quote:000001.SZ", "quote:600519.SH");
    }

    @Test
    void topicThatTheClientHasEndedDoesNotComeAgain() {
        edit("mine", PING_AN, MOUTAI);
        ask("{\"type\":\"subscribe\",\"symbols\":[\"@mine\"],\"data_types\":[\"quote\"]}");
        ask("{\"type\":\"unsubscribe\",\"symbols\":[\"000001.SZ\"]}");

        edit("mine", PING_AN, MOUTAI, BITCOIN);

        assertThat(topics()).containsExactly("quote:600519.SH", "quote:BTC-USD");
    }

    @Test
    void listThatIsUnsubscribedIsNotFollowedAnyMore() {
        edit("mine", PING_AN);
        ask("{\"type\":\"subscribe\",\"symbols\":[\"@mine\"],\"data_types\":[\"quote\",\"trade\"]}");
        ask("{\"type\":\"unsubscribe\",\"symbols\":[\"@mine\"],\"data_types\":[\"quote\"]}");

        edit("mine", PING_AN, MOUTAI);
        assertThat(topics()).containsExactly("trade:000001.SZ", "trade:600519.SH");
        ask("{\"type\":\"unsubscribe\",\"symbols\":[\"@mine\"]}");
        edit("mine", BITCOIN);

        assertThat(topics()).isEmpty();
    }

    @Test
    void setThatIsUnsubscribedTakesItsListsAlong() {
        edit("mine", PING_AN);
        edit("yours", MOUTAI);
        ask("{\"type\":\"subscribe\",\"sub\":\"wall\",\"symbols\":[\"@mine\"],\"data_types\":[\"quote\"]}");
        ask("{\"type\":\"subscribe\",\"sub\":\"desk\",\"symbols\":[\"@yours\"],\"data_types\":[\"quote\"]}");
        ask("{\"type\":\"unsubscribe\",\"sub\":\"wall\"}");

        edit("mine", BITCOIN);
        edit("yours");

        assertThat(topics()).isEmpty();
        edit("yours", BITCOIN);
        assertThat(topics()).containsExactly("quote:BTC-USD");
    }

    @Test
    void whatWasChangedInTheMeantimeHoldsForWhatComes() {
        edit("mine", PING_AN);
        ask("{\"type\":\"subscribe\",\"sub\":\"wall\",\"symbols\":[\"@mine\"],\"data_types\":[\"quote\"]}");
        ask("{\"type\":\"reconfigure\",\"sub\":\"wall\",\"max_rate\":4,\"paused\":true}");
        started.clear();

        edit("mine", PING_AN, MOUTAI);

        assertThat(started).singleElement().satisfies(subscription -> {
            assertThat(subscription.options().minInterval()).isEqualTo(Duration.ofMillis(250));
            assertThat(subscription.paused()).isTrue();
        });
    }

    @Test
    void lastRequestForAListCounts() {
        edit("mine", PING_AN);
        ask("{\"type\":\"subscribe\",\"symbols\":[\"@mine\"],\"data_types\":[\"quote\",\"trade\"]}");
        ask("{\"type\":\"subscribe\",\"symbols\":[\"@mine\"],\"data_types\":[\"quote\"],\"max_rate\":1}");
        started.clear();

        edit("mine", MOUTAI);

        assertThat(topics()).containsExactly("quote:600519.SH", "trade:600519.SH");
        assertThat(started)
                .filteredOn(subscription -> subscription.topic().text().startsWith("quote"))
                .singleElement()
                .satisfies(quote -> assertThat(quote.options().minInterval()).isEqualTo(Duration.ofSeconds(1)));
    }

    @Test
    void topicOfTwoListsStaysUntilBothHaveLostIt() {
        edit("mine", PING_AN, MOUTAI);
        edit("yours", MOUTAI);
        ask("{\"type\":\"subscribe\",\"symbols\":[\"@mine\",\"@yours\"],\"data_types\":[\"quote\"]}");

        assertThat(edit("yours")).isEmpty();
        assertThat(topics()).containsExactly("quote:000001.SZ", "quote:600519.SH");
        edit("mine", PING_AN);

        assertThat(topics()).containsExactly("quote:000001.SZ");
    }

    @Test
    void whatLeavesTheListMakesRoomForWhatComes() {
        edit("mine", PING_AN, MOUTAI);
        ask("{\"type\":\"subscribe\",\"symbols\":[\"@mine\"],\"data_types\":[\"quote\",\"trade\"]}");

        var told = edit("mine", MOUTAI, BITCOIN);

        assertThat(topics()).containsExactly("quote:600519.SH", "quote:BTC-USD", "trade:600519.SH", "trade:BTC-USD");
        assertThat(told).hasSize(2).allSatisfy(answer -> assertThat(answer.getString("type"))
                .isEqualTo("unsubscribe_response"));
    }

    @Test
    void listThatGrowsBeyondTheLimitIsRefusedWhereItIsFull() {
        edit("mine", PING_AN, MOUTAI);
        ask("{\"type\":\"subscribe\",\"symbols\":[\"@mine\"],\"data_types\":[\"quote\",\"trade\"]}");

        var told = edit("mine", PING_AN, MOUTAI, BITCOIN);

        assertThat(topics()).hasSize(4);
        assertThat(told).hasSize(2).allSatisfy(refusal -> {
            assertThat(refusal.getJsonObject("data").getInt("code")).isEqualTo(4291);
            assertThat(refusal.getJsonObject("data").getString("symbol")).isEqualTo("@mine");
        });
    }

    @Test
    void listThatIsNotThereIsRefusedAndNotFollowed() {
        var told = ask("{\"type\":\"subscribe\",\"id\":7,\"symbols\":[\"@mien\"],\"data_types\":[\"quote\"]}");
        assertThat(told).hasSize(1);
        assertThat(told.get(0).getJsonObject("data").getInt("code")).isEqualTo(4041);
        assertThat(told.get(0).getJsonObject("data").getJsonArray("suggestions").getString(0))
                .isEqualTo("@mine");

        edit("mien", PING_AN);

        assertThat(topics()).isEmpty();
    }

    @Test
    void othersListsOfTheSameNameMeanNothing() {
        edit("mine", PING_AN);
        ask("{\"type\":\"subscribe\",\"symbols\":[\"@mine\"],\"data_types\":[\"quote\"]}");
        lists.put(ME + "@mine", List.of());

        requests.listEdited("somebody else", "mine");

        assertThat(topics()).containsExactly("quote:000001.SZ");
    }

    @Test
    void editThatMeetsTheSubscriptionIsFollowed() throws InterruptedException {
        edit("mine", PING_AN);
        var editor = new Thread(() -> requests.listEdited(ME, "mine"));
        whenExpanded = () -> {
            whenExpanded = () -> {};
            lists.put(ME + "@mine", List.of(MOUTAI));
            editor.start();
            while (editor.getState() != Thread.State.BLOCKED && editor.getState() != Thread.State.TERMINATED) {
                Thread.onSpinWait();
            }
        };

        ask("{\"type\":\"subscribe\",\"symbols\":[\"@mine\"],\"data_types\":[\"quote\"]}");
        editor.join();

        assertThat(topics()).containsExactly("quote:600519.SH");
    }

    @Test
    void sessionThatHasEndedIsForgotten() {
        var following = new ListFollowing(symbols, null, null);
        edit("mine", PING_AN);
        var request = (Subscribe) new MessageReader(10_000)
                .read("{\"type\":\"subscribe\",\"symbols\":[\"@mine\"],\"data_types\":[\"quote\"]}");
        following.begin(session, request, Map.of("@mine", List.of(PING_AN)));
        assertThat(following.size()).isEqualTo(1);

        following.sweep();
        assertThat(following.size()).isEqualTo(1);
        session.end(Disconnect.LEFT);
        following.edited(ME, "mine");
        following.sweep();

        assertThat(following.size()).isZero();
    }
}
