package argus.feed;

import static org.assertj.core.api.Assertions.assertThat;

import argus.source.SourceState;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadinessTest {
    private final SmallHouse house = new SmallHouse();

    @Test
    void nodeIsNotReadyBeforeItsSourcesHaveConnected() {
        assertThat(house.readiness.ready()).isFalse();
        assertThat(house.readiness.obstacles()).containsExactly("source script is CONNECTING: not started");
    }

    @ParameterizedTest
    @EnumSource(names = {"UP", "STALE"})
    void nodeIsReadyWhileItsSourcesAreConnected(SourceState state) {
        house.source.state(state, "");
        assertThat(house.readiness.ready()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECTING", "DOWN", "STOPPED"})
    void nodeIsNotReadyWhenASourceIsNotConnected(SourceState state) {
        house.source.state(state, "refused");
        assertThat(house.readiness.obstacles()).containsExactly("source script is " + state + ": refused");
    }

    @Test
    void drainingNodeIsNotReady() {
        house.source.state(SourceState.UP, "");
        house.sessions.drain(Duration.ofSeconds(5), Duration.ofSeconds(5));
        assertThat(house.readiness.obstacles()).containsExactly("the node is shutting down");
    }
}
