package argus.config.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinanceKeysTest {

    @Test
    void streamsAreReachedByWebSocket() {
        assertThat(BinanceKeys.STREAM_URL.type().parse("wss://stream.example:9443"))
                .isEqualTo("wss://stream.example:9443");
        assertThatThrownBy(() -> BinanceKeys.STREAM_URL.type().parse("https://stream.example"))
                .hasMessage("allowed is an address that begins with ws:// or wss://");
    }

    @Test
    void historyIsAListOfPeriods() {
        assertThat(BinanceKeys.HISTORY.type().parse("1m, 1h,1M")).containsExactly("1m", "1h", "1M");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5s", "1y", "1m;1h", "1H"})
    void periodsThatBinanceDoesNotHaveAreRefused(String text) {
        assertThatThrownBy(() -> BinanceKeys.HISTORY.type().parse(text))
                .hasMessage("allowed is periods such as 1m, 15m, 1h, 1d");
    }
}
