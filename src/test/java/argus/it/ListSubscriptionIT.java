package argus.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Symbols by glob, sector and saved list on a real server, and a list that is edited while somebody watches it. */
@ExtendWith(SharedServer.class)
class ListSubscriptionIT {
    private static final Duration LATER = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ArgusServer server;

    ListSubscriptionIT(ArgusServer server) {
        this.server = server;
    }

    @Test
    void globAndSectorStandForTheirSymbols() throws Exception {
        try (var client = TestClient.open(server.socket("/"))) {
            client.send(
                    "{\"type\":\"subscribe\",\"id\":1,\"data_type\":\"quote\",\"symbols\":[\"30*.sz\",\"#beverages\"]}");

            assertThat(answered(client, 4, message -> "active".equals(status(message))))
                    .containsExactlyInAnyOrder("300750.SZ", "300059.SZ", "600519.SH", "000858.SZ");
            client.await(message -> "market_data".equals(message.getString("type")), LATER);

            client.send("{\"type\":\"subscribe\",\"id\":2,\"data_type\":\"quote\",\"symbols\":[\"#beverage\"]}");
            var refused = client.await(message -> "error".equals(status(message)), LATER)
                    .getJsonObject("data");
            assertThat(refused.getInt("code")).isEqualTo(4041);
            assertThat(refused.getJsonArray("suggestions").getString(0)).isEqualTo("#beverages");

            client.send("{\"type\":\"unsubscribe\",\"id\":3,\"symbols\":[\"*.SZ\"]}");
            assertThat(answered(client, 3, message -> "unsubscribe_response".equals(message.getString("type"))))
                    .containsExactlyInAnyOrder("300750.SZ", "300059.SZ", "000858.SZ");
        }
    }

    @Test
    void subscriptionFollowsItsList() throws Exception {
        save("followed", "000001.SZ", "600519.SH");
        try (var client = TestClient.open(server.socket("/"));
                var other = TestClient.open(server.socket("/ws"))) {
            other.send("{\"type\":\"subscribe\",\"data_type\":\"quote\",\"symbols\":[\"000001.SZ\"]}");
            other.await("subscription_response");
            client.send("{\"type\":\"subscribe\",\"id\":1,\"sub\":\"wall\",\"data_type\":\"quote\",\"max_rate\":2,"
                    + "\"symbols\":[\"@followed\"]}");
            assertThat(answered(client, 2, message -> "active".equals(status(message))))
                    .containsExactlyInAnyOrder("000001.SZ", "600519.SH");

            save("followed", "600519.SH", "AAPL.US");

            var answers = List.of(
                    client.await(ListSubscriptionIT::isAnswer, LATER),
                    client.await(ListSubscriptionIT::isAnswer, LATER));
            assertThat(answers).anySatisfy(ended -> {
                assertThat(ended.getString("type")).isEqualTo("unsubscribe_response");
                assertThat(ended.getJsonObject("data").getString("symbol")).isEqualTo("000001.SZ");
            });
            assertThat(answers).anySatisfy(added -> {
                assertThat(status(added)).isEqualTo("active");
                assertThat(added.getJsonObject("data").getString("symbol")).isEqualTo("AAPL.US");
                assertThat(added.getJsonObject("data").getString("sub")).isEqualTo("wall");
                assertThat(added.getJsonObject("data").getJsonObject("options").getInt("min_interval_ms"))
                        .isEqualTo(500);
            });
            client.await(message -> "quote:AAPL.US".equals(message.getString("topic", "")), LATER);
            client.send("{\"type\":\"get_subscriptions\",\"id\":2}");
            assertThat(client.await("subscription_list").getJsonObject("data").getInt("count"))
                    .isEqualTo(2);
            other.send("{\"type\":\"get_subscriptions\",\"id\":2}");
            assertThat(other.await("subscription_list").getJsonObject("data").getInt("count"))
                    .as("somebody who named the symbol himself")
                    .isEqualTo(1);

            delete("followed");
            assertThat(answered(client, 2, message -> "unsubscribe_response".equals(message.getString("type"))))
                    .containsExactlyInAnyOrder("600519.SH", "AAPL.US");
        }
    }

    private static boolean isAnswer(JsonObject message) {
        return message.getString("type").endsWith("subscribe_response")
                || !status(message).isEmpty();
    }

    private static String status(JsonObject message) {
        return "subscription_response".equals(message.getString("type"))
                ? message.getJsonObject("data").getString("status")
                : "";
    }

    /** The symbols of so many different messages of a kind. */
    private static Set<String> answered(TestClient client, int count, Predicate<JsonObject> kind) throws Exception {
        var seen = new ArrayList<JsonObject>();
        while (seen.size() < count) {
            seen.add(client.await(message -> kind.test(message) && !seen.contains(message), LATER));
        }
        var symbols = new HashSet<String>();
        seen.forEach(message -> symbols.add(message.getJsonObject("data").getString("symbol")));
        return symbols;
    }

    private void save(String name, String... symbols) throws Exception {
        var body = "{\"symbols\":[\"" + String.join("\",\"", List.of(symbols)) + "\"]}";
        var answer = HTTP.send(
                HttpRequest.newBuilder(server.http("/api/v1/lists/" + name))
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    }

    private void delete(String name) throws Exception {
        var request = HttpRequest.newBuilder(server.http("/api/v1/lists/" + name));
        assertThat(HTTP.send(request.DELETE().build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(204);
    }
}
