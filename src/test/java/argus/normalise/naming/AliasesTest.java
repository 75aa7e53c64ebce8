package argus.normalise.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.model.Symbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AliasesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "430047.BJ, 920047.BJ",
        "835185.BJ, 920185.BJ",
        "837023.BJ, 920123.BJ", // 920023 went to another share
        "832023.BJ, 920023.BJ",
        "999999.SH, 000001.SH",
        "920185.BJ, 920185.BJ",
        "600519.SH, 600519.SH",
    })
    void packagedCodesAreReplaced(String old, String current) {
        assertThat(Aliases.packaged().current(new Symbol(old))).isEqualTo(new Symbol(current));
    }

    @Test
    void allCodesThatBeijingReplacedAreThere() {
        assertThat(Aliases.packaged().size()).isEqualTo(248 + 1);
    }

    @Test
    void anOperatorsTableHoldsInPlaceOfThePackagedOne() throws IOException {
        var own = Aliases.of(table("# mine\n\n 600001.SH , 600005.SH \n"));
        assertThat(own.size()).isEqualTo(1);
        assertThat(own.current(new Symbol("600001.SH"))).isEqualTo(new Symbol("600005.SH"));
        assertThat(own.current(new Symbol("430047.BJ"))).isEqualTo(new Symbol("430047.BJ"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"600001.SH", "600001.SH,600005.SH,x", "600001,600005.SH", "600001.SH,"})
    void aTableThatCannotBeReadIsRefusedWithItsName(String line) throws IOException {
        var file = table(line);
        assertThatThrownBy(() -> Aliases.of(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("own.csv");
    }

    @Test
    void aMissingTableIsRefusedWithItsName() {
        assertThatThrownBy(() -> Aliases.of(directory.resolve("none.csv")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none.csv");
    }

    private Path table(String text) throws IOException {
        return Files.writeString(directory.resolve("own.csv"), text);
    }
}
