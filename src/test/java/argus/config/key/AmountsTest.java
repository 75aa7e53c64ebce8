package argus.config.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {
    @ParameterizedTest
    @CsvSource({
        "20s,PT20S",
        "500ms,PT0.5S",
        "1m,PT1M",
        "2min,PT2M",
        "1.5h,PT1H30M",
        "1d,PT24H",
        "PT20S,PT20S",
        "pt1m,PT1M",
        "1.0,PT1S",
        "0.25,PT0.25S",
        "7us,PT0.000007S",
        "9 NS,PT0.000000009S",
        "0,PT0S"
    })
    void durationIsRead(String text, Duration expected) {
        assertThat(Amounts.duration(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1s",
                "PT-1S",
                "s",
                "1 fortnight",
                "1e3",
                "1,5s",
                "P1Y",
                "0.1ns",
                "999999999999999999d",
                "1s2s"
            })
    void oddDurationIsRefused(String text) {
        assertThatThrownBy(() -> Amounts.duration(text))
                .isInstanceOfAny(IllegalArgumentException.class, ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "65536,65536",
        "0,0",
        "5B,5",
        "1kB,1000",
        "1MB,1000000",
        "2GB,2000000000",
        "1KiB,1024",
        "1.5MiB,1572864",
        "1 gib,1073741824"
    })
    void sizeIsRead(String text, long expected) {
        assertThat(Amounts.bytes(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "0.5", "1.0001kB", "1 parsec", "1M", "999999999999999999GiB", "MB"})
    void oddSizeIsRefused(String text) {
        assertThatThrownBy(() -> Amounts.bytes(text))
                .isInstanceOfAny(IllegalArgumentException.class, ArithmeticException.class);
    }

    @Property
    void everyDurationIsReadBackFromItsIsoForm(@ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long nanos) {
        var duration = Duration.ofNanos(nanos);

        assertThat(Amounts.duration(duration.toString())).isEqualTo(duration);
    }

    @Property
    void everyUnitOfTimeAgreesWithTheNextSmaller(@ForAll @LongRange(min = 0, max = 1_000_000) long amount) {
        assertThat(Amounts.duration(amount + "s"))
                .isEqualTo(Amounts.duration(amount * 1_000 + "ms"))
                .isEqualTo(Amounts.duration(String.valueOf(amount)))
                .isEqualTo(Amounts.duration(amount + ".000s"));
        assertThat(Amounts.duration(amount + "m")).isEqualTo(Amounts.duration(amount * 60 + "s"));
    }

    @Property
    void everySizeIsReadBack(@ForAll @LongRange(min = 0, max = 1_000_000) long amount) {
        assertThat(Amounts.bytes(amount + "MiB")).isEqualTo(Amounts.bytes(amount * 1_024 + "KiB"));
        assertThat(Amounts.bytes(amount + "MB")).isEqualTo(Amounts.bytes(String.valueOf(amount * 1_000_000)));
    }
}
