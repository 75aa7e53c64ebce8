package argus.source.qmt.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.model.Bar;
import argus.model.BarPeriod;
import argus.model.Depth;
import argus.model.Depth.Level;
import argus.model.Quote;
import argus.model.Symbol;
import argus.source.DecodeException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames made by hand from the layout of xtdata's rows. */
class QmtDecoderTest {
    private static final Symbol PING_AN = new Symbol("000001.SZ");
    private static final String TICK =
            """
            {"time":1772415005000,"lastPrice":11.370000000000001,"open":11.3,"high":11.4,"low":11.299999999999999,
             "lastClose":11.28,"amount":113500.0,"volume":100,"pvolume":10012,"stockStatus":3,"openInt":13,
             "transactionNum":37,"pe":0.0,"askPrice":[11.38,11.39,0,0,0],"bidPrice":[11.370000000000001,0,0,0,0],
             "askVol":[4,6,0,0,0],"bidVol":[9,0,0,0,0],"volRatio":null,"extra":{"deep":[1,{"er":[]}]}}""";

    @Test
    void aTickHasItsPricesWithoutArtefactsAndItsVolumesInShares() {
        var tick = only("{\"000001.SZ\":" + TICK + "}");
        assertThat(tick)
                .isEqualTo(new QmtTick(
                        "000001.SZ",
                        Instant.ofEpochMilli(1772415005000L),
                        new BigDecimal("11.37"),
                        new BigDecimal("11.28"),
                        new BigDecimal("11.3"),
                        new BigDecimal("11.4"),
                        new BigDecimal("11.3"),
                        new BigDecimal("10012"),
                        new BigDecimal("113500"),
                        true,
                        List.of(level("11.37", "900")),
                        List.of(level("11.38", "400"), level("11.39", "600")),
                        Optional.of(QmtPhase.CONTINUOUS)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"000001.SZ\":%s}",
                "{\"000001.SZ\":[%s]}",
                "{\"data\":{\"000001.SZ\":%s}}",
                "{\"data\":{\"000001.SZ\":[%s]}}",
                "{\"success\":true,\"code\":200,\"message\":\"Success\",\"data\":{\"000001.SZ\":%s},\"timestamp\":\"2026\"}",
                "{\"market\":[1,2],\"summary\":{\"total\":1},\"000001.SZ\":%s}"
            })
    void everyFormOfAFrameSaysTheSame(String form) {
        assertThat(only(form.formatted(TICK))).isEqualTo(only("{\"000001.SZ\":" + TICK + "}"));
    }

    @Test
    void theRowsOfAListKeepTheirOrder() {
        var decoded = QmtDecoder.ticks("{\"000001.SZ\":[%s,%s]}".formatted(TICK, TICK.replace("5005000", "5008000")));
        assertThat(decoded.values())
                .extracting(tick -> tick.time().toEpochMilli())
                .containsExactly(1772415005000L, 1772415008000L);
    }

    @Test
    void aTickTellsItsBookAndThenItsQuote() {
        var events = only("{\"000001.SZ\":" + TICK + "}").events(PING_AN, "qmt", 7);
        assertThat(events).hasSize(2);
        assertThat(events.get(0))
                .isEqualTo(new Depth(
                        PING_AN,
                        Instant.ofEpochMilli(1772415005000L),
                        "qmt",
                        List.of(level("11.37", "900")),
                        List.of(level("11.38", "400"), level("11.39", "600")),
                        7));
        assertThat(events.get(1)).isInstanceOfSatisfying(Quote.class, quote -> {
            assertThat(quote.last()).isEqualTo("11.37");
            assertThat(quote.bidPrice()).isEqualTo("11.37");
            assertThat(quote.bidVolume()).isEqualTo("900");
            assertThat(quote.askPrice()).isEqualTo("11.38");
            assertThat(quote.askVolume()).isEqualTo("400");
        });
    }

    @Test
    void aTickBeforeTheFirstTradeHasThePreviousCloseAndNoPriceThatIsZero() {
        var tick = only(
                """
                {"600000.SH":{"time":1772415005000,"lastPrice":0.0,"open":0,"lastClose":10.44,"volume":0,"amount":0.0,
                 "askPrice":[10.5],"askVol":[3],"bidPrice":[10.5,null],"bidVol":[3,4]}}""");
        assertThat(tick.open()).isNull();
        assertThat(tick.volume()).isEqualTo("0");
        assertThat(tick.events(new Symbol("600000.SH"), "qmt", 1)).last().isInstanceOfSatisfying(Quote.class, quote -> {
            assertThat(quote.last()).isEqualTo("10.44");
            assertThat(quote.open()).isNull();
            assertThat(quote.volume()).isZero();
        });
        assertThat(only("{\"600000.SH\":{\"time\":1772415005000,\"lastPrice\":0}}")
                        .events(new Symbol("600000.SH"), "qmt", 1))
                .isEmpty();
    }

    @Test
    void aTickWithoutABookTellsOnlyAQuote() {
        var tick = only(
                "{\"data\":{\"600519.SH\":{\"time\":1772415005000,\"lastPrice\":1450.5,\"volume\":12,\"amount\":1.5}}}");
        assertThat(tick.volume()).isEqualTo("1200");
        assertThat(tick.events(new Symbol("600519.SH"), "qmt", 1))
                .singleElement()
                .isInstanceOfSatisfying(
                        Quote.class, quote -> assertThat(quote.bidPrice()).isNull());
    }

    @Test
    void anIndexHasNoBook() {
        var tick = only("{\"000001.SH\":" + TICK + "}");
        assertThat(tick.events(new Symbol("000001.SH"), "qmt", 1))
                .singleElement()
                .isInstanceOf(Quote.class);
    }

    @ParameterizedTest
    @CsvSource({
        "600000.SH,  100, 10000, 100", // a share
        "600000.SH,  100, 10099, 100",
        "600000.SH,    1,   199, 100",
        "113050.SH,  100,  1000,  10", // a bond
        "10005331.SHO, 3524, 3524, 1", // an option
        "600000.SH,    0,    99, 100", // less than a lot was traded: what is usual holds
        "600000.SH,    0,     0, 100",
        "10005331.SHO, 0,     0,   1"
    })
    void theRatioOfTheTwoVolumesTellsTheLot(String code, String lots, String shares, String lot) {
        var tick = only(
                """
                {"%s":{"time":1772415005000,"lastPrice":1,"volume":%s,"pvolume":%s,"bidPrice":[1],"bidVol":[1]}}"""
                        .formatted(code, lots, shares));
        assertThat(tick.volume()).isEqualTo(shares);
        assertThat(tick.bids()).containsExactly(level("1", lot));
    }

    @Test
    void lotsAreTurnedIntoSharesWhereTheSharesAreMissing() {
        assertThat(only("{\"600000.SH\":{\"time\":1772415005000,\"volume\":12.0,\"pvolume\":0}}")
                        .volume())
                .isEqualTo("1200");
        assertThat(only("{\"600000.SH\":{\"time\":1772415005000,\"pvolume\":1234}}")
                        .volume())
                .isEqualTo("1234");
        assertThat(only("{\"600000.SH\":{\"time\":1772415005000}}").volume()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "11,PRE_OPEN",
        "12,OPENING_AUCTION",
        "13,CONTINUOUS",
        "15,CLOSED",
        "17,SUSPENDED",
        "20,HALTED_TO_CLOSE",
        "23,AFTER_HOURS"
    })
    void openIntIsThePhaseOfAStock(int openInt, QmtPhase phase) {
        assertThat(phase("600000.SH", openInt)).contains(phase);
    }

    @ParameterizedTest
    @CsvSource({
        "600000.SH,0",
        "600000.SH,10",
        "600000.SH,16495",
        "600000.SH,3000000013",
        "10005331.SHO,13",
        "00700.HK,13"
    })
    void otherNumbersAndOtherInstrumentsTellNoPhase(String code, long openInt) {
        assertThat(phase(code, openInt)).isEmpty();
    }

    @Test
    void onlyAHaltedInstrumentRestsWhileItsMarketTrades() {
        assertThat(IntStream.range(0, 30)
                        .mapToObj(QmtPhase::of)
                        .flatMap(Optional::stream)
                        .filter(QmtPhase::isHalted))
                .allMatch(phase -> phase.phase().isOpen())
                .containsExactly(QmtPhase.VOLATILITY_HALT, QmtPhase.SUSPENDED, QmtPhase.HALTED_TO_CLOSE);
    }

    @ParameterizedTest
    @CsvSource({"20231026 10:32:56.950, 2023-10-26T02:32:56.950Z", "20250331 14:52:15, 2025-03-31T06:52:15Z"})
    void theLocalTimeCountsWhereTheMillisecondsAreMissing(String tag, Instant time) {
        assertThat(only("{\"600000.SH\":{\"time\":null,\"timetag\":\"" + tag + "\"}}")
                        .time())
                .isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"lastPrice\":1}",
                "{\"time\":0,\"timetag\":\"yesterday\"}",
                "{\"time\":12,\"lastPrice\":1}",
                "{\"time\":1772415005000,\"lastPrice\":-1}",
                "{\"time\":1772415005000,\"lastPrice\":\"dear\"}",
                "{\"time\":1772415005000,\"lastPrice\":1e999999999}",
                "{\"time\":1772415005000,\"lastPrice\":123456789012345678901234567890123}",
                "{\"time\":1772415005000,\"lastPrice\":[1]}",
                "{\"time\":1772415005000,\"volume\":-3}",
                "{\"time\":1772415005000,\"askPrice\":7}",
                "{\"time\":1772415005000,\"askPrice\":[[1]],\"askVol\":[1]}"
            })
    void aRowThatCannotBeTrueCostsNothingButItself(String row) {
        var decoded = QmtDecoder.ticks("{\"600000.SH\":%s,\"000001.SZ\":%s}".formatted(row, TICK));
        assertThat(decoded.faults()).hasSize(1);
        assertThat(decoded.values()).extracting(QmtTick::code).containsExactly("000001.SZ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "7",
                "{}{}",
                "<html>Bad Gateway</html>",
                "{\"000001.SZ\":[7]}",
                "{\"000001.SZ\":{\"time\":1",
                "{\"a\" 1}"
            })
    void whatIsNoObjectOfRowsIsRejected(String frame) {
        assertThatThrownBy(() -> QmtDecoder.ticks(frame)).isInstanceOf(DecodeException.class);
    }

    @Test
    void aFrameWithoutRowsTellsWhatTheBridgeHasToSay() {
        assertThat(QmtDecoder.ticks("{\"detail\":\"Not Found\"}").refusal()).contains("Not Found");
        assertThat(QmtDecoder.ticks("{\"success\":false,\"message\":\"no data\",\"data\":null}")
                        .refusal())
                .contains("no data");
        assertThat(QmtDecoder.ticks("{\"status\":\"unsupported\"}").refusal()).contains("unsupported");
        assertThat(QmtDecoder.ticks("{\"data\":{}}").refusal()).isEmpty();
        assertThat(QmtDecoder.remarks("{\"connected\":true,\"port\":58610}"))
                .containsEntry("connected", "true")
                .containsEntry("port", "58610");
    }

    @Test
    void aBarOfADayBeginsWithItsDate() {
        var bar = bars(
                        """
                        {"601010.SH":[{"index":"20260507","time":1778083200000,"open":2.0,"high":2.1,"low":1.9,"close":2.0,
                         "volume":17516,"amount":3503200,"preClose":2.1,"suspendFlag":0}]}""",
                        BarPeriod.D1)
                .get(0);
        assertThat(bar)
                .isEqualTo(new Bar(
                        new Symbol("601010.SH"),
                        BarPeriod.D1,
                        Instant.parse("2026-05-06T16:00:00Z"),
                        "qmt",
                        new BigDecimal("2"),
                        new BigDecimal("2.1"),
                        new BigDecimal("1.9"),
                        new BigDecimal("2"),
                        new BigDecimal("1751600"),
                        new BigDecimal("3503200"),
                        0,
                        true,
                        0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":{\"600000.SH\":[{\"index\":\"20260302093500\",%s}]}}",
                "{\"data\":{\"600000.SH\":[{\"stime\":\"20260302093500\",%s}]}}",
                "{\"data\":{\"600000.SH\":[{\"time\":20260302093500,%s}]}}",
                "{\"data\":{\"600000.SH\":[{\"time\":1772415300000,\"index\":\"?\",%s}]}}",
                "{\"data\":{\"600000.SH\":[{\"time\":1772415300000.0,%s}]}}",
                "{\"success\":true,\"code\":200,\"data\":{\"600000.SH\":[{\"date\":\"20260302093500\",%s}]}}"
            })
    void aBarWithinADayIsLabelledWithItsEnd(String form) {
        var bars = bars(form.formatted("\"open\":1,\"high\":1,\"low\":1,\"close\":1"), BarPeriod.M5);
        assertThat(bars).singleElement().satisfies(bar -> {
            assertThat(bar.time()).isEqualTo("2026-03-02T01:30:00Z");
            assertThat(bar.volume()).isZero();
            assertThat(bar.amount()).isZero();
        });
    }

    @Test
    void theOpeningAuctionBelongsToTheFirstMinute() {
        var bars = bars(
                """
                {"data":{"600000.SH":[
                {"time":1772415000000,"open":10.0,"high":10.0,"low":10.0,"close":10.0,"volume":2,"amount":2000},
                {"time":1772415060000,"open":10.1,"high":10.3,"low":10.1,"close":10.2,"volume":5,"amount":5100},
                {"time":1772415120000,"open":10.2,"high":10.2,"low":10.2,"close":10.2,"volume":1,"amount":1020}]}}""",
                BarPeriod.M1);
        assertThat(bars).hasSize(2);
        assertThat(bars.get(0).time()).isEqualTo("2026-03-02T01:30:00Z");
        assertThat(bars.get(0).open()).isEqualTo("10");
        assertThat(bars.get(0).low()).isEqualTo("10");
        assertThat(bars.get(0).high()).isEqualTo("10.3");
        assertThat(bars.get(0).volume()).isEqualTo("700");
        assertThat(bars.get(0).amount()).isEqualTo("7100");
        assertThat(bars.get(1).time()).isEqualTo("2026-03-02T01:31:00Z");
    }

    @Test
    void aBarThatCannotBeTrueAndOneOfAFutureAreLeftOut() {
        var decoded = QmtDecoder.bars(
                """
                {"600000.SH":[{"index":"someday","open":1,"high":1,"low":1,"close":1},{"index":"20260399","open":1},
                {"open":1,"high":1,"low":1,"close":1},{"index":"20260302","open":1,"high":1,"low":1,"close":0}],
                "IF2603.IF":[{"index":"20260302","open":1,"high":1,"low":1,"close":1}]}""",
                BarPeriod.D1,
                "qmt");
        assertThat(decoded.values()).isEmpty();
        assertThat(decoded.faults()).hasSize(4);
    }

    @Test
    void periodsHaveTheNamesOfXtdata() {
        assertThat(QmtDecoder.period(BarPeriod.H1)).contains("1h");
        assertThat(QmtDecoder.period(BarPeriod.S1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"600519.SH,600519.SH", "00700.HK,0700.HK", "80700.HK,80700.HK", "830799.BJ,830799.BJ"})
    void codesAndSymbolsAreTurnedIntoEachOther(String code, String symbol) {
        assertThat(QmtCode.symbol(code)).contains(new Symbol(symbol));
        assertThat(QmtCode.of(new Symbol(symbol))).contains(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10005331.SHO", "IF2603.IF", "SH", "600000.sh", "60000.SH", "0700.HK"})
    void otherCodesHaveNoSymbol(String code) {
        assertThat(QmtCode.symbol(code)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAPL.US", "BTC-USD", "HSI.HK"})
    void otherSymbolsHaveNoCode(String symbol) {
        assertThat(QmtCode.of(new Symbol(symbol))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "000300.SH,true",
        "399001.SZ,true",
        "899050.BJ,true",
        "000001.SZ,false",
        "600000.SH,false",
        "0700.HK,false"
    })
    void indicesAreKnownByTheirNumbers(String symbol, boolean index) {
        assertThat(QmtCode.isIndex(new Symbol(symbol))).isEqualTo(index);
    }

    private static Optional<QmtPhase> phase(String code, long openInt) {
        return only("{\"%s\":{\"time\":1772415005000,\"openInt\":%d}}".formatted(code, openInt))
                .phase();
    }

    private static QmtTick only(String frame) {
        var decoded = QmtDecoder.ticks(frame);
        assertThat(decoded.faults()).isEmpty();
        assertThat(decoded.values()).hasSize(1);
        return decoded.values().get(0);
    }

    private static List<Bar> bars(String text, BarPeriod period) {
        var decoded = QmtDecoder.bars(text, period, "qmt");
        assertThat(decoded.faults()).isEmpty();
        return decoded.values();
    }

    private static Level level(String price, String volume) {
        return new Level(new BigDecimal(price), new BigDecimal(volume));
    }
}
