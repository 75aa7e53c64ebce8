package argus.health;

import static org.assertj.core.api.Assertions.assertThat;

import argus.source.ManualExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PulseTest {
    private final ManualExecutor time = new ManualExecutor(Instant.parse("2026-01-05T01:30:00Z"));
    private final List<CompletableFuture<Void>> probes = new ArrayList<>();
    private final Pulse pulse = new Pulse(this::probe, Duration.ofSeconds(30), time.clock());

    private CompletableFuture<Void> probe() {
        probes.add(new CompletableFuture<>());
        return probes.get(probes.size() - 1);
    }

    @Test
    void slowWorkIsNoDeath() {
        assertThat(pulse.beats()).isTrue();
        time.jump(Duration.ofSeconds(29));
        assertThat(pulse.beats()).isTrue();
        assertThat(probes).hasSize(1);
    }

    @Test
    void workThatIsNotDoneInTimeIsStuck() {
        pulse.beats();
        time.jump(Duration.ofSeconds(30));
        assertThat(pulse.beats()).isFalse();
    }

    @Test
    void doneWorkIsFollowedByTheNextProbe() {
        pulse.beats();
        probes.get(0).complete(null);
        time.jump(Duration.ofSeconds(60));
        assertThat(pulse.beats()).isTrue();
        assertThat(probes).hasSize(2);
    }
}
