package argus.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The JavaScript client in Node, against the real server: {@code clients/js/test/server}. */
@ExtendWith(ServiceAddress.class)
class JsClientIT {

    @Test
    void itWorksWithTheRealServer(URI service) throws Exception {
        assertThat(NodeTests.run("server", Map.of("ARGUS_URL", service.toString()), Duration.ofMinutes(4)))
                .isGreaterThan(7);
    }
}
