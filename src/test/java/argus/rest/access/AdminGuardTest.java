package argus.rest.access;

import static org.assertj.core.api.Assertions.assertThat;

import argus.config.key.Secret;
import argus.rest.access.AdminGuard.Sender;
import argus.rest.access.AdminGuard.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminGuardTest {
    private static final Optional<Secret> TOKEN = Optional.of(new Secret("open-sesame"));

    @ParameterizedTest
    @CsvSource({
        "Bearer open-sesame, ALLOWED",
        "bearer  open-sesame, ALLOWED",
        "Bearer open-sesam, TOKEN_WRONG",
        "Bearer open-sesame2, TOKEN_WRONG",
        "Bearer OPEN-SESAME, TOKEN_WRONG",
        "Basic open-sesame, TOKEN_MISSING",
        "open-sesame, TOKEN_MISSING",
        ", TOKEN_MISSING"
    })
    void configuredTokenIsAskedForFromEverywhere(String header, Verdict verdict) {
        for (var address : List.of("127.0.0.1", "192.0.2.7")) {
            assertThat(AdminGuard.judge(TOKEN, new Sender(header, address, "localhost", "localhost", null, false)))
                    .isEqualTo(verdict);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.0.1", "::1", "0:0:0:0:0:0:0:1", "0:0:0:0:0:0:0:1%lo"})
    void withoutTokenThisMachineIsEnough(String address) {
        assertThat(local(address, "localhost", null, false)).isEqualTo(Verdict.ALLOWED);
        assertThat(local(address, "[::1]", null, false)).isEqualTo(Verdict.ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7", "2001:db8::1", "127.0.0.1.example.org", "1127.0.0.1", ""})
    void withoutTokenStrangersAreRefused(String address) {
        assertThat(local(address, "localhost", null, false)).isEqualTo(Verdict.NOT_LOCAL);
    }

    @Test
    void proxyOnThisMachineIsNotThisMachine() {
        assertThat(local("127.0.0.1", "localhost", null, true)).isEqualTo(Verdict.NOT_LOCAL);
        assertThat(local("127.0.0.1", "argus.example.org", null, false)).isEqualTo(Verdict.NOT_LOCAL);
    }

    @Test
    void pageOfAnotherOriginInABrowserOnThisMachineIsRefused() {
        assertThat(local("127.0.0.1", "localhost", "https://evil.example", false))
                .isEqualTo(Verdict.NOT_LOCAL);
        assertThat(local("127.0.0.1", "localhost", "http://localhost:3000", false))
                .isEqualTo(Verdict.NOT_LOCAL);
        assertThat(local("127.0.0.1", "localhost", "http://localhost:8765", false))
                .isEqualTo(Verdict.ALLOWED);
        assertThat(local("127.0.0.1", "localhost", "https://localhost:8765", false))
                .isEqualTo(Verdict.ALLOWED);
    }

    private static Verdict local(String address, String host, String origin, boolean forwarded) {
        return AdminGuard.judge(Optional.empty(), new Sender(null, address, host, "localhost:8765", origin, forwarded));
    }
}
