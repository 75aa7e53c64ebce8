package argus.source.qmt;

import argus.source.Failures;
import argus.source.SourceState;
import argus.source.Upstream;
import argus.source.qmt.link.BridgeLink;
import argus.source.qmt.link.BridgeRefusal;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

/**
 * What is asked of a bridge over HTTP, whatever for: within its quota, and not while it is left alone because it did not answer. Thread-safe;
 * nothing here throws or waits, and each request ends.
 */
final class BridgeRequests {
    private static final int REQUESTS_A_SECOND = 20;

    private final BridgeLink link;
    private final Upstream upstream;

    BridgeRequests(BridgeLink link, QmtSettings settings, Clock clock, ScheduledExecutorService executor) {
        this.link = link;
        var terms = new Upstream.Terms(
                REQUESTS_A_SECOND,
                Duration.ofSeconds(1),
                settings.attempts(),
                settings.retryDelay(),
                QmtSettings.LONGEST_DELAY);
        upstream = new Upstream("the bridge", terms, clock, executor, (SourceState state, String reason) -> {});
    }

    /** Fails as {@link BridgeLink#get} does, and with {@link argus.source.NotAskedException}. */
    CompletionStage<String> get(String path) {
        return upstream.ask(() -> answered(link.get(path))).thenCompose(Function.identity());
    }

    /** A refusal is an answer: whoever asked for it may wait, but what else is asked need not. */
    private static CompletionStage<CompletionStage<String>> answered(CompletionStage<String> request) {
        return request.handle((text, failure) -> {
            if (failure == null || Failures.cause(failure) instanceof BridgeRefusal) {
                return request;
            }
            throw new CompletionException(Failures.cause(failure));
        });
    }
}
