package argus.source.tdx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import argus.model.Symbol;
import argus.source.tdx.link.ServerAddress;
import argus.source.tdx.wire.TdxCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which code stands for what, in which units. */
class SecurityKindTest {

    @ParameterizedTest
    @CsvSource({
        "0, 000001, STOCK, 2, 100",
        "0, 300750, STOCK, 2, 100",
        "0, 399001, INDEX, 2, 100",
        "0, 159915, FUND, 3, 100",
        "0, 128136, CONVERTIBLE, 4, 10",
        "0, 131810, REPO, 4, 10",
        "0, 395001, OTHER, 2, 100",
        "1, 600519, STOCK, 2, 100",
        "1, 688981, STOCK, 2, 100",
        "1, 900901, STOCK, 2, 100",
        "1, 000001, INDEX, 2, 100",
        "1, 880001, INDEX, 2, 100",
        "1, 999999, INDEX, 2, 100",
        "1, 510050, FUND, 3, 100",
        "1, 113050, CONVERTIBLE, 4, 10",
        "1, 204001, REPO, 4, 10",
        "1, 010107, OTHER, 2, 100",
        "2, 920002, STOCK, 2, 100",
        "2, 899050, INDEX, 2, 100",
        "3, 000001, OTHER, 2, 100"
    })
    void theFirstDigitsTellTheKind(int market, String digits, SecurityKind kind, int decimals, int lot) {
        assertThat(SecurityKind.of(new TdxCode(market, digits))).isEqualTo(kind);
        assertThat(kind.decimals()).isEqualTo(decimals);
        assertThat(kind.lot()).isEqualTo(lot);
    }

    @ParameterizedTest
    @CsvSource({"000001.SZ, 0, 000001", "000001.SH, 1, 000001", "920002.BJ, 2, 920002"})
    void symbolsAndCodesAreTheSameThing(String symbol, int market, String digits) {
        var code = new TdxCode(market, digits);
        assertThat(TdxSymbols.code(new Symbol(symbol))).contains(code);
        assertThat(TdxSymbols.symbol(code)).isEqualTo(new Symbol(symbol));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0700.HK", "AAPL.US", "BTC-USD", "60000.SH", "60000A.SH"})
    void otherSymbolsHaveNoCode(String symbol) {
        assertThat(TdxSymbols.code(new Symbol(symbol))).isEmpty();
    }

    @Test
    void noSymbolIsMadeForAnUnknownMarket() {
        assertThatIllegalArgumentException().isThrownBy(() -> TdxSymbols.symbol(new TdxCode(7, "000001")));
    }

    @Test
    void aServerMayNameItsPort() {
        assertThat(ServerAddress.of("tdx.example", 7709)).hasToString("tdx.example:7709");
        assertThat(ServerAddress.of("tdx.example: 7711", 7709).port()).isEqualTo(7711);
    }
}
