package argus.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Fetches from a venue over HTTP: answers have a time and a length they may not exceed, and 429 becomes a
 * {@link ThrottledException} with a rest that grows from one to the next. Thread-safe; nothing here waits.
 */
public final class HttpVenue {
    private static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;

    private final HttpClient client;
    private final Terms terms;
    private final Backoff rests;
    private final AtomicInteger throttled = new AtomicInteger();

    /**
     * How a venue is talked to.
     *
     * @param headers sent with each request
     * @param timeout for connecting, and for each answer
     * @param maxBytes no answer is longer
     * @param firstRest about the rest after a 429 that names none; twice as long after each further one,
     * @param longestRest up to this
     */
    public record Terms(
            Map<String, String> headers, Duration timeout, int maxBytes, Duration firstRest, Duration longestRest) {
        public Terms {
            headers = Map.copyOf(headers);
        }
    }

    /** @param executor runs what follows an answer */
    public HttpVenue(Terms terms, Executor executor) {
        this.terms = terms;
        rests = new Backoff(terms.firstRest(), terms.longestRest());
        client = HttpClient.newBuilder()
                .executor(executor)
                .connectTimeout(terms.timeout())
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /** Fetches with further headers, {@code name, value, name, value}. Any answer but a 429 is given as it is. */
    public CompletionStage<HttpResponse<byte[]>> get(URI address, String... headers) {
        var request = HttpRequest.newBuilder(address).timeout(terms.timeout());
        terms.headers().forEach(request::setHeader);
        for (int i = 0; i + 1 < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return client.sendAsync(request.build(), head -> new BoundedBody(terms.maxBytes()))
                .thenApply(this::unlessThrottled);
    }

    /** The body of an answer with status 200; any other status is a failure that tells it. */
    public static byte[] body(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != OK) {
            throw new UncheckedIOException(new IOException(
                    "HTTP " + answer.statusCode() + " from " + answer.uri().getHost()));
        }
        return answer.body();
    }

    private HttpResponse<byte[]> unlessThrottled(HttpResponse<byte[]> answer) {
        if (answer.statusCode() == TOO_MANY_REQUESTS) {
            var told = retryAfter(answer.headers().firstValue("Retry-After").orElse(""));
            var grown = rests.after(throttled.incrementAndGet());
            throw new ThrottledException(
                    "HTTP 429 from " + answer.uri().getHost(),
                    told == null || told.compareTo(terms.longestRest()) > 0 ? grown : told);
        }
        throttled.set(0);
        return answer;
    }

    /** In seconds; a date, which nobody sends with a 429, counts as nothing. */
    private static @Nullable Duration retryAfter(String text) {
        return text.matches("\\d{1,5}") ? Duration.ofSeconds(Long.parseLong(text)) : null;
    }
}
