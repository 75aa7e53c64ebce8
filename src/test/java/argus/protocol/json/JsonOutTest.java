package argus.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonOutTest {
    private final StringBuilder text = new StringBuilder();
    private final JsonOut out = new JsonOut(text);

    @Test
    void membersAreSeparatedAndNullsLeftOut() {
        out.object()
                .member("a", null)
                .member("b", "x{")
                .raw("c", null)
                .raw("d", "7")
                .object("e")
                .endObject()
                .array("f")
                .object()
                .member("g", true)
                .endObject()
                .object()
                .endObject()
                .endArray()
                .member("h", 1)
                .endObject();
        assertThat(text).hasToString("{\"b\":\"x{\",\"d\":7,\"e\":{},\"f\":[{\"g\":true},{}],\"h\":1}");
    }

    @Test
    void everyPlainValueHasItsSpelling() {
        out.object()
                .member("strings", List.of("a", new StringBuilder("b")))
                .member("numbers", List.of(1, 2L, new BigDecimal("1E+2"), 0.1, 1e-7, 1e21))
                .member("time", Instant.parse("2026-01-05T01:30:00.120Z"))
                .member("map", Map.of("list", List.of(List.of(), Map.of())))
                .endObject();
        assertThat(text)
                .hasToString("{\"strings\":[\"a\",\"b\"],\"numbers\":[1,2,100,0.1,0.00000010,1000000000000000000000],"
                        + "\"time\":\"2026-01-05T01:30:00.120Z\",\"map\":{\"list\":[[],{}]}}");
    }

    @Test
    void nullsInsideAMapAreLeftOut() {
        var map = new HashMap<String, Object>();
        map.put("none", null);
        map.put("one", 1);
        out.object().member("map", map).endObject();
        assertThat(text).hasToString("{\"map\":{\"one\":1}}");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void numberThatIsNotFiniteIsRefused(double number) {
        assertThatThrownBy(() -> out.object().member("n", number)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anyOtherValueIsRefused() {
        assertThatThrownBy(() -> out.object().member("d", Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> out.object().member("d", Arrays.asList(1, null)))
                .isInstanceOf(NullPointerException.class);
    }
}
