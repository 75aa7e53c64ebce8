package argus.web;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * The page in a real browser whose only thread stands still, as when a laptop is overloaded: credit flow has it current
 * with the first frame that comes afterwards. The stop takes 30 s, or {@code -Dargus.stop.seconds=}.
 */
@ExtendWith(ServiceAddress.class)
class StoppedPageIT {
    private static final Duration STOP = Duration.ofSeconds(Integer.getInteger("argus.stop.seconds", 30));
    private static final List<String> BOARD = List.of(
            "000001.SZ",
            "600519.SH",
            "601318.SH",
            "300750.SZ",
            "0700.HK",
            "9988.HK",
            "AAPL.US",
            "MSFT.US",
            "NVDA.US",
            "TSLA.US",
            "AMZN.US",
            "BTC-USD");
    /** Replayed from real trades, whose pauses may be longer than the stop. */
    private static final String RECORDED = "quote:BTC-USD";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static ChromeDriver browser;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start();
        browser.manage().timeouts().scriptTimeout(STOP.plusSeconds(60));
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    @Test
    void oneFrameBringsAPageThatWasStoppedUpToDate(URI service) throws Exception {
        browser.get(service.toString());
        var stop = CompletableFuture.supplyAsync(StoppedPageIT::stop);

        var served = Map.<String, Long>of();
        while (!stop.isDone()) {
            var now = served(service);
            try {
                stop.get(1, SECONDS);
            } catch (TimeoutException e) {
                served = now; // the page still stands, so it is to come to this at least
            }
        }
        var story = stop.join();

        assertThat(story.getInt("stopped")).isGreaterThanOrEqualTo((int) STOP.toMillis());
        assertThat(story.getInt("frames")).as("frames until the next picture").isEqualTo(1);
        var before = sequences(story, "before");
        var after = sequences(story, "after");
        assertThat(served).hasSize(BOARD.size()).containsKey(RECORDED);
        assertThat(served).allSatisfy((topic, seq) -> {
            assertThat(seq)
                    .as("%s moved meanwhile", topic)
                    .isGreaterThanOrEqualTo(topic.equals(RECORDED) ? before.get(topic) : before.get(topic) + 1);
            assertThat(after.get(topic)).as("%s is current", topic).isGreaterThanOrEqualTo(seq);
        });
        assertThat(story.getJsonArray("unpainted"))
                .as("rows that show another price")
                .isEmpty();
        assertThat(story.getJsonArray("gaps")).as("what is missing").isEmpty();
        assertThat(story.getJsonArray("states")).as("changes of the connection").isEmpty();
        assertThat(story.getString("clientAfter")).isEqualTo(story.getString("clientBefore"));
    }

    private static JsonObject stop() {
        var told = (String) Objects.requireNonNull(browser.executeAsyncScript(script(), STOP.toMillis(), BOARD));
        return Json.createReader(new StringReader(told)).readObject();
    }

    private static String script() {
        try (var in = Objects.requireNonNull(StoppedPageIT.class.getResourceAsStream("stopped.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the service has of each quote now. */
    private static Map<String, Long> served(URI service) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(service.resolve("/api/v1/quotes?symbols=" + String.join(",", BOARD)));
        var answer = HTTP.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.createReader(new StringReader(answer.body()))
                .readObject()
                .getJsonArray("quotes")
                .getValuesAs(JsonObject.class)
                .stream()
                .collect(Collectors.toMap(quote -> quote.getString("topic"), quote -> quote.getJsonNumber("seq")
                        .longValue()));
    }

    private static Map<String, Long> sequences(JsonObject story, String moment) {
        return story.getJsonObject(moment).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, topic -> ((JsonNumber) topic.getValue()).longValue()));
    }
}
