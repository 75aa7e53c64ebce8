package argus.source.binance.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import argus.model.Depth.Level;
import argus.source.DecodeException;
import argus.source.binance.wire.Frame.Acknowledged;
import argus.source.binance.wire.Frame.BookTicker;
import argus.source.binance.wire.Frame.BookTop;
import argus.source.binance.wire.Frame.Candle;
import argus.source.binance.wire.Frame.DayTicker;
import argus.source.binance.wire.Frame.DepthDiff;
import argus.source.binance.wire.Frame.Ending;
import argus.source.binance.wire.Frame.Execution;
import argus.source.binance.wire.Frame.Other;
import argus.source.binance.wire.Frame.Refused;
import argus.source.binance.wire.Frame.Row;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {
    private static final Path TICKER = Path.of("../shared/sources/others-samples/binance-24hrTicker.json");
    private static final Path FUTURES = Path.of("../shared/market-data/crypto-cryptofeed/BINANCE_FUTURES.ws.1.0");

    @Test
    void aTradeKeepsItsDecimalsTimesAndSide() {
        assertThat(
                        FrameDecoder.decode(
                                """
                                {"stream":"bnbbtc@trade","data":{"e":"trade","E":1672515782137,"s":"BNBBTC","t":12345,
                                 "p":"0.00100000","q":"100.00000000","T":1672515782136,"m":true,"M":true}}"""))
                .isEqualTo(new Execution(
                        "BNBBTC",
                        12345,
                        new BigDecimal("0.001"),
                        new BigDecimal("100"),
                        Instant.ofEpochMilli(1672515782136L),
                        Instant.ofEpochMilli(1672515782137L),
                        true));
    }

    @Test
    void aBookTickerOfTheSpotMarketHasNeitherTypeNorTime() {
        assertThat(
                        FrameDecoder.decode(
                                """
                                {"u":400900217,"s":"BNBUSDT","b":"25.35190000","B":"31.21","a":"25.36520000","A":"40.66"}"""))
                .isEqualTo(new BookTicker(
                        "BNBUSDT",
                        400900217,
                        new BigDecimal("25.3519"),
                        new BigDecimal("31.21"),
                        new BigDecimal("25.3652"),
                        new BigDecimal("40.66"),
                        null));
    }

    @Test
    void aChangeOfTheBookHasItsUpdateIds() {
        assertThat(
                        FrameDecoder.decode(
                                """
                                {"e":"depthUpdate","E":1672515782136,"T":1672515782130,"s":"BNBBTC","U":157,"u":160,"pu":149,
                                 "b":[["0.0024","10"],["0.0023","0.000"]],"a":[]}"""))
                .isEqualTo(new DepthDiff(
                        "BNBBTC",
                        Instant.ofEpochMilli(1672515782136L),
                        157,
                        160,
                        149L,
                        List.of(
                                new Level(new BigDecimal("0.0024"), BigDecimal.TEN),
                                new Level(new BigDecimal("0.0023"), BigDecimal.ZERO)),
                        List.of()));
    }

    @Test
    void aKlineSaysWhichTradeItCountsLast() {
        assertThat(
                        FrameDecoder.decode(
                                """
                                {"e":"kline","E":1672515782136,"s":"BNBBTC","k":{"t":1672515780000,"T":1672515839999,
                                 "s":"BNBBTC","i":"1m","f":100,"L":200,"o":"0.0010","c":"0.0020","h":"0.0025","l":"0.0015",
                                 "v":"1000","n":100,"x":false,"q":"1.0000","V":"500","Q":"0.500","B":"123456"}}"""))
                .isEqualTo(new Candle(
                        "BNBBTC",
                        "1m",
                        Instant.ofEpochMilli(1672515780000L),
                        200,
                        new Row(
                                new BigDecimal("0.001"),
                                new BigDecimal("0.0025"),
                                new BigDecimal("0.0015"),
                                new BigDecimal("0.002"),
                                new BigDecimal("1000"),
                                BigDecimal.ONE,
                                100),
                        false,
                        Instant.ofEpochMilli(1672515782136L)));
    }

    @Test
    void theRecordedTickerHasItsValues() throws IOException {
        assumeTrue(Files.exists(TICKER), () -> "skipped: " + TICKER + " is not here");
        assertThat(FrameDecoder.decode(Files.readString(TICKER)))
                .isEqualTo(new DayTicker(
                        "ETHBTC",
                        Instant.ofEpochMilli(1516135684559L),
                        new BigDecimal("0.091772"),
                        new BigDecimal("0.094489"),
                        new BigDecimal("0.095758"),
                        new BigDecimal("0.081"),
                        new BigDecimal("287542.792"),
                        new BigDecimal("26334.24227973"),
                        new BookTop(
                                new BigDecimal("0.091553"),
                                new BigDecimal("1.753"),
                                new BigDecimal("0.091772"),
                                new BigDecimal("1.839")),
                        22120714));
    }

    @Test
    void everyRecordedFrameOfTheFuturesMarketIsRead() throws IOException {
        assumeTrue(Files.exists(FUTURES), () -> "skipped: " + FUTURES + " is not here");
        Map<String, Integer> kinds = new HashMap<>();
        for (var line : Files.readAllLines(FUTURES)) {
            int json = line.indexOf('{');
            if (json >= 0) {
                var frame = FrameDecoder.decode(line.substring(json));
                kinds.merge(frame.getClass().getSimpleName(), 1, Integer::sum);
            }
        }
        assertThat(kinds).isEqualTo(Map.of("DepthDiff", 764, "BookTicker", 613, "Other", 91, "Candle", 67));
    }

    @Test
    void theShortTickerHasNoBestBidAndAsk() {
        var frame = (DayTicker)
                FrameDecoder.decode(
                        """
                {"e":"24hrMiniTicker","E":1672515782136,"s":"BNBBTC","c":"0.0025","o":"0.0010","h":"0.0025","l":"0.0010",
                 "v":"10000","q":"18"}""");
        assertThat(frame.last()).isEqualTo("0.0025");
        assertThat(frame.top()).isNull();
        assertThat(frame.lastTrade()).isEqualTo(-1);
    }

    @Test
    void answersToRequestsAreToldApart() {
        assertThat(FrameDecoder.decode("{\"result\":null,\"id\":7}")).isEqualTo(new Acknowledged(7, List.of()));
        assertThat(FrameDecoder.decode("{\"result\":[\"btcusdt@trade\"],\"id\":8}"))
                .isEqualTo(new Acknowledged(8, List.of("btcusdt@trade")));
        assertThat(FrameDecoder.decode("{\"error\":{\"code\":2,\"msg\":\"Invalid request\"},\"id\":9}"))
                .isEqualTo(new Refused(9, 2, "Invalid request"));
        assertThat(FrameDecoder.decode("{\"code\":3,\"msg\":\"Invalid JSON: expected value\"}"))
                .isEqualTo(new Refused(-1, 3, "Invalid JSON: expected value"));
        assertThat(FrameDecoder.decode("{\"e\":\"serverShutdown\",\"E\":1672515782136}"))
                .isEqualTo(new Ending(Instant.ofEpochMilli(1672515782136L)));
        assertThat(FrameDecoder.decode("{\"e\":\"avgPrice\"}")).isEqualTo(new Other("avgPrice"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "null",
                "{}",
                "{\"stream\":\"x\"}",
                "{\"stream\":\"x\",\"data\":[]}",
                "{\"result\":null}",
                "{\"result\":null,\"id\":\"x\"}",
                "{\"error\":{},\"id\":1}",
                "{\"e\":5}",
                "{\"e\":\"trade\"}",
                "{\"e\":\"kline\",\"s\":\"A\",\"k\":[]}",
                "{\"u\":1e99,\"s\":\"A\",\"b\":\"1\",\"B\":\"1\",\"a\":\"1\",\"A\":\"1\"}",
                "{\"u\":1e999999999,\"s\":\"A\",\"b\":\"1\",\"B\":\"1\",\"a\":\"1\",\"A\":\"1\"}",
                "{\"u\":1,\"s\":\"A\",\"b\":\"1e999999999\",\"B\":\"1\",\"a\":\"1\",\"A\":\"1\"}",
                "{\"u\":1,\"s\":\"A\",\"b\":\"-1\",\"B\":\"1\",\"a\":\"1\",\"A\":\"1\"}",
                "{\"u\":1,\"s\":\"A\",\"b\":1,\"B\":\"1\",\"a\":\"1\",\"A\":\"1\"}",
                "{\"u\":1,\"s\":\"A\",\"b\":\"1.\",\"B\":\"1\",\"a\":\"1\",\"A\":\"1\"}",
                "{\"u\":1,\"s\":\"A\",\"b\":\".1\",\"B\":\"1\",\"a\":\"1\",\"A\":\"1\"}",
                "{\"u\":1,\"s\":\"A\",\"b\":\"\",\"B\":\"1\",\"a\":\"1\",\"A\":\"1\"}",
                "{\"u\":1,\"s\":\"\",\"b\":\"1\",\"B\":\"1\",\"a\":\"1\",\"A\":\"1\"}",
                "{\"e\":\"trade\",\"E\":5,\"s\":\"A\",\"t\":1,\"p\":\"1\",\"q\":\"1\",\"T\":1672515782136,\"m\":true}",
                "{\"e\":\"trade\",\"E\":1672515782136,\"s\":\"A\",\"t\":1,\"p\":\"1\",\"q\":\"1\",\"T\":1672515782136,\"m\":1}",
                "{\"e\":\"depthUpdate\",\"E\":1672515782136,\"s\":\"A\",\"U\":2,\"u\":1,\"b\":[],\"a\":[]}",
                "{\"e\":\"depthUpdate\",\"E\":1672515782136,\"s\":\"A\",\"U\":1,\"u\":1,\"b\":[[\"1\"]],\"a\":[]}",
                "{\"e\":\"depthUpdate\",\"E\":1672515782136,\"s\":\"A\",\"U\":1,\"u\":1,\"b\":[5],\"a\":[]}",
                "{\"e\":\"depthUpdate\",\"E\":1672515782136,\"s\":\"A\",\"U\":1,\"u\":1,\"b\":{},\"a\":[]}"
            })
    void whatIsNoFrameIsRejected(String text) {
        assertThatThrownBy(() -> FrameDecoder.decode(text)).isInstanceOf(DecodeException.class);
    }

    @Test
    void whatIsTooLongOrTooDeepIsRejected() {
        assertThatThrownBy(() -> FrameDecoder.decode(" ".repeat(2_000_000))).isInstanceOf(DecodeException.class);
        assertThatThrownBy(() -> FrameDecoder.decode("{\"a\":" + "[".repeat(500_000)))
                .isInstanceOf(DecodeException.class);
        assertThatThrownBy(() -> FrameDecoder.decode("{\"result\":null,\"id\":" + "9".repeat(100_000) + "}"))
                .isInstanceOf(DecodeException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0.00000000",
                "100",
                "100.5",
                "000100.50",
                "0.10",
                "12345678901234567.8901",
                "9999999999999999999999.00100"
            })
    void decimalsAreExactAndWithoutZerosAtTheirEnd(String text) {
        var number = Fields.decimal(text);
        assertThat(number).isEqualByComparingTo(text);
        assertThat(number.scale())
                .isEqualTo(Math.max(0, new BigDecimal(text).stripTrailingZeros().scale()));
    }
}
