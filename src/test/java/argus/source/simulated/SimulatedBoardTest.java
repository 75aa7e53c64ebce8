package argus.source.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.model.Instrument.Type;
import argus.model.Symbol;
import argus.source.simulated.SimulatedBoard.Listing;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatedBoardTest {

    private static Map<String, Listing> bySymbol(List<Listing> board) {
        return board.stream()
                .collect(Collectors.toMap(l -> l.instrument().symbol().text(), Function.identity()));
    }

    @Test
    void packagedBoardHasWellKnownNamesOfThreeMarkets() {
        var board = bySymbol(SimulatedBoard.packaged());
        assertThat(board).hasSizeGreaterThanOrEqualTo(30);
        var bank = board.get("000001.SZ").instrument();
        assertThat(bank.name()).isEqualTo("平安银行");
        assertThat(bank.englishName()).isEqualTo("Ping An Bank");
        assertThat(bank.tick()).isEqualByComparingTo("0.01");
        assertThat(bank.lot()).isEqualByComparingTo("100");
        assertThat(bank.currency()).isEqualTo("CNY");
        assertThat(board.get("510300.SH").instrument().tick()).isEqualByComparingTo("0.001");
        assertThat(board.get("0700.HK").instrument().tick()).isEqualByComparingTo("0.5");
        assertThat(board.get("0005.HK").instrument().lot()).isEqualByComparingTo("400");
        assertThat(board.get("AAPL.US").instrument().currency()).isEqualTo("USD");
        assertThat(board).containsKey("BRK.B.US");
        assertThat(bank.sector()).isEqualTo("banks");
        assertThat(board.get("510300.SH").instrument().sector()).isNull();
    }

    @Test
    void rangesAreFilledWithKnownAndMadeUpNames() {
        var board = SimulatedBoard.of(List.of(" 600000..600003.sh ", "600001.SH", "BTC-USD", "X00..X02.US", "0700.HK"));
        assertThat(board)
                .extracting(l -> l.instrument().symbol().text())
                .containsExactly(
                        "600000.SH",
                        "600001.SH",
                        "600002.SH",
                        "600003.SH",
                        "BTC-USD",
                        "X00.US",
                        "X01.US",
                        "X02.US",
                        "0700.HK");
        assertThat(board.get(0).instrument().name()).isEqualTo("浦发银行");
        assertThat(board.get(1).instrument().name()).isEqualTo("模拟600001");
        assertThat(board.get(1).price()).isBetween(BigDecimal.ONE, new BigDecimal(200));
        assertThat(board)
                .isEqualTo(SimulatedBoard.of(List.of("600000..600003.SH", "BTC-USD", "X00..X02.US", "0700.HK")));
    }

    @ParameterizedTest
    @CsvSource({
        "510500.SH, FUND",
        "000300.SH, INDEX",
        "600001.SH, STOCK",
        "399001.SZ, INDEX",
        "159001.SZ, FUND",
        "160105.SZ, FUND",
        "300001.SZ, STOCK",
        "920001.BJ, STOCK",
        "ETH-USD, CRYPTO"
    })
    void kindIsReadFromTheCode(String symbol, Type type) {
        assertThat(SimulatedBoard.of(List.of(symbol)).get(0).instrument().type())
                .isEqualTo(type);
    }

    @Test
    void pairsAreQuotedInTheirSecondCoin() {
        assertThat(SimulatedBoard.of(List.of("ETH-USDT")).get(0).instrument().currency())
                .isEqualTo("USDT");
        assertThat(new Symbol("ETH-USDT").code()).isEqualTo("ETH-USDT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "600099..600000.SH | backwards",
                "600000..6099.SH | written like",
                "600000...600001.SH | written like",
                "A01..B02.US | written like",
                "600000..600099 | written like",
                "600000..600099.XX | written like 600519.SH",
                "000001..099999.SH | more than 20000",
                "60000.SH | six digits",
                "700.HK | four digits",
                "00700.HK | four digits",
                "PINGAN | written like",
                "'' | written like",
            })
    void aBadItemIsNamed(String item, String why) {
        assertThatThrownBy(() -> SimulatedBoard.of(List.of("600000.SH", item)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + item + "'")
                .hasMessageContaining(why);
    }

    @Test
    void theBoardIsBounded() {
        assertThat(SimulatedBoard.of(List.of("600000..619999.SH"))).hasSize(20_000);
        assertThatThrownBy(() -> SimulatedBoard.of(List.of("600000..619999.SH", "000001.SZ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("000001.SZ");
    }
}
