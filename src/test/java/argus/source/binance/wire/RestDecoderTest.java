package argus.source.binance.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.model.Depth.Level;
import argus.source.DecodeException;
import argus.source.binance.wire.Frame.Candle;
import argus.source.binance.wire.Frame.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestDecoderTest {

    @Test
    void aSnapshotOfTheBookHasItsUpdateId() {
        assertThat(
                        RestDecoder.depth(
                                """
                                {"lastUpdateId":1027024,"bids":[["4.00000000","431.00000000"]],"asks":[["4.00000200","12.0"]]}"""))
                .isEqualTo(new BookSnapshot(
                        1027024,
                        List.of(new Level(new BigDecimal("4"), new BigDecimal("431"))),
                        List.of(new Level(new BigDecimal("4.000002"), new BigDecimal("12")))));
    }

    @Test
    void theLastKlineIsNotClosedWhileItsTimeLasts() {
        var text =
                """
                [[1499040000000,"0.01634790","0.80000000","0.01575800","0.01577100","148976.11427815",1499040059999,
                  "2434.19055334",308,"1756.87402397","28.46694368","0"],
                 [1499040060000,"0.01577100","0.01577100","0.01577000","0.01577000","10",1499040119999,"0.1577",3,"1","1","0"]]""";
        var now = Instant.ofEpochMilli(1499040070000L);
        assertThat(RestDecoder.klines(text, "ETHBTC", "1m", now))
                .containsExactly(
                        new Candle(
                                "ETHBTC",
                                "1m",
                                Instant.ofEpochMilli(1499040000000L),
                                -1,
                                row(
                                        "0.0163479",
                                        "0.8",
                                        "0.015758",
                                        "0.015771",
                                        "148976.11427815",
                                        "2434.19055334",
                                        308),
                                true,
                                now),
                        new Candle(
                                "ETHBTC",
                                "1m",
                                Instant.ofEpochMilli(1499040060000L),
                                -1,
                                row("0.015771", "0.015771", "0.01577", "0.01577", "10", "0.1577", 3),
                                false,
                                now));
    }

    private static Row row(String o, String h, String l, String c, String v, String q, long n) {
        return new Row(
                new BigDecimal(o),
                new BigDecimal(h),
                new BigDecimal(l),
                new BigDecimal(c),
                new BigDecimal(v),
                new BigDecimal(q),
                n);
    }

    @Test
    void pairsThatTradeHaveTheirTickAndLot() {
        var text =
                """
                {"timezone":"UTC","serverTime":1565246363776,"rateLimits":[{"limit":6000}],"exchangeFilters":[],"x":{"y":1},
                 "symbols":[
                  {"symbol":"ETHBTC","status":"TRADING","baseAsset":"ETH","quoteAsset":"BTC","permissions":["SPOT"],"filters":[
                   {"filterType":"PRICE_FILTER","minPrice":"0.00001000","tickSize":"0.00001000"},
                   {"filterType":"LOT_SIZE","minQty":"0.00010000","stepSize":"0.00010000"}]},
                  {"symbol":"OLDBTC","status":"BREAK","baseAsset":"OLD","quoteAsset":"BTC","filters":[]},
                  {"symbol":"ODDBTC","status":"TRADING","baseAsset":"ODD","quoteAsset":"BTC","filters":[]},
                  {"symbol":"BTCUSDT","status":"TRADING","baseAsset":"BTC","quoteAsset":"USDT","filters":[
                   {"filterType":"LOT_SIZE","stepSize":"0.00001000"},{"filterType":"PRICE_FILTER","tickSize":"0.01000000"}]}],
                 "sors":[]}""";
        assertThat(RestDecoder.pairs(text))
                .containsExactly(
                        new PairInfo("ETHBTC", "ETH", "BTC", new BigDecimal("0.00001"), new BigDecimal("0.0001")),
                        new PairInfo("BTCUSDT", "BTC", "USDT", new BigDecimal("0.01"), new BigDecimal("0.00001")));
    }

    @Test
    void aFaultIsToldInItsOwnWords() {
        assertThat(RestDecoder.fault("{\"code\":-1121,\"msg\":\"Invalid symbol.\"}"))
                .contains("Invalid symbol.");
        assertThat(RestDecoder.fault("<html>")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{}",
                "[]",
                "[[]]",
                "[5]",
                "{\"symbols\":5}",
                "{\"symbols\":[5]}",
                "{\"symbols\":[",
                "{\"lastUpdateId\":1,\"bids\":[]}",
                "[[1499040000000,\"1\",\"1\",\"1\",\"1\",\"1\",\"x\",\"1\",1]]"
            })
    void anythingElseIsRejected(String text) {
        assertThatThrownBy(() -> RestDecoder.depth(text)).isInstanceOf(DecodeException.class);
        assertThatThrownBy(() -> RestDecoder.pairs(text)).isInstanceOf(DecodeException.class);
        if (!text.equals("[]")) { // no bars
            assertThatThrownBy(() -> RestDecoder.klines(text, "A", "1m", Instant.EPOCH))
                    .isInstanceOf(DecodeException.class);
        }
    }
}
