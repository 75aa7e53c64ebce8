package argus.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The JavaScript client by itself: its own tests, the last of them against a server that says what it is told to. */
class JsClientTest {

    @Test
    void itsOwnTestsPass() throws Exception {
        assertThat(NodeTests.run("", Map.of(), Duration.ofMinutes(2))).isGreaterThan(90);
    }
}
