package argus.source.yahoo;

import argus.source.DecodeException;
import argus.source.Failures;
import argus.source.HttpVenue;
import argus.source.Quota;
import argus.source.SourceState;
import argus.source.Upstream;
import argus.source.yahoo.wire.Chart;
import argus.source.yahoo.wire.ChartDecoder;
import argus.source.yahoo.wire.QuoteRow;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the HTTP services of Yahoo: the first host, and the next one where it fails. Quotes need a cookie and a crumb, which
 * are fetched when they are needed and once more when they are refused. Thread-safe; nothing here waits.
 */
final class YahooHttp {
    private static final int NOT_FOUND = 404;
    private static final int UNFIT = 422;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int LONGEST_CRUMB = 64;

    private final YahooSettings settings;
    private final ScheduledExecutorService timers;
    private final HttpVenue http;
    private final Quota budget;
    private final List<Host> hosts = new ArrayList<>();
    private volatile @Nullable Pass pass;

    /** A host with what it bears. */
    private record Host(URI address, Upstream upstream) {}

    /** What quotes are allowed by; the two belong together. */
    private record Pass(String cookie, String crumb) {}

    /** Quotes are refused in spite of a new crumb. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /** @param states is told the address of a host that is left alone with the reason, and of one that answers with none */
    YahooHttp(YahooSettings settings, Clock clock, ScheduledExecutorService timers, BiConsumer<URI, String> states) {
        this.settings = settings;
        this.timers = timers;
        http = new HttpVenue(settings.http(), timers);
        budget = new Quota(1, settings.requestInterval(), clock);
        for (var address : settings.hosts()) {
            hosts.add(new Host(
                    address,
                    new Upstream(
                            "Yahoo at " + address.getHost(),
                            settings.terms(),
                            clock,
                            timers,
                            (state, reason) -> states.accept(address, state == SourceState.UP ? "" : reason))));
        }
    }

    /** The bars of a symbol and its present figures; empty where Yahoo does not know it. */
    CompletionStage<Optional<Chart>> chart(String name, String range, String interval) {
        var path = "/v8/finance/chart/" + encoded(name) + "?range=" + range + "&interval=" + interval;
        return ask(host -> http.get(host.resolve(path)).thenApply(answer -> {
            boolean unknown = answer.statusCode() == NOT_FOUND || answer.statusCode() == UNFIT;
            return ChartDecoder.decode(unknown ? answer.body() : HttpVenue.body(answer));
        }));
    }

    /** The figures of some symbols, in any order; those that Yahoo does not know are missing. */
    CompletionStage<List<QuoteRow>> quotes(List<String> names) {
        var symbols = names.stream().map(YahooHttp::encoded).collect(Collectors.joining(","));
        return withPass(symbols, pass == null);
    }

    private CompletionStage<List<QuoteRow>> withPass(String symbols, boolean renewed) {
        return pass().thenCompose(granted -> ask(host -> http.get(
                                host.resolve(
                                        "/v7/finance/quote?symbols=" + symbols + "&crumb=" + encoded(granted.crumb())),
                                "Cookie",
                                granted.cookie())
                        .thenApply(YahooHttp::unlessRefused))
                .thenCompose(answer -> {
                    if (answer.isPresent()) {
                        return CompletableFuture.completedFuture(QuoteRow.decode(answer.get()));
                    }
                    pass = null;
                    return renewed
                            ? CompletableFuture.failedFuture(
                                    new RefusedException("quotes are refused in spite of a new crumb"))
                            : withPass(symbols, true);
                }));
    }

    /** Empty where cookie or crumb are refused: an answer, not a failure of the host. */
    private static Optional<byte[]> unlessRefused(HttpResponse<byte[]> answer) {
        boolean refused = answer.statusCode() == UNAUTHORIZED || answer.statusCode() == FORBIDDEN;
        return refused ? Optional.empty() : Optional.of(HttpVenue.body(answer));
    }

    private CompletionStage<Pass> pass() {
        var known = pass;
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        return inTurn(() -> http.get(settings.cookie())).thenCompose(answer -> {
            var cookie = answer.headers().allValues("Set-Cookie").stream()
                    .map(text -> text.split(";", 2)[0])
                    .collect(Collectors.joining("; "));
            if (cookie.isEmpty()) {
                throw new RefusedException("no cookie from " + settings.cookie().getHost());
            }
            return ask(host -> http.get(host.resolve("/v1/test/getcrumb"), "Cookie", cookie)
                            .thenApply(HttpVenue::body))
                    .thenApply(body -> granted(cookie, new String(body, StandardCharsets.UTF_8).strip()));
        });
    }

    private Pass granted(String cookie, String crumb) {
        if (crumb.isEmpty() || crumb.length() > LONGEST_CRUMB || crumb.matches(".*[<{\\s].*")) {
            throw new DecodeException("no crumb: " + crumb.substring(0, Math.min(LONGEST_CRUMB, crumb.length())));
        }
        var granted = new Pass(cookie, crumb);
        pass = granted;
        return granted;
    }

    private <T> CompletionStage<T> ask(Function<URI, CompletionStage<T>> request) {
        return ask(0, request);
    }

    private <T> CompletionStage<T> ask(int index, Function<URI, CompletionStage<T>> request) {
        var host = hosts.get(index);
        return inTurn(() -> host.upstream().ask(() -> request.apply(host.address())))
                .handle((value, failure) -> {
                    if (failure == null
                            || index + 1 == hosts.size()
                            || Failures.cause(failure) instanceof DecodeException) {
                        return failure == null
                                ? CompletableFuture.<T>completedFuture(value)
                                : CompletableFuture.<T>failedFuture(Failures.cause(failure));
                    }
                    return ask(index + 1, request);
                })
                .thenCompose(Function.identity());
    }

    /** Begins a request when the budget has room for it. */
    private <T> CompletionStage<T> inTurn(Supplier<CompletionStage<T>> request) {
        var turn = new CompletableFuture<Void>();
        try {
            timers.schedule(() -> turn.complete(null), budget.reserve().toMillis() + 1, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
        return turn.thenCompose(begun -> request.get());
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
