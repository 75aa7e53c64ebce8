package argus.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Instrument.Type;
import argus.model.Symbol;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradingRulesTest {

    private static TradingRules rules(String symbol, Type type) {
        return TradingRules.of(new Symbol(symbol), type);
    }

    @ParameterizedTest
    @CsvSource({
        "600519.SH, STOCK, 1700, 0.01",
        "510300.SH, FUND, 4.123, 0.001",
        "900901.SH, STOCK, 0.5, 0.001",
        "200002.SZ, STOCK, 5, 0.01",
        "0700.HK, STOCK, 0.2, 0.001",
        "0700.HK, STOCK, 0.25, 0.005",
        "0700.HK, STOCK, 9.99, 0.01",
        "0700.HK, STOCK, 10, 0.01",
        "0700.HK, STOCK, 20, 0.02",
        "0700.HK, STOCK, 60, 0.05",
        "0700.HK, STOCK, 380, 0.2",
        "0700.HK, STOCK, 6000, 5",
        "AAPL.US, STOCK, 0.99, 0.0001",
        "AAPL.US, STOCK, 1, 0.01",
        "BTC-USD, CRYPTO, 40000, 0.01",
        "EURUSD.FX, FX, 1.08345, 0.00001",
        "USDJPY.FX, FX, 151.234, 0.001",
    })
    void tickFollowsMarketAndPrice(String symbol, Type type, BigDecimal price, BigDecimal tick) {
        assertThat(rules(symbol, type).tick(price)).isEqualByComparingTo(tick);
    }

    @ParameterizedTest
    @CsvSource({
        "600000.SH, STOCK, 10.05, 11.06, 9.05", // 11.055 and 9.045 are rounded half up
        "300750.SZ, STOCK, 200.00, 240.00, 160.00",
        "301001.SZ, STOCK, 10.00, 12.00, 8.00",
        "688981.SH, STOCK, 100.00, 120.00, 80.00",
        "689009.SH, STOCK, 100.00, 120.00, 80.00",
        "920002.BJ, STOCK, 10.00, 13.00, 7.00",
        "510300.SH, FUND, 4.000, 4.400, 3.600",
        "600000.SH, STOCK, 0.01, 0.02, 0.01", // at least one tick each way, never zero
    })
    void limitsFollowTheBoard(String symbol, Type type, BigDecimal prev, BigDecimal up, BigDecimal down) {
        var rules = rules(symbol, type);
        assertThat(rules.price(rules.limitUp(rules.units(prev)))).isEqualByComparingTo(up);
        assertThat(rules.price(rules.limitDown(rules.units(prev)))).isEqualByComparingTo(down);
    }

    @Test
    void indicesAndForeignMarketsHaveNoLimit() {
        assertThat(rules("000001.SH", Type.INDEX).limitUp(300_000)).isEqualTo(Long.MAX_VALUE);
        assertThat(rules("0700.HK", Type.STOCK).limitUp(300_000)).isEqualTo(Long.MAX_VALUE);
        assertThat(rules("AAPL.US", Type.STOCK).limitDown(300_000)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"380.11, 380.2", "380.09, 380", "380.1, 380", "0.0001, 0.001", "0.2523, 0.25", "0.253, 0.255"})
    void anyPriceIsBroughtToTheGrid(BigDecimal price, BigDecimal expected) {
        var rules = rules("0700.HK", Type.STOCK);
        assertThat(rules.price(rules.units(price))).isEqualByComparingTo(expected);
    }

    @Property
    void upAndDownUndoEachOther(@ForAll @LongRange(min = 1, max = 9_000_000) long price) {
        for (var symbol : new String[] {"0700.HK", "AAPL.US", "600000.SH"}) {
            var rules = rules(symbol, Type.STOCK);
            long grid = rules.units(rules.price(price));
            assertThat(rules.down(rules.up(grid))).isEqualTo(grid);
            assertThat(rules.units(rules.price(grid))).isEqualTo(grid);
        }
    }
}
