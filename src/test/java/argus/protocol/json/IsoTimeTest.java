package argus.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IsoTimeTest {
    private final IsoTime utc = new IsoTime(ZoneOffset.UTC);
    private final IsoTime newYork = new IsoTime(ZoneId.of("America/New_York"));

    @ParameterizedTest
    @CsvSource({
        "2026-01-05T14:30:00Z, 2026-01-05T09:30:00-05:00",
        "2026-07-06T13:30:00.5Z, 2026-07-06T09:30:00.500-04:00",
        "2026-03-08T06:59:59.999999Z, 2026-03-08T01:59:59.999999-05:00",
        "2026-03-08T07:00:00.000000001Z, 2026-03-08T03:00:00.000000001-04:00",
    })
    void offsetFollowsTheZone(Instant instant, String text) {
        assertThat(written(newYork, instant)).isEqualTo(text);
    }

    @Property
    void instantIsWrittenAsItsText(
            @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second,
            @ForAll @IntRange(max = 999_999_999) int nano) {
        var instant = Instant.ofEpochSecond(second, nano);
        assertThat(written(utc, instant)).isEqualTo(instant.toString());
        assertThat(written(utc, instant)).isEqualTo(instant.toString());
        assertThat(OffsetDateTime.parse(written(newYork, instant)).toInstant()).isEqualTo(instant);
    }

    @Property
    void millisecondsAreThoseOfTheInstant(
            @ForAll @LongRange(min = -62_167_219_200_000L, max = 253_402_300_799_999L) long millis) {
        var out = new StringBuilder();
        utc.append(out, millis);
        assertThat(out.toString()).isEqualTo(Instant.ofEpochMilli(millis).toString());
    }

    private static String written(IsoTime time, Instant instant) {
        var out = new StringBuilder();
        time.append(out, instant);
        return out.toString();
    }
}
