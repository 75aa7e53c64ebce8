package argus.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TurnstileTest {

    @Test
    void soManyAreLetThroughAtOnceAndOneWhoseTimeIsUpGoesWithoutAPlace() {
        var turnstile = new Turnstile(2, Duration.ZERO);
        assertThat(turnstile.enter()).isTrue();
        assertThat(turnstile.enter()).isTrue();
        assertThat(turnstile.enter()).isFalse();
        turnstile.leave();
        assertThat(turnstile.enter()).isTrue();
        assertThat(turnstile.enter()).isFalse();
    }

    @Test
    void whoeverWaitsIsLetThroughWhenAPlaceIsFree() {
        var turnstile = new Turnstile(1, Duration.ofMinutes(1));
        turnstile.enter();
        var next = CompletableFuture.supplyAsync(turnstile::enter);
        turnstile.leave();
        assertThat(next.join()).isTrue();
    }

    @Test
    void anInterruptEndsTheWait() {
        var turnstile = new Turnstile(1, Duration.ofMinutes(1));
        Thread.currentThread().interrupt();
        assertThat(turnstile.enter()).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }
}
