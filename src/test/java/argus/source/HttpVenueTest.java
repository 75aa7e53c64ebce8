package argus.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.source.FakeHttp.Reply;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpVenueTest {
    private final FakeHttp server = new FakeHttp(request -> Reply.of(200, "hello"));
    private final HttpVenue venue = new HttpVenue(
            new HttpVenue.Terms(
                    Map.of("User-Agent", "argus"),
                    Duration.ofSeconds(5),
                    10,
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(15)),
            Runnable::run);

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<byte[]> get() {
        return venue.get(server.address().resolve("/x?a=b"), "X-Crumb", "c")
                .toCompletableFuture()
                .join();
    }

    private Duration rest() {
        try {
            get();
        } catch (CompletionException e) {
            return ((ThrottledException) e.getCause()).rest();
        }
        throw new AssertionError("it was answered");
    }

    @Test
    void headersGoWithEachRequest() {
        assertThat(HttpVenue.body(get())).asString().isEqualTo("hello");

        var request = server.requests().get(0);
        assertThat(request.path() + request.query()).isEqualTo("/xa=b");
        assertThat(request.headers()).containsEntry("user-agent", "argus").containsEntry("x-crumb", "c");
    }

    @Test
    void theRestGrowsFromOne429ToTheNextUntilItIsAnswered() {
        server.misbehave(Reply.of(429, ""));
        assertThat(rest()).isBetween(Duration.ofSeconds(45), Duration.ofSeconds(75));
        assertThat(rest()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(150));
        for (int i = 0; i < 5; i++) {
            assertThat(rest()).isLessThanOrEqualTo(Duration.ofMinutes(15));
        }
        server.behave();
        get();
        server.misbehave(Reply.of(429, ""));

        assertThat(rest()).isLessThan(Duration.ofSeconds(76));
    }

    @Test
    void aRestThatIsNamedIsKeptUnlessItIsNonsense() {
        server.misbehave(Reply.of(429, "").with("Retry-After", "7"));
        assertThat(rest()).isEqualTo(Duration.ofSeconds(7));
        server.misbehave(Reply.of(429, "").with("Retry-After", "99999"));
        assertThat(rest()).isLessThanOrEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void anAnswerThatIsTooLongIsNotCollected() {
        server.misbehave(Reply.of(200, "more than ten bytes"));

        assertThatThrownBy(this::get).hasCauseInstanceOf(DecodeException.class);
    }

    @Test
    void anotherStatusIsAFailureOfItsBody() {
        server.misbehave(Reply.of(404, "none"));
        var answer = get();

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThatThrownBy(() -> HttpVenue.body(answer)).hasMessageContaining("HTTP 404");
    }

    @Test
    void aCutConnectionIsAFailure() {
        server.misbehave(Reply.CUT);

        assertThatThrownBy(this::get).isInstanceOf(CompletionException.class);
    }
}
