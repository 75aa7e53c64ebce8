package argus.source.qmt.codec;

import argus.source.DecodeException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** The times of xtdata: milliseconds since 1970, or texts in the local time of Shanghai. Stateless. */
final class QmtTime {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final BigDecimal EARLIEST =
            BigDecimal.valueOf(Instant.parse("1990-01-01T00:00:00Z").toEpochMilli());
    private static final BigDecimal LATEST =
            BigDecimal.valueOf(Instant.parse("2100-01-01T00:00:00Z").toEpochMilli());

    private QmtTime() {}

    /** @throws DecodeException if it lies before the first exchange or far ahead, as a number that is no time does */
    static Instant ofMillis(String code, BigDecimal millis) {
        if (millis.compareTo(EARLIEST) < 0 || millis.compareTo(LATEST) > 0) {
            throw new DecodeException("a row of " + code + " has an impossible time: " + millis);
        }
        return Instant.ofEpochMilli(millis.longValue());
    }

    static Instant local(LocalDateTime time) {
        return time.atZone(ZONE).toInstant();
    }
}
