package argus.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {

    @ParameterizedTest
    @CsvSource({
        "AAPL, AAPL, 0",
        "AAPL, APPL, 1",
        "AAPL, AALP, 1",
        "AAPL, AAP, 1",
        "AAPL, AAPLE, 1",
        "'', AB, 2",
        "KITTEN, SITTING, 3",
        "AAPL, MSFT, 4",
        "AAPL, MSFTXYZ, 4",
    })
    void lettersAreCountedUpToTheLimit(String a, String b, int distance) {
        assertThat(EditDistance.of(a, b, 3)).isEqualTo(distance);
    }

    @Property
    void distanceIsSymmetricAndZeroOnlyForEquals(
            @ForAll @StringLength(max = 8) @CharRange(from = 'A', to = 'C') String a,
            @ForAll @StringLength(max = 8) @CharRange(from = 'A', to = 'C') String b) {
        int distance = EditDistance.of(a, b, 8);
        assertThat(distance).isEqualTo(EditDistance.of(b, a, 8));
        assertThat(distance == 0).isEqualTo(a.equals(b));
        assertThat(distance).isBetween(Math.abs(a.length() - b.length()), Math.max(a.length(), b.length()));
        assertThat(EditDistance.of(a, b, 2)).isEqualTo(Math.min(distance, 3));
    }
}
