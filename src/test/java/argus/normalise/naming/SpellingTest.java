package argus.normalise.naming;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Symbol;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingTest {

    @ParameterizedTest
    @CsvSource({
        // exchanges and terminals
        "600519.SH, 600519.SH",
        "600519.SS, 600519.SH",
        "600519.XSHG, 600519.SH",
        "SHSE.600519, 600519.SH",
        "SSE:600519, 600519.SH",
        "SH.600519, 600519.SH",
        "sh600519, 600519.SH",
        "SH600519, 600519.SH",
        "000001.XSHE, 000001.SZ",
        "SZSE:000001, 000001.SZ",
        "SZSE.000001, 000001.SZ",
        "bj920002, 920002.BJ",
        "BSE:920002, 920002.BJ",
        "430047.BJ, 430047.BJ",
        "hk00700, 0700.HK",
        "HK.00700, 0700.HK",
        "HKEX:700, 0700.HK",
        "00700.XHKG, 0700.HK",
        "hk80700, 80700.HK",
        "usAAPL, AAPL.US",
        "US.AAPL, AAPL.US",
        "NASDAQ:AAPL, AAPL.US",
        "NYSE:BRK.B, BRK.B.US",
        "AMEX:SPY, SPY.US",
        "AAPL.OQ, AAPL.US",
        "AAPL.XNAS, AAPL.US",
        "usBRK.B, BRK.B.US",
        // Tencent and Sina
        "rt_hk00700, 0700.HK",
        "r_hk00700, 0700.HK",
        "s_sh600519, 600519.SH",
        "gb_aapl, AAPL.US",
        "gb_brk$b, BRK.B.US",
        "fx_seurusd, EURUSD.FX",
        "btc_btcbtcusd, BTC-USD",
        // Eastmoney
        "1.600519, 600519.SH",
        "1.000001, 000001.SH",
        "0.000001, 000001.SZ",
        "0.300750, 300750.SZ",
        "0.920002, 920002.BJ",
        "0.430047, 430047.BJ",
        "0.899050, 899050.BJ",
        "116.00700, 0700.HK",
        "105.AAPL, AAPL.US",
        "106.BRK_B, BRK.B.US",
        "119.EURUSD, EURUSD.FX",
        // indices
        "^HSI, HSI.HK",
        "hkHSI, HSI.HK",
        "HKHSI, HSI.HK",
        "rt_hkHSI, HSI.HK",
        "100.HSI, HSI.HK",
        "hkHSCEI, HSCE.HK",
        "HSTECH.HK, HSTECH.HK",
        "^GSPC, GSPC.US",
        "100.SPX, GSPC.US",
        "us.INX, GSPC.US",
        ".INX, GSPC.US",
        "gb_$inx, GSPC.US",
        "SPX.US, GSPC.US",
        "^DJI, DJI.US",
        "usDJI, DJI.US",
        "100.DJIA, DJI.US",
        "us.IXIC, IXIC.US",
        "^SSEC, 000001.SH",
        // currencies and coins
        "EURUSD.FX, EURUSD.FX",
        "EURUSD=X, EURUSD.FX",
        "JPY=X, USDJPY.FX",
        "CNH=X, USDCNH.FX",
        "EUR/USD, EURUSD.FX",
        "eur_usd, EURUSD.FX",
        "EUR.USD, EURUSD.FX",
        "FX:EURUSD, EURUSD.FX",
        "FX_IDC:USDCNH, USDCNH.FX",
        "EUR/USD.FX, EURUSD.FX",
        "BTC-USD, BTC-USD",
        "BTC/USD, BTC-USD",
        "XBT/USD, BTC-USD",
        "btc_usdt, BTC-USDT",
        "BINANCE:BTCUSDT, BTC-USDT",
        "COINBASE:BTC-USD, BTC-USD",
        "KRAKEN:BTC/EUR, BTC-EUR",
    })
    void aMarketIsNamedInManyWays(String spelling, String symbol) {
        assertThat(Spelling.explicit(spelling)).contains(new Symbol(symbol));
    }

    @ParameterizedTest
    @CsvSource({
        "600519, 600519.SH",
        "688981, 688981.SH",
        "510300, 510300.SH",
        "900901, 900901.SH",
        "300750, 300750.SZ",
        "002594, 002594.SZ",
        "159915, 159915.SZ",
        "399001, 399001.SZ",
        "200002, 200002.SZ",
        "920002, 920002.BJ",
        "835185, 835185.BJ",
        "00700, 0700.HK",
        "HSI, HSI.HK",
        "SPX, GSPC.US",
        "AAPL, AAPL.US",
        "BRK.B, BRK.B.US",
        "BRK-B, BRK.B.US",
        "EURUSD, EURUSD.FX",
        "usdjpy, USDJPY.FX",
        "XAUUSD, XAUUSD.FX",
        "BTCUSDT, BTC-USDT",
        "ethusd, ETH-USD",
        "ETHBTC, ETH-BTC",
        "BTCFDUSD, BTC-FDUSD",
        "1000SATSUSDT, 1000SATS-USDT",
    })
    void aCodeThatOnlyOneMarketHasNeedsNoMarket(String code, String symbol) {
        assertThat(Spelling.explicit(code)).isEmpty();
        assertThat(Spelling.bare(code)).contains(new Symbol(symbol));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "000001",
                "000300",
                "110059",
                "123456",
                "700",
                "SH",
                "HK",
                "US",
                "FX",
                "USDUSD",
                "ABCDEF",
                "EURXYZ",
                "AAPL.XX",
                "^N225",
                "USD=X",
                "EUR-USD.FX.FX",
                "105.",
                "0.60051",
                "1.AAPL",
                "NASDAQ:",
                "::",
                "=X",
                "2.600519",
                "sh60000",
                "0.HK",
                ".SH",
                "-USD",
                "BTC-",
                "平安"
            })
    void whatCouldBeOfSeveralMarketsOrOfNoneIsNotGuessed(String text) {
        assertThat(Spelling.explicit(text)).isEmpty();
        assertThat(Spelling.bare(text)).isEmpty();
    }
}
