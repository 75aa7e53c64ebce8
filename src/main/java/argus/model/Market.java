package argus.model;

import java.time.ZoneId;

/** A venue group with one clock, one currency and one set of trading rules. */
public enum Market {
    /** Shanghai. */
    SH("Asia/Shanghai", "CNY"),
    /** Shenzhen. */
    SZ("Asia/Shanghai", "CNY"),
    /** Beijing. */
    BJ("Asia/Shanghai", "CNY"),
    /** Hong Kong. */
    HK("Asia/Hong_Kong", "HKD"),
    /** The United States, all exchanges. */
    US("America/New_York", "USD"),
    /** Crypto pairs, traded round the clock; the quote currency is part of the symbol. */
    CRYPTO("UTC", "USD"),
    /** Currency pairs and precious metals between banks; the quote currency is part of the symbol. */
    FX("UTC", "USD");

    private final ZoneId zone;
    private final String currency;

    Market(String zone, String currency) {
        this.zone = ZoneId.of(zone);
        this.currency = currency;
    }

    /** The zone in which trading days and bars of this market are cut. */
    public ZoneId zone() {
        return zone;
    }

    /** ISO code of the currency in which an instrument of this market is quoted unless it says otherwise. */
    public String currency() {
        return currency;
    }
}
