package argus.rest.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerHeadersTest {

    @Test
    void allowedOriginMayRead() {
        var origins = List.of("https://desk.example", "https://other.example");
        assertThat(AnswerHeaders.allowed(origins, "https://desk.example")).contains("https://desk.example");
        assertThat(AnswerHeaders.allowed(origins, "https://evil.example")).isEmpty();
        assertThat(AnswerHeaders.allowed(origins, null)).isEmpty();
    }

    @Test
    void everybodyMayReadWhereAllAreAllowed() {
        assertThat(AnswerHeaders.allowed(List.of("*"), "https://any.example")).contains("*");
        assertThat(AnswerHeaders.allowed(List.of(), "https://any.example")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/health, true",
        "/health/ready, true",
        "/metrics, true",
        "/api/v1/config, true",
        "/api/v1/config/reload, true",
        "/api/v1/drain, true",
        "/api/v1/status, true",
        "/, false",
        "/ws, false",
        "/api/v1/quotes, false",
        "/api/v1/configs, false",
        "/healthy, false",
        "/index.html, false"
    })
    void secondPortIsForWatchingAndOperating(String path, boolean open) {
        assertThat(AdminPortFilter.open(path)).isEqualTo(open);
    }
}
