package argus.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Glob;
import argus.model.Instrument;
import argus.model.Symbol;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymbolDirectoryTest {
    private final SymbolDirectory directory = new SymbolDirectory();

    SymbolDirectoryTest() {
        directory.add(List.of(
                instrument("000001.SZ", "平安银行", "Ping An Bank"),
                instrument("000001.SH", "上证指数", "SSE Composite"),
                instrument("000002.SZ", "万科A", "China Vanke"),
                instrument("600000.SH", "浦发银行", "SPD Bank"),
                instrument("600519.SH", "贵州茅台", "Kweichow Moutai"),
                instrument("0700.HK", "腾讯控股", "Tencent Holdings"),
                instrument("80700.HK", "腾讯控股R", "Tencent Holdings R"),
                instrument("AAPL.US", "苹果", "Apple"),
                instrument("USB.US", "美国合众银行", "US Bancorp"),
                instrument("B.US", "巴恩斯", "Barnes"),
                instrument("BRK.B.US", "伯克希尔", "Berkshire Hathaway"),
                instrument("BTC-USD", "比特币", "Bitcoin")));
    }

    private static Instrument instrument(String symbol, String name, String english) {
        return new Instrument(
                new Symbol(symbol),
                name,
                english,
                Instrument.Type.STOCK,
                new BigDecimal("0.01"),
                BigDecimal.ONE,
                "CNY");
    }

    @ParameterizedTest
    @CsvSource({
        "600000.SH, 600000.SH",
        "' 600000.sh ', 600000.SH",
        "sh600000, 600000.SH",
        "SH600000, 600000.SH",
        "600000.SS, 600000.SH",
        "600000.XSHG, 600000.SH",
        "600000, 600000.SH",
        "000001.XSHE, 000001.SZ",
        "sz000001, 000001.SZ",
        "sh000001, 000001.SH",
        "000002, 000002.SZ",
        "bj920002, 920002.BJ",
        "920002.XBSE, 920002.BJ",
        "0700.HK, 0700.HK",
        "700.hk, 0700.HK",
        "00700.HK, 0700.HK",
        "00700.XHKG, 0700.HK",
        "hk00700, 0700.HK",
        "HK700, 0700.HK",
        "700, 0700.HK",
        "00700, 0700.HK",
        "80700, 80700.HK",
        "09988.HK, 9988.HK",
        "hsi.hk, HSI.HK",
        "AAPL, AAPL.US",
        "aapl, AAPL.US",
        "aapl.us, AAPL.US",
        "usAAPL, AAPL.US",
        "usaapl, AAPL.US",
        "USB, USB.US",
        "usb, USB.US",
        "usB, USB.US",
        "usMSFT, MSFT.US",
        "BRK.B, BRK.B.US",
        "BRK-B, BRK.B.US",
        "brk$b, BRK.B.US",
        "usBRK.B, BRK.B.US",
        "BRK_B.US, BRK.B.US",
        "BTC-USD, BTC-USD",
        "btc-usd, BTC-USD",
        "btc/usd, BTC-USD",
        "btcusd, BTC-USD",
        "eth-usdt, ETH-USDT",
        "600001, 600001.SH",
        "MSFT, MSFT.US",
        "ethusd, ETH-USD",
        "eurusd, EURUSD.FX",
        "^HSI, HSI.HK",
    })
    void usualSpellingsMeanOneSymbol(String spelling, String symbol) {
        assertThat(directory.resolve(spelling)).contains(new Symbol(symbol));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "000001",
                "USMSFT",
                "US",
                "123456",
                "60000.SH",
                "sh60000",
                "0.HK",
                "00000.HK",
                "1234567.HK",
                "AAPL.XX",
                ".SH",
                ".",
                "-",
                "BTC-",
                "-USD",
                "平安银行",
                "600000 SH",
                "6*.SH",
                "600000.SH;",
                "ＡＡＰＬ",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.US",
                "AAAAAAAAAAAAAAA.US",
                "\u0000",
                "HK"
            })
    void whatMeansNothingOrTwoThingsIsNotGuessed(String spelling) {
        assertThat(directory.resolve(spelling)).isEmpty();
    }

    @Test
    void aReplacedCodeMeansTheNewOneUnlessASourceStillHasTheOld() {
        assertThat(directory.resolve("430047.bj")).contains(new Symbol("920047.BJ"));
        assertThat(directory.resolve("430047")).contains(new Symbol("920047.BJ"));
        assertThat(directory.resolve("bj430047")).contains(new Symbol("920047.BJ"));
        assertThat(directory.resolve("0.430047")).contains(new Symbol("920047.BJ"));
        assertThat(directory.resolve("999999.SH")).contains(new Symbol("000001.SH"));

        directory.add(List.of(instrument("430047.BJ", "诺思兰德", "Northland")));

        assertThat(directory.resolve("430047.BJ")).contains(new Symbol("430047.BJ"));
        assertThat(directory.resolve("430047")).contains(new Symbol("430047.BJ"));
    }

    @Test
    void namesAreFoundByEveryReadingOfTheirCharacters() {
        directory.add(List.of(instrument("600900.SH", "长江电力", "China Yangtze Power")));
        assertThat(directory.search("cjdl", 1)).extracting(Instrument::name).containsExactly("长江电力");
        assertThat(directory.search("zjdl", 1)).extracting(Instrument::name).containsExactly("长江电力");
        assertThat(directory.initials(new Symbol("600900.SH"))).contains("CJDL");
        assertThat(directory.initials(new Symbol("600901.SH"))).isEmpty();
    }

    @Test
    void aListOfThousandsIsTakenAtOnceAndToldAgainForNothing() {
        var list = IntStream.range(0, 5_000)
                .mapToObj(i -> instrument(String.format("%06d.SZ", 300_000 + i), "名字" + i, "Name " + i))
                .toList();
        directory.add(list);
        directory.add(list);
        assertThat(directory.instruments()).hasSize(5_012);
        assertThat(directory.resolve("304999")).contains(new Symbol("304999.SZ"));
        assertThat(directory.suggest("304998.SH", 1)).containsExactly(new Symbol("304998.SZ"));
    }

    @Test
    void instrumentsAreHeldInTheirOrderAndReplaced() {
        assertThat(directory.instruments()).hasSize(12);
        assertThat(directory.instrument(new Symbol("AAPL.US")))
                .get()
                .extracting(Instrument::name)
                .isEqualTo("苹果");
        directory.add(List.of(instrument("AAPL.US", "苹果公司", "Apple Inc.")));
        assertThat(directory.instruments()).hasSize(12);
        assertThat(directory.instrument(new Symbol("AAPL.US")))
                .get()
                .extracting(Instrument::name)
                .isEqualTo("苹果公司");
        assertThat(directory.resolve("AAPL")).contains(new Symbol("AAPL.US"));
        assertThat(directory.instrument(new Symbol("MSFT.US"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0000, 000001.SZ|000001.SH|000002.SZ",
        "000001, 000001.SZ|000001.SH",
        "sh600000, 600000.SH",
        "00700, 0700.HK",
        "平安, 000001.SZ",
        "银行, 000001.SZ|600000.SH|USB.US",
        "payh, 000001.SZ",
        "gzmt, 600519.SH",
        "ten, 0700.HK|80700.HK",
        "bank, 000001.SZ|600000.SH",
        "AAP, AAPL.US",
        "b, B.US|BTC-USD|BRK.B.US|000001.SZ|600000.SH|USB.US",
        "nothing, ''",
    })
    void searchFindsByCodeNameAndInitials(String text, String symbols) {
        var expected = symbols.isEmpty() ? new String[0] : symbols.split("\\|");
        assertThat(directory.search(text, 20))
                .extracting(i -> i.symbol().text())
                .contains(expected)
                .hasSizeBetween(expected.length, Math.max(expected.length, expected.length + 2));
        if (expected.length > 0) {
            assertThat(directory.search(text, 1))
                    .extracting(i -> i.symbol().text())
                    .containsExactly(expected[0]);
        }
    }

    @Test
    void anEmptySearchShowsTheBoard() {
        assertThat(directory.search(" ", 3))
                .extracting(i -> i.symbol().text())
                .containsExactly("000001.SZ", "000001.SH", "000002.SZ");
    }

    @ParameterizedTest
    @CsvSource({
        "000001, 000001.SZ",
        "600591.SH, 600519.SH",
        "600518, 600519.SH",
        "6000000.SH, 600000.SH",
        "APPL, AAPL.US",
        "aaple, AAPL.US",
        "BTC-USDT, BTC-USD",
        "tenc, 0700.HK",
        "平安, 000001.SZ",
        "701.HK, 0700.HK",
    })
    void nearSpellingsAreSuggested(String bad, String first) {
        assertThat(directory.suggest(bad, 5))
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(5)
                .first()
                .isEqualTo(new Symbol(first));
    }

    @Test
    void nothingIsSuggestedForWhatIsFarFromEverything() {
        assertThat(directory.suggest("QQQQQQQQ", 5)).isEmpty();
        assertThat(directory.suggest("不存在", 5)).isEmpty();
        assertThat(directory.suggest("X".repeat(1_000_000), 2)).isEmpty();
    }

    @Property
    void anyTextIsAnsweredAndCanonicalSymbolsMeanThemselves(@ForAll @StringLength(max = 40) String text) {
        directory.resolve(text).ifPresent(symbol -> assertThat(directory.resolve(symbol.text()))
                .contains(symbol));
        assertThat(directory.suggest(text, 5)).hasSizeLessThanOrEqualTo(5);
        assertThat(directory.search(text, 5)).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void symbolsThatFitAPatternComeByName() {
        assertThat(directory.matching(new Glob("6*.sh")))
                .containsExactly(new Symbol("600000.SH"), new Symbol("600519.SH"));
        assertThat(directory.matching(new Glob("9*.SH"))).isEmpty();
    }

    @Test
    void sectorsAreKnownFromTheInstrumentsOfThem() {
        directory.add(List.of(
                new Instrument(
                        new Symbol("601398.SH"),
                        "工商银行",
                        "ICBC",
                        Instrument.Type.STOCK,
                        BigDecimal.ONE,
                        BigDecimal.ONE,
                        "CNY",
                        "Banks"),
                new Instrument(
                        new Symbol("600036.SH"),
                        "招商银行",
                        "China Merchants Bank",
                        Instrument.Type.STOCK,
                        BigDecimal.ONE,
                        BigDecimal.ONE,
                        "CNY",
                        "banks")));

        assertThat(directory.sectors()).containsExactly("banks");
        assertThat(directory.sector("BANKS")).containsExactly(new Symbol("600036.SH"), new Symbol("601398.SH"));
        assertThat(directory.sector("airlines")).isEmpty();
        assertThat(directory.search(" #Banks", 1))
                .extracting(Instrument::englishName)
                .containsExactly("China Merchants Bank");
        assertThat(directory.search("#airlines", 9)).isEmpty();
    }
}
