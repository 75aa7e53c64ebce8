package argus.source.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.model.Symbol;
import argus.source.DecodeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TencentCodeTest {

    @ParameterizedTest
    @CsvSource({
        "600519.SH,sh600519",
        "000001.SZ,sz000001",
        "920002.BJ,bj920002",
        "0700.HK,hk00700",
        "80700.HK,hk80700",
        "HSI.HK,hkHSI",
        "AAPL.US,usAAPL",
        "BRK.B.US,usBRK.B",
        "GSPC.US,us.INX",
    })
    void symbolsHaveCodesAndCodesSymbols(String symbol, String code) {
        assertThat(TencentCode.of(new Symbol(symbol))).contains(code);
        assertThat(TencentCode.symbol(code)).isEqualTo(new Symbol(symbol));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh60051", "hk", "hk000700", "xx600519", "us", "us.ABC", "usaapl", "s", "hkhsi", "jp7203"})
    void anotherCodeIsRefused(String code) {
        assertThatThrownBy(() -> TencentCode.symbol(code)).isInstanceOf(DecodeException.class);
    }

    @Test
    void whatTencentDoesNotHaveHasNoCode() {
        assertThat(TencentCode.of(new Symbol("BTC-USD"))).isEmpty();
        assertThat(TencentCode.of(new Symbol("MOUTAI.SH"))).isEmpty();
        assertThat(TencentCode.of(new Symbol("A&B.US"))).isEmpty();
        assertThat(TencentCode.of(new Symbol("H.HK"))).isEmpty();
    }
}
