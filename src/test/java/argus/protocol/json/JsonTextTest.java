package argus.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.00, 0.00",
        "-0.5, -0.5",
        "11.30, 11.30",
        "-11.03, -11.03",
        "1E+3, 1000",
        "1E-8, 0.00000001",
        "999999999999999999, 999999999999999999",
        "0.999999999999999999, 0.999999999999999999",
        "9999999999999999999, 9999999999999999999",
        "-9223372036854775808, -9223372036854775808",
        "0.0000000000000000001, 0.0000000000000000001",
        "12345678901234567890.123456789, 12345678901234567890.123456789",
    })
    void decimalsHaveAllTheirDigitsAndNoExponent(BigDecimal value, String text) {
        assertThat(decimal(value)).isEqualTo(text);
    }

    @Property
    void decimalIsWrittenAsItsPlainString(
            @ForAll BigInteger unscaled, @ForAll @IntRange(min = -30, max = 30) int scale) {
        var value = new BigDecimal(unscaled, scale);
        assertThat(decimal(value)).isEqualTo(value.toPlainString());
    }

    @Property
    void smallDecimalIsWrittenAsItsPlainString(@ForAll long unscaled, @ForAll @IntRange(max = 20) int scale) {
        var value = BigDecimal.valueOf(unscaled, scale);
        assertThat(decimal(value)).isEqualTo(value.toPlainString());
    }

    @Test
    void charactersThatJsonOrScriptsCannotHoldAreEscaped() {
        assertThat(string("a\"b\\c/\n\r\t\b\u0000\u001f\u007f"))
                .isEqualTo("\"a\\\"b\\\\c/\\n\\r\\t\\u0008\\u0000\\u001f\u007f\"");
        assertThat(string("\u2027\u2028\u2029\u202a")).isEqualTo("\"\u2027\\u2028\\u2029\u202a\"");
    }

    @Test
    void pairsOfSurrogatesStayAndHalvesAreEscaped() {
        assertThat(string("平安 😀")).isEqualTo("\"平安 😀\"");
        assertThat(string("\ud83dx\ude00")).isEqualTo("\"\\ud83dx\\ude00\"");
        assertThat(string("\ud83d")).isEqualTo("\"\\ud83d\"");
        assertThat(string("\ude00\ud83d\ude00")).isEqualTo("\"\\ude00😀\"");
    }

    @Property
    void stringIsReadBackAndFitsIntoUtf8(@ForAll String text) {
        var json = string(text);
        assertThat(new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(json);
        assertThat(new JsonTree().read(json)).isEqualTo(new JsonNode.Text(text));
    }

    private static String decimal(BigDecimal value) {
        var out = new StringBuilder();
        JsonText.decimal(out, value);
        return out.toString();
    }

    private static String string(String text) {
        var out = new StringBuilder();
        JsonText.string(out, text);
        return out.toString();
    }
}
