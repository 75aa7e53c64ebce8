package argus.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class UpstreamTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualExecutor timers = new ManualExecutor(Instant.parse("2026-03-02T02:00:00Z"));
    private final List<String> states = new ArrayList<>();
    private final List<Instant> made = new ArrayList<>();
    private final Upstream upstream = upstream(timers, 100);

    private Upstream upstream(ManualExecutor executor, int requests) {
        return new Upstream(
                "quotes",
                new Upstream.Terms(requests, SECOND, 3, SECOND, Duration.ofSeconds(20)),
                executor.clock(),
                executor,
                (state, reason) -> states.add(state + " " + reason));
    }

    private CompletionStage<String> answered() {
        made.add(timers.clock().instant());
        return CompletableFuture.completedFuture("answer");
    }

    private CompletionStage<String> failed() {
        made.add(timers.clock().instant());
        return CompletableFuture.supplyAsync(
                () -> {
                    throw new IllegalStateException("no route");
                },
                Runnable::run);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(upstream.ask(this::failed)).isCompletedExceptionally();
        }
    }

    @Test
    void anAnswerIsHandedOverAndTellsOnceThatTheEndpointIsUp() {
        assertThat(upstream.ask(this::answered)).isCompletedWithValue("answer");
        assertThat(upstream.ask(this::answered)).isCompletedWithValue("answer");

        assertThat(states).containsExactly("UP quotes answers");
    }

    @Test
    void itIsLeftAloneAfterFailuresInARowAndTheReasonIsTold() {
        fail(3);

        assertThat(states).containsExactly("DOWN no route");
        assertThatThrownBy(
                        () -> upstream.ask(this::answered).toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(NotAskedException.class)
                .hasMessageContaining("no route");
        assertThat(made).hasSize(3);
    }

    @Test
    void aFailureBetweenAnswersIsNotTheEnd() {
        fail(2);
        upstream.ask(this::answered);
        fail(2);

        assertThat(states).containsExactly("UP quotes answers");
    }

    @Test
    void itIsAskedOnceAfterAWhileAndThenAgainByAll() {
        fail(3);
        timers.jump(Duration.ofMillis(700));
        assertThat(upstream.ask(this::answered)).as("too early").isCompletedExceptionally();

        timers.jump(Duration.ofMillis(600));
        var pending = new CompletableFuture<String>();
        upstream.ask(() -> pending);
        assertThat(upstream.ask(this::answered)).as("a second one").isCompletedExceptionally();
        pending.complete("late");

        assertThat(upstream.ask(this::answered)).isCompletedWithValue("answer");
        assertThat(states).containsExactly("DOWN no route", "UP quotes answers");
    }

    @Test
    void eachTrialThatFailsMakesTheRestLonger() {
        fail(3);
        timers.jump(Duration.ofMillis(1300));
        fail(1);
        timers.jump(Duration.ofMillis(1300));
        assertThat(upstream.ask(this::answered)).isCompletedExceptionally();

        timers.jump(Duration.ofMillis(1300));
        assertThat(upstream.ask(this::answered)).isCompletedWithValue("answer");
    }

    @Test
    void itIsLeftAloneForAsLongAsTheVenueSays() {
        CompletableFuture<String> throttled =
                CompletableFuture.failedFuture(new ThrottledException("429 Too Many Requests", Duration.ofSeconds(60)));
        var first = new CompletableFuture<String>();
        var second = new CompletableFuture<String>();
        upstream.ask(() -> first);
        upstream.ask(() -> second);
        throttled.whenComplete((value, failure) -> first.completeExceptionally(failure));
        throttled.whenComplete((value, failure) -> second.completeExceptionally(failure));

        assertThat(states).containsExactly("DOWN 429 Too Many Requests; left alone for 60 s");
        timers.jump(Duration.ofSeconds(59));
        assertThat(upstream.ask(this::answered)).isCompletedExceptionally();
        timers.jump(Duration.ofSeconds(2));
        assertThat(upstream.ask(this::answered)).isCompletedWithValue("answer");
    }

    @Test
    void neverMoreRequestsAreMadeThanTheQuotaAllowsInAnyStretch() {
        var few = upstream(timers, 5);
        timers.jump(Duration.ofMillis(900));
        var answers = new ArrayList<CompletionStage<String>>();
        for (int i = 0; i < 23; i++) {
            answers.add(few.ask(this::answered));
        }
        timers.advance(Duration.ofSeconds(6));

        assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompletedWithValue("answer"));
        for (int i = 5; i < made.size(); i++) {
            assertThat(Duration.between(made.get(i - 5), made.get(i))).isGreaterThanOrEqualTo(SECOND);
        }
    }

    @Test
    void whatWaitsForItsTurnIsNotAskedOnceTheVenueIsLeftAlone() {
        var few = upstream(timers, 1);
        few.ask(() -> CompletableFuture.failedFuture(new ThrottledException("slow down", Duration.ofMinutes(1))));
        var waiting = upstream(timers, 1);
        var pending = new CompletableFuture<String>();
        waiting.ask(() -> pending);
        var second = waiting.ask(this::answered);
        pending.completeExceptionally(new ThrottledException("slow down", Duration.ofMinutes(1)));
        timers.jump(Duration.ofSeconds(2));

        assertThat(second).isCompletedExceptionally();
        assertThat(made).isEmpty();
    }

    @Test
    void itIsTriedAgainWhereNoLaterRequestMakesUpForIt() {
        var answer = upstream.askAgain(() -> made.size() < 2 ? failed() : answered());
        assertThat(made).hasSize(1);
        timers.advance(Duration.ofSeconds(5));

        assertThat(answer).isCompletedWithValue("answer");
        assertThat(made).hasSize(3);
    }

    @Test
    void itIsNotTriedAgainWhereThatCannotHelp() {
        var answer = upstream.askAgain(() -> {
            made.add(timers.clock().instant());
            throw new DecodeException("not a quote");
        });
        timers.advance(Duration.ofSeconds(5));

        assertThat(answer).isCompletedExceptionally();
        assertThat(made).hasSize(1);
    }

    @Test
    void aRequestWithoutAnEndCountsAsFailed() {
        var last = new CompletableFuture<String>();
        upstream.ask(() -> last);
        var asked = upstream.ask(CompletableFuture<String>::new);
        timers.jump(Duration.ofSeconds(50));
        assertThat(asked).isNotDone();
        last.complete("late, but there");
        timers.jump(Duration.ofSeconds(11));

        assertThatThrownBy(() -> asked.toCompletableFuture().join()).hasMessageContaining("no answer for 60 s");
        fail(2);
        assertThat(states).containsExactly("UP quotes answers", "DOWN no route");
    }

    @Test
    void theTrialOfAnEndpointThatIsLeftAloneHasAnEnd() {
        fail(3);
        timers.advance(Duration.ofSeconds(2));
        var trial = upstream.ask(CompletableFuture<String>::new);
        assertThat(upstream.ask(this::answered)).isCompletedExceptionally();
        timers.jump(Duration.ofSeconds(61));
        assertThat(trial).isCompletedExceptionally();
        timers.jump(Duration.ofSeconds(20));

        assertThat(upstream.ask(this::answered)).isCompletedWithValue("answer");
    }

    @Test
    void whoAsksIsAnsweredThoughWhoIsToldFails() {
        var broken = new Upstream(
                "quotes",
                new Upstream.Terms(100, SECOND, 1, SECOND, SECOND),
                timers.clock(),
                timers,
                (state, reason) -> {
                    throw new IllegalStateException("cannot be told");
                });

        assertThat(broken.ask(this::answered)).isCompletedWithValue("answer");
        assertThat(broken.ask(this::failed)).isCompletedExceptionally();
    }

    @Test
    void aRequestThatCannotBeWatchedFails() {
        timers.shutdown();

        assertThat(upstream.ask(CompletableFuture<String>::new)).isCompletedExceptionally();
    }

    @Test
    void aConnectionThatBrokeIsToldAndItsReturnToo() {
        upstream.ask(this::answered);
        upstream.lost("closed by the venue");
        upstream.ask(this::answered);

        assertThat(states).containsExactly("UP quotes answers", "DOWN closed by the venue", "UP quotes answers");
    }

    @Test
    void whatWaitsWhenTheServiceEndsIsNotAsked() {
        var few = upstream(timers, 1);
        few.ask(this::answered);
        timers.shutdown();

        assertThat(few.ask(this::answered)).isCompletedExceptionally();
    }

    @Test
    void aQuotaOfNothingIsRefused() {
        assertThatThrownBy(() -> new Quota(0, SECOND, timers.clock())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void waitsGrowAboutTwofoldUpToTheLongest() {
        var backoff = new Backoff(SECOND, Duration.ofSeconds(30));

        assertThat(backoff.after(1)).isBetween(Duration.ofMillis(750), Duration.ofMillis(1250));
        assertThat(backoff.after(3)).isBetween(Duration.ofMillis(3000), Duration.ofMillis(5000));
        assertThat(backoff.after(100_000)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aFrameIsShownByItsBeginning() {
        assertThat(DecodeException.shown(new byte[] {1, (byte) 0xab})).isEqualTo("01ab");
        assertThat(DecodeException.shown(new byte[100]))
                .hasSize(128 + "… (100 bytes)".length())
                .endsWith("… (100 bytes)");
        assertThat(new DecodeException("price", new ArithmeticException())).hasMessage("price");
    }
}
