package argus.config.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymbolListTest {
    @Test
    void rangesAreWrittenOut() {
        assertThat(SymbolList.expand("btc-usd, 000009..000011.SZ, 600519.sh,0700.HK,BRK.B.US, 000010.SZ"))
                .containsExactly("BTC-USD", "000009.SZ", "000010.SZ", "000011.SZ", "600519.SH", "0700.HK", "BRK.B.US");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "600000..600099",
                "600099..600000.SH",
                "1..600099.SH",
                "a..b.SH",
                "1..2..3.SH",
                "0000000..9999999.SH",
                "$",
                "000000..099999.SH,100000..100001.SH"
            })
    void oddSymbolsAreRefused(String text) {
        assertThatThrownBy(() -> SymbolList.expand(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void rangeHasEveryCodeOnceInOrder(
            @ForAll @IntRange(max = 999_000) int first, @ForAll @IntRange(max = 500) int more) {
        var range = "%06d..%06d.SH".formatted(first, first + more);

        assertThat(SymbolList.expand(range))
                .hasSize(more + 1)
                .isSorted()
                .doesNotHaveDuplicates()
                .startsWith("%06d.SH".formatted(first))
                .endsWith("%06d.SH".formatted(first + more));
    }
}
