package argus.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import argus.config.ArgusConfig;
import argus.protocol.Agreement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DoorSettingsTest {
    private final AtomicReference<ArgusConfig> config = new AtomicReference<>(ArgusConfig.of(Map.of()));
    private final DoorSettings settings = new DoorSettings(config::get, "1.2.3", "node-1");

    @Test
    void limitsThatChangeWhileRunningHoldAtTheDoorAtOnce() {
        change("server.max-connections", "7");
        assertThat(settings.maxConnections()).isEqualTo(7);

        change("security.rate-limit", "5");
        assertThat(settings.rateLimit()).isEqualTo(5);

        change("security.rate-limit-window", "250ms");
        assertThat(settings.rateWindow()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void aNewcomerIsWelcomedWithTheLimitsOfTheMoment() {
        config.set(ArgusConfig.of(Map.of(
                "argus.server.max-subscriptions-per-client", "3",
                "argus.security.rate-limit", "5",
                "argus.security.rate-limit-window", "2s")));

        var welcome = settings.welcome("c-1");

        assertThat(welcome.maxSubscriptions()).isEqualTo(3);
        assertThat(welcome.limits())
                .isEqualTo(Map.of("max_message_size", 1_048_576, "rate_limit", 5, "rate_limit_window_ms", 2_000L));
        assertThat(welcome.protocolVersion()).isEqualTo(Agreement.CURRENT_VERSION);
    }

    @Test
    void onlyAllowedOriginsComeInAndClientsThatNameNone() {
        assertThat(settings.allows("https://anywhere.example")).isTrue();

        change("security.allowed-origins", "https://desk.example,https://wall.example");

        assertThat(settings.allows("https://wall.example")).isTrue();
        assertThat(settings.allows("https://other.example")).isFalse();
        assertThat(settings.allows(null)).isTrue();
    }

    private void change(String name, String value) {
        config.set(ArgusConfig.of(Map.of("argus." + name, value)));
    }
}
