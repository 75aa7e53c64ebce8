package argus.source.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import argus.model.Depth.Level;
import argus.model.Instrument;
import argus.model.Symbol;
import argus.source.DecodeException;
import argus.source.tencent.TencentDecoder.Row;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TencentDecoderTest {
    static final Path RECORDED = Path.of("../shared/sources/others-samples/tencent-qt.txt");

    private static TencentRow only(String code, RowText row) {
        return TencentDecoder.decode(FakeTencent.body(Map.of(code, row.text())))
                .rows()
                .get(0)
                .row();
    }

    private static BigDecimal n(String number) {
        return new BigDecimal(number);
    }

    private static Level level(String price, String volume) {
        return new Level(n(price), n(volume));
    }

    @Test
    void recordedAnswersAreReadWithTheirUnits() throws IOException {
        assumeThat(RECORDED).as("recorded answers").exists();
        var rows = new LinkedHashMap<String, String>();
        Files.readAllLines(RECORDED).stream()
                .filter(line -> line.startsWith("v_"))
                .forEach(line -> rows.put(
                        line.substring(2, line.indexOf('=')),
                        line.substring(line.indexOf('"') + 1, line.length() - 2)));

        var answer = TencentDecoder.decode(FakeTencent.body(rows));

        assertThat(answer.faults()).isEmpty();
        var read = answer.rows().stream().map(Row::row).toList();
        assertThat(read)
                .extracting(row -> row.symbol().text())
                .containsExactly("600519.SH", "002103.SZ", "0700.HK", "9988.HK", "AAPL.US");
        assertThat(read).extracting(TencentRow::name).containsExactly("贵州茅台", "广博股份", "腾讯控股", "阿里巴巴-W", "苹果");

        var tea = read.get(0);
        assertThat(tea.time()).isEqualTo("2026-08-06T02:43:33Z");
        assertThat(tea.volume()).isEqualTo("1113100");
        assertThat(tea.amount()).isEqualTo("1451334748");
        assertThat(tea.limitUp()).isEqualTo("1437.1");
        assertThat(tea.limitDown()).isEqualTo("1175.81");
        assertThat(tea.bids())
                .containsExactly(
                        level("1301.52", "100"),
                        level("1301.51", "300"),
                        level("1301.5", "100"),
                        level("1301.22", "100"),
                        level("1301.2", "600"));
        assertThat(tea.asks())
                .containsExactly(
                        level("1301.95", "300"),
                        level("1302", "100"),
                        level("1302.01", "500"),
                        level("1302.05", "100"),
                        level("1302.09", "100"));
        assertThat(tea.quote().change()).isEqualByComparingTo("-4.95");
        assertThat(tea.quote().bidVolume()).isEqualTo("100");

        var stationery = read.get(1);
        assertThat(stationery.volume()).isEqualTo("5694700");
        assertThat(stationery.amount()).isEqualTo("46457393");
        assertThat(stationery.bids().get(0)).isEqualTo(level("8.15", "131000"));
        assertThat(stationery.quote().change()).isEqualByComparingTo("-0.10");

        var tencent = read.get(2);
        assertThat(tencent.time()).isEqualTo("2026-08-07T08:08:23Z");
        assertThat(tencent.volume()).isEqualTo("16319939");
        assertThat(tencent.amount()).isEqualTo("7803757295.25");
        assertThat(tencent.hasDepth()).isFalse();
        assertThat(tencent.quote().bidPrice()).isNull();
        assertThat(tencent.quote().change()).isEqualByComparingTo("-0.4");
        assertThat(tencent.high()).isEqualTo("483.2");
        assertThat(tencent.instrument())
                .isEqualTo(new Instrument(
                        new Symbol("0700.HK"), "腾讯控股", "TENCENT", Instrument.Type.STOCK, n("0.200"), n("100"), "HKD"));
        assertThat(read.get(3).quote().change()).isEqualByComparingTo("-0.6");

        var apple = read.get(4);
        assertThat(apple.time()).isEqualTo("2026-04-17T16:36:00Z");
        assertThat(apple.englishName()).isEqualTo("Apple Inc.");
        assertThat(apple.volume()).isEqualTo("28298056");
        assertThat(apple.amount()).isEqualTo("7614043089");
        assertThat(apple.low()).isEqualTo("266.72");
        assertThat(apple.quote().change()).isEqualByComparingTo("8.02");
        assertThat(apple.limitUp()).isNull();
    }

    @Test
    void aRowOfChinaIsReadWithItsBookInShares() {
        var row = only("sh600001", RowText.chinese("600001", "测试股份"));

        assertThat(row)
                .isEqualTo(new TencentRow(
                        new Symbol("600001.SH"),
                        "测试股份",
                        "",
                        Instrument.Type.STOCK,
                        "CNY",
                        n("100"),
                        Instant.parse("2026-03-02T02:00:03Z"),
                        n("10"),
                        n("9.9"),
                        n("9.95"),
                        n("10.05"),
                        n("9.94"),
                        n("120000"),
                        n("1199400"),
                        List.of(level("9.99", "1200"), level("9.98", "700")),
                        List.of(level("10.01", "300"), level("10.02", "4000")),
                        n("10.89"),
                        n("8.91")));
        assertThat(row.depth(7).sequence()).isEqualTo(7);
        assertThat(row.quote().source()).isEqualTo("tencent");
    }

    @ParameterizedTest
    @CsvSource({
        "688001,10.00/1200/12010,1200,shares",
        "113001,10.00/1200/120100,12000,tens",
        "600001,10.00/1200/1200100,120000,hundreds",
        "600001,10.00/0/0,120000,nothing was paid yet",
        "600001,10.00/1200/77,120000,nonsense was paid",
        "113001,10.00/1200/0,12000,a bond for which nothing was paid yet",
    })
    void whatWasPaidTellsTheUnitOfVolumes(String code, String trading, String volume, String why) {
        var row = only("sh" + code, RowText.chinese(code, "某").set(35, trading));

        assertThat(row.volume()).as(why).isEqualTo(volume);
    }

    @Test
    void theAmountInTenThousandsHelpsWhereTheOtherIsMissing() {
        var row = only("sh600001", RowText.chinese("600001", "某").set(35, ""));

        assertThat(row.amount()).isEqualTo("1200000");
    }

    @Test
    void aShareNotYetTradedIsWorthItsPreviousClose() {
        var row = only(
                "sz000005",
                RowText.chinese("000005", "停牌")
                        .set(3, "0.00")
                        .set(5, "0.00", "0")
                        .set(9, "0.00", "0")
                        .set(19, "0.00", "0")
                        .set(33, "0.00", "0.00", "0.00/0/0"));

        assertThat(row.last()).isEqualTo("9.9");
        assertThat(row.quote().open()).isNull();
        assertThat(row.quote().high()).isNull();
        assertThat(row.quote().amount()).isNull();
        assertThat(row.volume()).isEqualByComparingTo("0");
        assertThat(row.hasDepth()).isFalse();
        assertThat(row.instrument().tick()).isEqualByComparingTo("0.01");
    }

    @Test
    void anIndexHasNoBook() {
        var row = only("sh000001", RowText.chinese("000001", "上证指数").set(61, "ZS"));

        assertThat(row.type()).isEqualTo(Instrument.Type.INDEX);
        assertThat(row.hasDepth()).isFalse();
        assertThat(row.volume()).isEqualTo("120000");
        assertThat(only("sz399001", RowText.chinese("399001", "深证成指")).type()).isEqualTo(Instrument.Type.INDEX);
        assertThat(only("hkHSI", RowText.hongKong("HSI", "恒生指数", "HSI")).type()).isEqualTo(Instrument.Type.INDEX);
        assertThat(only("us.INX", RowText.american(".INX", "标普500", "S&P 500")).symbol())
                .isEqualTo(new Symbol("GSPC.US"));
    }

    @Test
    void aFundIsCalledSo() {
        assertThat(only("sh510300", RowText.chinese("510300", "沪深300ETF").set(61, "ETF"))
                        .type())
                .isEqualTo(Instrument.Type.FUND);
        assertThat(only("sz161725", RowText.chinese("161725", "招商白酒").set(61, "LOF"))
                        .type())
                .isEqualTo(Instrument.Type.FUND);
    }

    @Test
    void aLevelWithoutPriceEndsItsSide() {
        var row = only("sh600001", RowText.chinese("600001", "某").set(19, "0.00", "5", "10.02", "7"));

        assertThat(row.asks()).isEmpty();
        assertThat(row.quote().askPrice()).isNull();
        assertThat(row.hasDepth()).isTrue();
    }

    @Test
    void aRowOfHongKongCountsSharesAndHasItsLot() {
        var row = only("hk09999", RowText.hongKong("09999", "网易-S", "NTES-S"));

        assertThat(row.symbol()).isEqualTo(new Symbol("9999.HK"));
        assertThat(row.volume()).isEqualTo("150000");
        assertThat(row.lot()).isEqualTo("500");
        assertThat(row.time()).isEqualTo("2026-03-02T07:45:01Z");
    }

    @Test
    void aClassShareOfTheUnitedStatesIsTheOneAskedFor() {
        var row = only("usBRK.B", RowText.american("BRK.B.N", "伯克希尔", "Berkshire"));

        assertThat(row.symbol()).isEqualTo(new Symbol("BRK.B.US"));
        assertThat(row.time()).isEqualTo("2026-03-02T15:00:01Z");
        assertThat(row.currency()).isEqualTo("USD");
    }

    @Test
    void aNameMayHoldTheBytesOfASeparator() {
        var name = new String(new byte[] {(byte) 0x81, '~'}, FakeTencent.GBK);

        assertThat(only("sh600001", RowText.chinese("600001", name)).name()).isEqualTo(name);
    }

    @Test
    void codesThatNobodyKnowsAreLeftOut() {
        assertThat(TencentDecoder.decode("v_pv_none_match=\"1\";\n".getBytes(FakeTencent.GBK))
                        .rows())
                .isEmpty();
        assertThat(TencentDecoder.decode("v_sh600000=\"\";\n".getBytes(FakeTencent.GBK))
                        .rows())
                .isEmpty();
        assertThat(TencentDecoder.decode(new byte[0]).rows()).isEmpty();
    }

    @Test
    void aBadRowDoesNotSpoilTheOthers() {
        var rows = new LinkedHashMap<String, String>();
        rows.put("sh600001", RowText.chinese("600001", "某").set(3, "ten").text());
        rows.put("sh600002", RowText.chinese("600002", "某").text());

        var answer = TencentDecoder.decode(FakeTencent.body(rows));

        assertThat(answer.rows()).extracting(row -> row.row().symbol().text()).containsExactly("600002.SH");
        assertThat(answer.faults()).singleElement().satisfies(fault -> assertThat(fault)
                .hasMessageContaining("sh600001: field 3 is no number: ten"));
    }

    @ParameterizedTest
    @CsvSource({"2,600002", "3,0", "3,1E999999999", "3,", "6,-", "6,x", "9,1.2.3", "30,20261302100003", "30,", "5,NaN"})
    void aWrongFieldIsToldByItsPlace(int field, String value) {
        var row = RowText.chinese("600001", "某").set(4, "").set(field, value == null ? "" : value);

        assertThatThrownBy(() -> only("sh600001", row))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("sh600001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>busy</html>",
                "v_sh600001",
                "v_sh600001=\"1~2~3",
                "v_sh600001=\"1~2~3\";",
                "v_a_code_that_is_far_too_long_to_be_one=\"1\";",
                "v_sh60001=\"1\";",
                "{}",
            })
    void anotherTextIsRefused(String text) {
        assertThatThrownBy(() -> TencentDecoder.decode(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DecodeException.class);
    }
}
