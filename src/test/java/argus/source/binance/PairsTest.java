package argus.source.binance;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Instrument;
import argus.model.Symbol;
import argus.source.binance.wire.PairInfo;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairsTest {
    private static final BigDecimal TICK = new BigDecimal("0.01");

    @Test
    void theListSaysWhereOneCoinEnds() {
        var pairs = Pairs.of(List.of(
                new PairInfo("BTCUSDT", "BTC", "USDT", TICK, TICK),
                new PairInfo("1000SATSFDUSD", "1000SATS", "FDUSD", TICK, TICK),
                new PairInfo("币安人生USDT", "币安人生", "USDT", TICK, TICK)));
        assertThat(pairs.name(new Symbol("BTC-USDT"))).contains("BTCUSDT");
        assertThat(pairs.name(new Symbol("1000SATS-FDUSD"))).contains("1000SATSFDUSD");
        assertThat(pairs.name(new Symbol("ETH-USDT"))).isEmpty();
        assertThat(pairs.instruments())
                .extracting(Instrument::symbol)
                .containsExactly(new Symbol("1000SATS-FDUSD"), new Symbol("BTC-USDT"));
    }

    @Test
    void beforeTheListHasComeTheUsualQuoteCoinsAreTakenToExist() {
        assertThat(Pairs.unknown().name(new Symbol("DOGE-USDT"))).contains("DOGEUSDT");
        assertThat(Pairs.unknown().instruments()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BTC-USD", "BTC-USDT-SWAP", "600519.SH", "AAPL.US", "币安人生-USDT"})
    void othersAreNotServed(String symbol) {
        assertThat(Pairs.unknown().name(new Symbol(symbol))).isEmpty();
    }
}
