package argus.normalise.naming;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;

/** Every way in which a venue writes a symbol leads back to it. */
class SpellingPropertyTest {

    @Property
    void everyVenuesSpellingOfASymbolMeansIt(@ForAll("symbols") Symbol symbol) {
        for (var spelling : spellings(symbol)) {
            assertThat(Spelling.explicit(spelling)).as(spelling).contains(symbol);
        }
    }

    @Property
    void whatIsUnderstoodIsCanonicalAndMeansItself(@ForAll @StringLength(max = 40) String text) {
        Spelling.explicit(text).or(() -> Spelling.bare(text)).ifPresent(symbol -> assertThat(
                        Spelling.explicit(symbol.text()))
                .contains(symbol));
    }

    @Property
    void whatLooksLikeASymbolIsCanonicalAndMeansItself(@ForAll("lookalikes") String text) {
        Spelling.explicit(text).or(() -> Spelling.bare(text)).ifPresent(symbol -> assertThat(
                        Spelling.explicit(symbol.text()))
                .contains(symbol));
    }

    @Provide
    Arbitrary<String> lookalikes() {
        return Arbitraries.of(
                        "SH", "SZ", "HK", "US", ".", "-", "/", "^", "=X", "0", "1", "600519", "00700", "105", "AAPL",
                        "EUR", "USD", "BTC", "HSI", "rt_", "gb_", "$", ":", "_", "hk", "us", "XBT", "A")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<Symbol> symbols() {
        var digits = Arbitraries.strings().numeric().ofLength(6);
        var letters = Arbitraries.strings().withCharRange('A', 'Z');
        return Arbitraries.oneOf(
                        digits.map(code -> code + ".SH"),
                        digits.map(code -> code + ".SZ"),
                        Arbitraries.strings().numeric().ofLength(4).map(code -> "92" + code + ".BJ"),
                        Arbitraries.integers().between(1, 99_999).map(n -> String.format(Locale.ROOT, "%04d.HK", n)),
                        letters.ofMinLength(1).ofMaxLength(5).map(code -> code + ".US"),
                        letters.ofMinLength(1).ofMaxLength(4).map(code -> code + ".B.US"),
                        Arbitraries.of("HSI.HK", "HSCE.HK", "GSPC.US", "DJI.US", "IXIC.US"),
                        Arbitraries.of("EURUSD.FX", "USDJPY.FX", "GBPCHF.FX", "USDCNH.FX", "XAUUSD.FX"),
                        Arbitraries.of("BTC-USD", "ETH-USDT", "SOL-USDC", "1INCH-USDT", "ETH-BTC"))
                .filter(text -> !OTHER_NAMES.contains(text))
                .map(Symbol::new);
    }

    /** Not canonical: other names of indices. */
    private static final List<String> OTHER_NAMES = List.of("SPX.US", "INX.US", "DJIA.US");

    /** How QMT, Yahoo, Tencent, Sina, Eastmoney, Binance and others write it. */
    private static List<String> spellings(Symbol symbol) {
        var code = symbol.code();
        var all = new ArrayList<>(List.of(symbol.text(), symbol.text().toLowerCase(Locale.ROOT)));
        switch (symbol.market()) {
            case SH -> all.addAll(List.of(code + ".SS", code + ".XSHG", "sh" + code, "SH" + code, "1." + code));
            case SZ -> {
                all.addAll(List.of(code + ".XSHE", "sz" + code, "SZ" + code, "SZ." + code));
                if (!code.matches("(92|43|83|87|899).*")) {
                    all.add("0." + code);
                }
            }
            case BJ -> all.addAll(List.of("bj" + code, "BJ" + code, "0." + code));
            case HK -> {
                if (Character.isDigit(code.charAt(0))) {
                    var five = "0".repeat(5 - code.length()) + code;
                    all.addAll(List.of(five + ".HK", "hk" + five, "rt_hk" + five, "116." + five, "HK." + five));
                } else {
                    all.addAll(List.of("^" + code, "hk" + code, "rt_hk" + code, "100." + code));
                }
            }
            case US -> {
                var lower = code.toLowerCase(Locale.ROOT).replace('.', '$');
                all.addAll(List.of("us" + code, "gb_" + lower, "105." + code.replace('.', '_'), "NYSE:" + code));
            }
            case FX -> {
                all.addAll(List.of(code + "=X", code.substring(0, 3) + '/' + code.substring(3), "FX:" + code));
                if (code.startsWith("USD")) {
                    all.add(code.substring(3) + "=X");
                }
            }
            case CRYPTO -> all.addAll(
                    List.of(code.replace('-', '/'), code.replace('-', '_'), "BINANCE:" + code.replace("-", "")));
        }
        return all;
    }
}
