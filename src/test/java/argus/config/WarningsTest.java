package argus.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarningsTest {
    private static final Map<String, String> QUIET = Map.of(
            "WEBSOCKET_HOST", "127.0.0.1",
            "argus.security.allowed-origins", "https://desk.example");

    @Test
    void defaultsAreOpenToTheWorld() {
        assertThat(ArgusConfig.of(Map.of()).warnings())
                .hasSize(2)
                .anySatisfy(warning -> assertThat(warning).contains("authentication is off", "0.0.0.0"))
                .anySatisfy(warning -> assertThat(warning).contains("allowed-origins is *"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "localhost", "::1", "[::1]", "LOCALHOST"})
    void loopbackWithChosenOriginsIsQuiet(String host) {
        assertThat(with(Map.of("WEBSOCKET_HOST", host))).isEmpty();
    }

    @Test
    void openAdminPortIsWarnedOf() {
        assertThat(with(Map.of("METRICS_HOST", "0.0.0.0")))
                .singleElement()
                .asString()
                .contains("METRICS_HOST 0.0.0.0");
        assertThat(with(Map.of("METRICS_HOST", "0.0.0.0", "METRICS_PORT", "-1")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "please-change-this-token", "your-secret-token-here", "a-default-long-token-0"})
    void guessableTokenIsWarnedOf(String token) {
        assertThat(with(Map.of("argus.security.auth-token", token)))
                .anySatisfy(warning ->
                        assertThat(warning).contains("can be guessed").doesNotContain(token));
    }

    @Test
    void tokenNobodyAsksForIsWarnedOf() {
        assertThat(with(Map.of("argus.security.auth-token", "Zq8-kP0v_73hfTa2-Lw")))
                .singleElement()
                .asString()
                .contains("not asked for");
    }

    @Test
    void routesWithoutEffectAreWarnedOf() {
        assertThat(with(Map.of("argus.datasource.source-type", "mock", "argus.datasource.routes", "* -> recorded")))
                .singleElement()
                .asString()
                .contains("argus.datasource.routes has no effect");
    }

    private static List<String> with(Map<String, String> more) {
        var values = new HashMap<>(QUIET);
        values.putAll(more);
        return ArgusConfig.of(values).warnings();
    }
}
