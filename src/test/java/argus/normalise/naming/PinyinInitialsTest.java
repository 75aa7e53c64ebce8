package argus.normalise.naming;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinyinInitialsTest {

    @ParameterizedTest
    @CsvSource({
        "平安银行, PAYH",
        "贵州茅台, GZMT",
        "宁德时代, NDSD",
        "沪深300ETF, HS300ETF",
        "万科A, WKA",
        "万 科Ａ, WKA",
        "阿里巴巴, ALBB",
        "重庆啤酒, CQPJ",
        "三一重工, SYZG",
        "中国重汽, ZGZQ",
        "长安汽车, CAQC",
        "厦门钨业, XMWY",
        "广厦环能, GSHN",
        "西藏药业, XZYY",
        "东阿阿胶, DEEJ",
        "会稽山, KJS",
        "大参林, DSL",
        "乐普医疗, LPYL",
        "中芯国际, ZXGJ",
        "赣锋锂业, GFLY",
        "鑫科材料, XKCL",
        "騰訊控股, TXKG",
        "*ST 天山, STTS",
        "'', ''",
        "Ω€, ''",
    })
    void namesHaveInitials(String name, String initials) {
        assertThat(PinyinInitials.of(name)).isEqualTo(initials);
    }

    @Test
    void otherReadingsOfACharacterAreFoundAsWell() {
        assertThat(PinyinInitials.readings("长江电力")).containsExactly("CJDL", "ZJDL");
        assertThat(PinyinInitials.readings("平安银行")).containsExactly("PAYH", "PAYX");
        assertThat(PinyinInitials.readings("重庆啤酒")).containsExactly("CQPJ");
    }

    @Property
    void anyNameHasAFewReadings(@ForAll String name) {
        assertThat(PinyinInitials.readings(name)).isNotEmpty().hasSizeLessThanOrEqualTo(16);
    }

    @Test
    void aNameOfManyReadingsHasAFewOfThem() {
        assertThat(PinyinInitials.readings("长重行厦乐朝盛曾"))
                .hasSizeLessThanOrEqualTo(16)
                .contains("CZHXLCSZ");
    }
}
