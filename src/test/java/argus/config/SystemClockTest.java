package argus.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SystemClockTest {
    @Test
    void runsInUtcWithTheSystem() {
        var before = Instant.now();

        assertThat(SystemClock.utc().instant()).isBetween(before, Instant.now());
        assertThat(SystemClock.utc().getZone()).isEqualTo(ZoneOffset.UTC);
    }
}
