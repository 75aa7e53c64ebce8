package argus.source.qmt.link;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import argus.source.Failures;
import argus.source.ThrottledException;
import argus.source.qmt.StubBridge;
import argus.source.qmt.StubBridge.Peer;
import argus.source.qmt.StubBridge.Reply;
import argus.source.qmt.StubBridge.Request;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpBridgeLinkTest {
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private StubBridge bridge;

    @AfterEach
    void stop() throws IOException {
        if (bridge != null) bridge.close();
        executor.shutdownNow();
    }

    @Test
    void anAnswerIsItsTextAndTheKeyGoesWithTheRequest() throws Exception {
        var link = link(request -> Reply.of(200, "{\"name\":\"平安银行\"}"), peer -> {});
        assertThat(result(link.get("/api/full_tick?stocks=000001.SZ"))).isEqualTo("{\"name\":\"平安银行\"}");
        var request = requests.take();
        assertThat(request.path()).isEqualTo("/api/full_tick?stocks=000001.SZ");
        assertThat(request.headers()).containsEntry("x-api-key", "secret").doesNotContainKey("upgrade");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "401|{\"detail\":\"Invalid\"}|the bridge refuses the key (401): Invalid|false",
                "403|{}|the bridge refuses the key (403): no detail|false",
                "404|{\"detail\":\"Not Found\"}|the bridge answers 404: Not Found|true",
                "405|{\"message\":\"no\"}|the bridge answers 405: no|true",
                "503|<html> late\n again|the bridge answers 503: <html> late again|false"
            })
    void anotherAnswerIsARefusal(String text) throws Exception {
        var parts = text.split("\\|");
        var link = link(request -> Reply.of(Integer.parseInt(parts[0]), parts[1]), peer -> {});
        assertThat(failure(link.get("/x"))).isInstanceOfSatisfying(BridgeRefusal.class, refusal -> {
            assertThat(refusal).hasMessage(parts[2]);
            assertThat(refusal.isUnknown()).isEqualTo(Boolean.parseBoolean(parts[3]));
        });
    }

    @Test
    void aThrottledRequestSaysForHowLong() throws Exception {
        var link = link(request -> new Reply(429, "{}", Map.of("Retry-After", "7")), peer -> {});
        assertThat(failure(link.get("/x"))).isInstanceOfSatisfying(ThrottledException.class, e -> assertThat(e.rest())
                .isEqualTo(Duration.ofSeconds(7)));
    }

    @Test
    void nobodyThereIsSaidInWords() throws Exception {
        var link = link(request -> Reply.of(200, ""), peer -> {});
        bridge.close();
        var failure = failure(link.get("/x"));
        assertThat(failure).isInstanceOf(ConnectException.class);
        assertThat(BridgeFailures.words(failure)).isEqualTo("nobody answers at the address of the bridge");
        assertThat(BridgeFailures.words(new IOException("late"))).isEqualTo("late");
        assertThat(BridgeFailures.words(new IllegalStateException())).isEqualTo("IllegalStateException");
    }

    @Test
    void aSocketIsAskedAndItsFramesComeWhole() throws Exception {
        var link = link(upgrade(), peer -> {
            peer.text("{\"a\":1}");
            peer.part("{\"b\"", true, false);
            peer.part(":2", false, false);
            peer.part("}", false, true);
            peer.goodbye(1012);
        });
        result(link.open("/ws/realtime", "{\"stocks\":[]}", listener()));
        assertThat(heard.poll(60, SECONDS)).isEqualTo("{\"a\":1}");
        assertThat(heard.poll(60, SECONDS)).isEqualTo("{\"b\":2}");
        assertThat(heard.poll(60, SECONDS)).isEqualTo("ended closed by the bridge with 1012");
        assertThat(requests.take().headers()).containsEntry("x-api-key", "secret");
    }

    @Test
    void aConnectionThatBreaksIsTold() throws Exception {
        var link = link(upgrade(), Peer::cut);
        result(link.open("/ws/realtime", "{}", listener()).exceptionally(failure -> () -> {}));
        assertThat(heard.poll(60, SECONDS)).startsWith("ended ");
    }

    @Test
    void aRefusedHandshakeFails() throws Exception {
        var link = link(request -> Reply.of(401, "{}"), peer -> {});
        assertThat(failure(link.open("/ws/realtime", "{}", listener()))).isInstanceOf(IOException.class);
        assertThat(heard).isEmpty();
    }

    @Test
    void whatIsWantedGoesWithTheSocket() throws Exception {
        var peers = new LinkedBlockingQueue<Peer>();
        var link = link(upgrade(), peers::add);
        var line = result(link.open("/ws/whole_quote", "{\"codes\":[\"SH\"]}", listener()));
        var peer = peers.take();
        assertThat(peer.path()).isEqualTo("/ws/whole_quote");
        assertThat(peer.request()).isEqualTo("{\"codes\":[\"SH\"]}");
        line.close();
        line.close();
    }

    @Test
    void anAddressOfIpv6IsPutInBrackets() {
        var link = new HttpBridgeLink("::1", 1, Map.of(), executor);
        assertThat(failure(link.get("/x"))).isInstanceOf(IOException.class);
    }

    private HttpBridgeLink link(Function<Request, Reply> answers, Consumer<Peer> talk) throws IOException {
        bridge = new StubBridge(
                0,
                request -> {
                    requests.add(request);
                    return answers.apply(request);
                },
                talk);
        return new HttpBridgeLink("127.0.0.1", bridge.port(), Map.of("X-API-Key", "secret"), executor);
    }

    private static Function<Request, Reply> upgrade() {
        return request -> Reply.of(101, "");
    }

    private BridgeLink.Listener listener() {
        return new BridgeLink.Listener() {
            @Override
            public void text(String frame) {
                heard.add(frame);
            }

            @Override
            public void ended(String reason) {
                heard.add("ended " + reason);
            }
        };
    }

    private static <T> T result(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, SECONDS);
    }

    private static Throwable failure(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().get(60, SECONDS);
        } catch (ExecutionException e) {
            return Failures.cause(e.getCause());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("it did not fail");
    }
}
