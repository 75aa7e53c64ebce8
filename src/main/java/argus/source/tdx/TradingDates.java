package argus.source.tdx;

import argus.source.tdx.wire.LoginDecoder.Greeting;
import argus.source.tdx.wire.TdxCode;
import java.time.LocalDate;

/** The day that a server is in, which is not always that of the local clock. */
final class TradingDates {
    private TradingDates() {}

    static LocalDate of(Security security, Greeting greeting) {
        var day = security.code().market() == TdxCode.SHENZHEN ? greeting.shenzhen() : greeting.shanghai();
        return day.date();
    }
}
