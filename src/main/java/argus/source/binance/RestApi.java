package argus.source.binance;

import argus.model.BarPeriod;
import argus.source.BoundedBody;
import argus.source.SourceState;
import argus.source.ThrottledException;
import argus.source.Upstream;
import argus.source.binance.wire.BookSnapshot;
import argus.source.binance.wire.Frame.Candle;
import argus.source.binance.wire.PairInfo;
import argus.source.binance.wire.RestDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Binance's REST interface within its quota: left alone after failures, and for as long as it says after 429 (too many
 * requests) and 418 (banned for a while). Thread-safe; a request ends with a time-out at the latest.
 */
final class RestApi {
    private static final int OK = 200;
    private static final int CLIENT_FAULT = 400;
    private static final int NOT_FOUND = 404;
    private static final int BANNED = 418;
    private static final int TOO_MANY = 429;
    private static final Duration REST_WITHOUT_WORD = Duration.ofMinutes(1);
    private static final long LONGEST_REST_SECONDS = 3L * 24 * 3600;
    /** The list of all pairs has some 15 MB. */
    private static final int LONGEST_ANSWER = 64 << 20;

    private final BinanceSettings settings;
    private final HttpClient http;
    private final Clock clock;
    private final Upstream upstream;

    /** An answer, whatever its status. */
    private record Answer(int status, String text) {}

    RestApi(
            BinanceSettings settings,
            HttpClient http,
            Clock clock,
            ScheduledExecutorService timers,
            BiConsumer<SourceState, String> states) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
        var terms = new Upstream.Terms(
                settings.requestsPerMinute(),
                Duration.ofMinutes(1),
                settings.attempts(),
                settings.retryDelay(),
                BinanceSettings.LONGEST_DELAY);
        upstream = new Upstream("REST of Binance", terms, clock, timers, states);
    }

    CompletionStage<List<PairInfo>> pairs() {
        return get("/api/v3/exchangeInfo?symbolStatus=TRADING&showPermissionSets=false", RestDecoder::pairs);
    }

    CompletionStage<BookSnapshot> depth(String pair) {
        return get("/api/v3/depth?symbol=" + pair + "&limit=" + settings.snapshotLevels(), RestDecoder::depth);
    }

    CompletionStage<List<Candle>> klines(String pair, BarPeriod period, int limit) {
        var interval = interval(period);
        return get(
                "/api/v3/klines?symbol=" + pair + "&interval=" + interval + "&limit=" + limit,
                text -> RestDecoder.klines(text, pair, interval, clock.instant()));
    }

    /** Binance's name of a period; ours are the same where both have it. */
    static String interval(BarPeriod period) {
        return period.wire();
    }

    private <T> CompletionStage<T> get(String path, Function<String, T> decoder) {
        return upstream.ask(() -> send(path)).thenApply(answer -> {
            if (answer.status() != OK) {
                throw new IllegalStateException(fault(path, answer));
            }
            return decoder.apply(answer.text());
        });
    }

    private CompletionStage<Answer> send(String path) {
        var request = HttpRequest.newBuilder(settings.request(path))
                .timeout(settings.timeout())
                .header("Accept", "application/json")
                .build();
        return http.sendAsync(
                        request,
                        head -> BodySubscribers.mapping(
                                new BoundedBody(LONGEST_ANSWER), bytes -> new String(bytes, StandardCharsets.UTF_8)))
                .thenApply(response -> {
                    var answer = new Answer(response.statusCode(), response.body());
                    int status = answer.status();
                    if (status == TOO_MANY || status == BANNED) {
                        throw new ThrottledException(fault(path, answer), rest(response));
                    }
                    // what is asked wrongly is our fault and says nothing of the venue
                    if (status != OK && status != CLIENT_FAULT && status != NOT_FOUND) {
                        throw new IllegalStateException(fault(path, answer));
                    }
                    return answer;
                });
    }

    private static String fault(String path, Answer answer) {
        return "HTTP " + answer.status() + " for " + path.replaceFirst("\\?.*", "")
                + RestDecoder.fault(answer.text()).map(words -> ": " + words).orElse("");
    }

    private static Duration rest(HttpResponse<String> response) {
        try {
            return response.headers()
                    .firstValue("Retry-After")
                    .map(seconds -> Duration.ofSeconds(
                            Math.max(1, Math.min(Long.parseLong(seconds.strip()), LONGEST_REST_SECONDS))))
                    .orElse(REST_WITHOUT_WORD);
        } catch (NumberFormatException e) {
            return REST_WITHOUT_WORD;
        }
    }
}
