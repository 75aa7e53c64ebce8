package argus.watchlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import argus.model.Symbol;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchListTest {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final Symbol BANK = new Symbol("000001.SZ");
    private static final Symbol TEA = new Symbol("600519.SH");

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "7", "mine", "my-list_2", "a234567890123456789012345678901234567890123456789012345678901234"
            })
    void nameIsOfLowerCaseLettersAndDigits(String name) {
        assertThat(WatchList.isName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Mine",
                "-a",
                "_a",
                "a b",
                "a/b",
                "..",
                "ä",
                "a\n",
                "a2345678901234567890123456789012345678901234567890123456789012345"
            })
    void nothingElseIsAName(String name) {
        assertThat(WatchList.isName(name)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new WatchList(name, List.of(), NOON));
    }

    @Test
    void symbolStandsInItOnce() {
        assertThat(new WatchList("mine", List.of(TEA, BANK, TEA), NOON).symbols())
                .containsExactly(TEA, BANK);
    }

    @Test
    void thereAreOnlySoManySymbols() {
        var many = IntStream.rangeClosed(0, WatchList.MAX_SYMBOLS)
                .mapToObj(i -> new Symbol("X" + i + ".US"))
                .toList();
        assertThat(new WatchList("mine", many.subList(1, many.size()), NOON).symbols())
                .hasSize(WatchList.MAX_SYMBOLS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WatchList("mine", many, NOON))
                .withMessageContaining("5001");
    }

    @Test
    void tagTellsSymbolsAndTheirOrderApart() {
        var tag = new WatchList("mine", List.of(BANK, TEA), NOON).tag();
        assertThat(new WatchList("yours", List.of(BANK, TEA), NOON.plusSeconds(1)).tag())
                .isEqualTo(tag);
        assertThat(new WatchList("mine", List.of(TEA, BANK), NOON).tag()).isNotEqualTo(tag);
        assertThat(new WatchList("mine", List.of(), NOON).tag()).isNotEqualTo(tag);
    }
}
