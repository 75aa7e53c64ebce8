package argus.source.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.model.Decimals;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PackedRowsTest {

    private static BigDecimal throughRows(BigDecimal value) {
        var rows = new PackedRows(1);
        rows.add(1, new BigDecimal[] {value});
        return rows.finished().cell(0, 0);
    }

    @Property
    void decimalsOfUpToSixteenDigitsStayExact(
            @ForAll @LongRange(min = -9_999_999_999_999_999L, max = 9_999_999_999_999_999L) long digits,
            @ForAll @IntRange(max = 20) int scale) {
        var value = BigDecimal.valueOf(digits, scale);
        assertThat(throughRows(value)).isEqualTo(Decimals.plain(value));
    }

    @Test
    void noiseBehindFifteenDigitsIsRoundedAway() {
        assertThat(throughRows(new BigDecimal("1854.980000000000018"))).isEqualTo(new BigDecimal("1854.98"));
        assertThat(throughRows(null)).isNull();
    }

    @Test
    void numbersBeyondAllUseAreRefused() {
        assertThatThrownBy(() -> throughRows(new BigDecimal("1E30"))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> throughRows(new BigDecimal("1E-300"))).isInstanceOf(ArithmeticException.class);
    }

    @Property
    void rowsComeOutInTheOrderOfTimeAndEqualOnesAsTheyWere(@ForAll List<@IntRange(max = 20) Integer> times) {
        var rows = new PackedRows(1);
        for (int i = 0; i < times.size(); i++) {
            rows.add(times.get(i), new BigDecimal[] {BigDecimal.valueOf(i)});
        }
        rows.finished();
        var expected = IntStream.range(0, times.size())
                .boxed()
                .sorted(Comparator.comparing(times::get))
                .toList();
        assertThat(rows.size()).isEqualTo(times.size());
        for (int i = 0; i < times.size(); i++) {
            assertThat(rows.time(i)).isEqualTo(times.get(expected.get(i)).longValue());
            assertThat(rows.cell(i, 0)).isEqualTo(BigDecimal.valueOf(expected.get(i)));
        }
        for (int time = -1; time < 22; time++) {
            int limit = time;
            assertThat(rows.firstFrom(time))
                    .isEqualTo((int) times.stream().filter(t -> t < limit).count());
        }
    }
}
