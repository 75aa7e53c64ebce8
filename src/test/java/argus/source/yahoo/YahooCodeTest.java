package argus.source.yahoo;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Symbol;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YahooCodeTest {

    @ParameterizedTest
    @CsvSource({
        "600519.SH,600519.SS",
        "000001.SH,000001.SS",
        "399001.SZ,399001.SZ",
        "0700.HK,0700.HK",
        "80700.HK,80700.HK",
        "HSI.HK,^HSI",
        "AAPL.US,AAPL",
        "BRK.B.US,BRK-B",
        "GSPC.US,^GSPC",
        "BTC-USD,BTC-USD",
        "EURUSD.FX,EURUSD=X",
        "USDJPY.FX,JPY=X",
    })
    void symbolsHaveNamesAndNamesSymbols(String symbol, String name) {
        assertThat(YahooCode.of(new Symbol(symbol))).contains(name);
        assertThat(YahooCode.symbol(name)).contains(new Symbol(symbol));
    }

    @ParameterizedTest
    @ValueSource(strings = {"920002.BJ", "BTC-USDT", "MOUTAI.SH", "TEA.SZ", "TECH.HK", "A$B.US", "EUR.FX"})
    void whatYahooDoesNotHaveHasNoName(String symbol) {
        assertThat(YahooCode.of(new Symbol(symbol))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "VOD.L", "60051.SS", "X.SZ", "700.HK", "GC=F", "EURO=X", "^FTSE", "aapl"})
    void anotherNameIsOfNoSymbol(String name) {
        assertThat(YahooCode.symbol(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"USDJPY=X,USDJPY.FX", "09988.HK,9988.HK"})
    void otherSpellingsAreUnderstood(String name, String symbol) {
        assertThat(YahooCode.symbol(name)).contains(new Symbol(symbol));
    }
}
