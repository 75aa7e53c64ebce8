package argus.normalise;

import static org.assertj.core.api.Assertions.assertThat;

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
        "阿里巴巴, ALBB",
        "重庆啤酒, CQPJ",
        "中芯国际, ZXGJ",
        "*ST 天山, STTS",
        "'', ''",
        "Ω€, ''",
    })
    void namesHaveInitials(String name, String initials) {
        assertThat(PinyinInitials.of(name)).isEqualTo(initials);
    }
}
