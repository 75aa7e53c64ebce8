package argus.normalise;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.MOUTAI;
import static argus.model.Events.NOON;
import static argus.model.Events.decimal;
import static argus.model.Events.depth;
import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Quote;
import argus.model.Side;
import argus.model.Symbol;
import argus.model.Trade;
import java.math.BigDecimal;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoubtsTest {
    private final Doubts doubts = new Doubts();

    private Verdict quote(
            Symbol symbol, String last, @Nullable String prevClose, @Nullable String bid, @Nullable String ask) {
        return doubts.check(new Quote(
                symbol,
                NOON,
                "tdx",
                decimal(last),
                prevClose == null ? null : decimal(prevClose),
                null,
                null,
                null,
                null,
                null,
                bid == null ? null : decimal(bid),
                null,
                ask == null ? null : decimal(ask),
                null));
    }

    private Verdict trade(String source, String id) {
        return doubts.check(new Trade(BITCOIN, NOON, source, BigDecimal.ONE, BigDecimal.ONE, Side.BUY, id));
    }

    @ParameterizedTest
    @CsvSource({
        "600519.SH, 1595.00, 1450.00, GOOD",
        "600519.SH, 1595.02, 1450.00, PRICE_OUTSIDE_LIMITS",
        "600519.SH, 1305.00, 1450.00, GOOD",
        "600519.SH, 1304.98, 1450.00, PRICE_OUTSIDE_LIMITS",
        "300750.SZ, 240.00, 200.00, GOOD",
        "300750.SZ, 241.00, 200.00, PRICE_OUTSIDE_LIMITS",
        "510300.SH, 4.345, 3.950, GOOD",
        "0700.HK, 900, 300, GOOD",
        "600519.SH, 9, 0, GOOD",
    })
    void aPriceBeyondTheLimitOfTheDayIsOdd(String symbol, String last, String prevClose, Verdict verdict) {
        assertThat(quote(new Symbol(symbol), last, prevClose, null, null)).isEqualTo(verdict);
    }

    @Test
    void aBidAboveTheAskIsOdd() {
        assertThat(quote(MOUTAI, "10", null, "10.01", "10.00")).isEqualTo(Verdict.QUOTE_CROSSED);
        assertThat(quote(MOUTAI, "10", null, "10.00", "10.00")).isEqualTo(Verdict.GOOD);
        assertThat(quote(MOUTAI, "10", null, "10.00", "0")).as("nobody asks").isEqualTo(Verdict.GOOD);
        assertThat(quote(MOUTAI, "10", null, "10.00", null)).isEqualTo(Verdict.GOOD);
    }

    @Test
    void tradesThatWereNumberedOneByOneAndAreNotAnyMoreAreMissing() {
        IntStream.rangeClosed(1, 10)
                .forEach(id -> assertThat(trade("binance", "" + id)).isEqualTo(Verdict.GOOD));
        assertThat(trade("binance", "13")).isEqualTo(Verdict.TRADES_MISSING);
        assertThat(trade("binance", "14")).isEqualTo(Verdict.GOOD);
        assertThat(trade("other", "400"))
                .as("another source has its own numbers")
                .isEqualTo(Verdict.GOOD);
    }

    @Test
    void whereIdsAreNotNumberedNothingIsMissing() {
        for (var id : new String[] {"1", "5", "9", "13", "", "t-7", "99999999999999999999", "20", "3", "4"}) {
            assertThat(trade("tdx", id)).isEqualTo(Verdict.GOOD);
        }
    }

    @Test
    void ofBooksThereIsNoDoubt() {
        assertThat(doubts.check(depth(MOUTAI, NOON, 5, 1))).isEqualTo(Verdict.GOOD);
    }
}
