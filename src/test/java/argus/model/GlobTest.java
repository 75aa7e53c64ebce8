package argus.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "6*.SH, 600519.SH, true",
        "6*.sh, 600519.SH, true",
        "6*.SH, 600519.SZ, false",
        "60????.SH, 600519.SH, true",
        "60????.SH, 6005190.SH, false",
        "*, BTC-USD, true",
        "*.US, BRK.B.US, true",
        "A?PL.US, AAPL.US, true",
        "A?PL.US, APL.US, false",
        "600519.SH*, 600519.SH, true",
        "600519, 600519.SH, false",
        "[6]*, 600519.SH, false"
    })
    void starIsAnyTextAndQuestionMarkIsOneCharacter(String glob, String symbol, boolean fits) {
        assertThat(new Glob(glob).matches(new Symbol(symbol))).isEqualTo(fits);
    }

    @Test
    void onlyATextWithAWildcardIsMoreThanOneSymbol() {
        assertThat(Glob.isGlob("6*.SH")).isTrue();
        assertThat(Glob.isGlob("60051?.SH")).isTrue();
        assertThat(Glob.isGlob("600519.SH")).isFalse();
    }

    @Property
    void meansTheSameAsARegularExpression(
            @ForAll @Chars({'A', 'B', '*', '?'}) @StringLength(max = 12) String glob,
            @ForAll @Chars({'A', 'B'}) @StringLength(min = 1, max = 10) String code) {
        var symbol = new Symbol(code + "-A");
        var text = glob + "-A";
        var regex =
                Pattern.compile(text.replaceAll("\\*+", "*").replace("*", ".*").replace("?", "."));

        assertThat(new Glob(text).matches(symbol))
                .isEqualTo(regex.matcher(symbol.text()).matches());
    }
}
