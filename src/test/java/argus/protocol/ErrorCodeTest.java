package argus.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorCodeTest {

    @ParameterizedTest
    @CsvSource({
        "4000, BAD_JSON, no",
        "4003, UNKNOWN_TYPE, no",
        "4006, BAD_REQUEST, no",
        "4010, AUTH_REQUIRED, after_auth",
        "4011, AUTH_FAILED, after_auth",
        "4012, TOKEN_EXPIRED, after_auth",
        "4030, FORBIDDEN_TOPIC, no",
        "4031, FORBIDDEN_ORIGIN, no",
        "4041, UNKNOWN_SYMBOL, no",
        "4042, UNKNOWN_DATA_TYPE, no",
        "4043, UNKNOWN_SUBSCRIPTION, no",
        "4091, EPOCH_CHANGED, yes",
        "4130, FRAME_TOO_LARGE, no",
        "4290, RATE_LIMITED, yes",
        "4291, TOPIC_LIMIT, no",
        "4292, CONNECTION_LIMIT, no",
        "5000, INTERNAL, yes",
        "5030, SOURCE_DOWN, yes",
        "5031, NODE_DRAINING, yes",
    })
    void numberNameAndRetryNeverChange(int number, ErrorCode code, String retry) {
        assertThat(code.number()).isEqualTo(number);
        assertThat(code.retry().wire()).isEqualTo(retry);
        assertThat(code.retryable()).isEqualTo("yes".equals(retry));
        assertThat(code.text()).isNotBlank();
    }

    @Test
    void numbersAreUnique() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::number)).doesNotHaveDuplicates();
    }

    @Test
    void faultWithoutMoreToSaySpeaksInTheDefaultWords() {
        var fault = new ProtocolException(ErrorCode.NODE_DRAINING);
        assertThat(fault.text()).isEqualTo("This node is shutting down");
        assertThat(fault.path()).isNull();
        assertThat(fault.id()).isNull();
        assertThat(fault).hasMessage("NODE_DRAINING: This node is shutting down");
    }

    @Test
    void faultKeepsWhatItKnowsWhenItsMessageIsFound() {
        var fault =
                new ProtocolException(ErrorCode.RATE_LIMITED, "slowly", "$.x", 5L, Map.of("limit", 3)).of(Echo.of(1));
        assertThat(fault).hasMessage("RATE_LIMITED at $.x: slowly");
        assertThat(fault.retryAfterMs()).isEqualTo(5);
        assertThat(fault.details()).containsEntry("limit", 3);
        assertThat(fault.id()).isEqualTo(new Echo("1"));
    }
}
