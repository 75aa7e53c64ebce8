package argus.source;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The discipline towards one endpoint of a venue: its quota is never exceeded; after failures in a row it is left alone for
 * longer and longer and then asked once to see; after {@link ThrottledException} for as long as it says. Thread-safe; nothing here waits.
 */
public final class Upstream {
    private static final int ALL_PERCENT = 100;

    /** A request that has not ended by then, whatever its own time-out says, never will. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final String name;
    private final Quota quota;
    private final ScheduledExecutorService timers;
    private final BiConsumer<SourceState, String> states;
    private final CircuitBreaker breaker;
    private final Retry retry;
    private @Nullable SourceState told;
    private volatile String trouble = "";

    /**
     * What an endpoint bears.
     *
     * @param requests at most so many, one or more,
     * @param per in any stretch of this length
     * @param attempts after so many failures in a row it counts as down; none means one
     * @param retryDelay about the wait before the first new attempt
     * @param longestDelay no wait between attempts is longer
     */
    public record Terms(int requests, Duration per, int attempts, Duration retryDelay, Duration longestDelay) {
        int failures() {
            return Math.max(1, attempts);
        }
    }

    /**
     * @param name of the endpoint, for people
     * @param states is told {@code UP} when it answers, and {@code DOWN} with the reason when it is left alone
     */
    public Upstream(
            String name,
            Terms terms,
            Clock clock,
            ScheduledExecutorService timers,
            BiConsumer<SourceState, String> states) {
        this.name = name;
        this.timers = timers;
        this.states = states;
        quota = new Quota(terms.requests(), terms.per(), clock);
        var backoff = new Backoff(terms.retryDelay(), terms.longestDelay());
        breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .clock(clock)
                        .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(terms.failures())
                        .minimumNumberOfCalls(terms.failures())
                        .failureRateThreshold(ALL_PERCENT)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitIntervalFunctionInOpenState(backoff.waits())
                        .build());
        retry = Retry.of(
                name,
                RetryConfig.custom()
                        .maxAttempts(terms.failures())
                        .intervalFunction(backoff.waits())
                        .retryOnException(failure -> !(failure instanceof NotAskedException)
                                && !(failure instanceof ThrottledException)
                                && !(failure instanceof DecodeException))
                        .build());
    }

    /**
     * Makes a request when its turn has come, on the caller's thread if that is now. It fails with
     * {@link NotAskedException} while the endpoint is left alone.
     *
     * @param request begins it; counts as failed when what it returns has not ended after a minute
     */
    public <T> CompletionStage<T> ask(Supplier<? extends CompletionStage<T>> request) {
        if (!breaker.tryAcquirePermission()) {
            return CompletableFuture.failedFuture(notAsked());
        }
        var answer = new CompletableFuture<T>();
        var wait = quota.reserve();
        if (wait.isZero()) {
            begin(request, answer);
        } else {
            later(wait, request, answer);
        }
        return answer;
    }

    /** As {@link #ask}, and again after each failure but the last that is allowed: for what no later request makes up for. */
    public <T> CompletionStage<T> askAgain(Supplier<? extends CompletionStage<T>> request) {
        return Retry.decorateCompletionStage(retry, timers, () -> ask(request)).get();
    }

    /** Says that a connection which this endpoint had granted broke; the next success tells that it is up again. */
    public void lost(String reason) {
        trouble = reason;
        tell(SourceState.DOWN, reason);
    }

    private <T> void later(Duration wait, Supplier<? extends CompletionStage<T>> request, CompletableFuture<T> answer) {
        try {
            var turn = timers.schedule(() -> begin(request, answer), wait.toMillis() + 1, TimeUnit.MILLISECONDS);
            answer.whenComplete((value, failure) -> turn.cancel(false));
        } catch (RejectedExecutionException e) {
            breaker.releasePermission();
            answer.completeExceptionally(new NotAskedException(name + " is not asked any more: " + e.getMessage()));
        }
    }

    private <T> void begin(Supplier<? extends CompletionStage<T>> request, CompletableFuture<T> answer) {
        if (breaker.getState() == CircuitBreaker.State.OPEN) {
            breaker.releasePermission();
            answer.completeExceptionally(notAsked());
            return;
        }
        long began = breaker.getCurrentTimestamp();
        inTime(started(request)).whenComplete((value, failure) -> {
            long took = breaker.getCurrentTimestamp() - began;
            var cause = failure == null ? null : Failures.cause(failure);
            try {
                if (cause == null) {
                    breaker.onSuccess(took, breaker.getTimestampUnit());
                    tell(SourceState.UP, name + " answers");
                } else {
                    failed(took, cause);
                }
            } finally { // whoever is told of states, the asker waits for the answer
                if (cause == null) {
                    answer.complete(value);
                } else {
                    answer.completeExceptionally(cause);
                }
            }
        });
    }

    /** The same answer, or a failure if there is none after a long time: nobody would ask again, or be let to. */
    private <T> CompletionStage<T> inTime(CompletionStage<T> answer) {
        var ended = new CompletableFuture<T>();
        answer.whenComplete((value, failure) -> {
            if (failure == null) {
                ended.complete(value);
            } else {
                ended.completeExceptionally(failure);
            }
        });
        if (!ended.isDone()) {
            try {
                Runnable late = () -> ended.completeExceptionally(
                        new TimeoutException("no answer for " + LONGEST.toSeconds() + " s"));
                var limit = timers.schedule(late, LONGEST.toMillis(), TimeUnit.MILLISECONDS);
                ended.whenComplete((value, failure) -> limit.cancel(false));
            } catch (RejectedExecutionException e) {
                ended.completeExceptionally(e); // the service ends
            }
        }
        return ended;
    }

    private static <T> CompletionStage<T> started(Supplier<? extends CompletionStage<T>> request) {
        try {
            return request.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void failed(long took, Throwable failure) {
        trouble = Failures.words(failure);
        breaker.onError(took, breaker.getTimestampUnit(), failure);
        if (failure instanceof ThrottledException throttled) {
            breaker.transitionToOpenStateFor(throttled.rest());
            tell(
                    SourceState.DOWN,
                    trouble + "; left alone for " + throttled.rest().toSeconds() + " s");
        } else if (breaker.getState() == CircuitBreaker.State.OPEN) {
            tell(SourceState.DOWN, trouble);
        }
    }

    private NotAskedException notAsked() {
        return new NotAskedException(name + " is left alone for a while: " + trouble);
    }

    private void tell(SourceState state, String reason) {
        synchronized (this) {
            if (told == state) {
                return;
            }
            told = state;
        }
        states.accept(state, reason);
    }
}
