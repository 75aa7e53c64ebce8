package argus.protocol.json;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/**
 * Writes instants as ISO-8601 with the offset of one zone: {@code 2026-01-05T09:30:00.123+08:00}. The fraction has no,
 * three, six or nine digits, as many as the instant needs. Keeps the last second it wrote, as most calls are about the
 * same one. Thread-safe.
 */
public final class IsoTime {
    private static final DateTimeFormatter SECONDS = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .appendValue(ChronoField.HOUR_OF_DAY, 2)
            .appendLiteral(':')
            .appendValue(ChronoField.MINUTE_OF_HOUR, 2)
            .appendLiteral(':')
            .appendValue(ChronoField.SECOND_OF_MINUTE, 2)
            .toFormatter();

    private final ZoneId zone;

    // racing threads overwrite each other's second, which costs time and is never wrong: the record is immutable
    private Second last;

    /** @param zone whose offset is written; zero is written as {@code Z} */
    public IsoTime(ZoneId zone) {
        this.zone = zone;
        this.last = second(0);
    }

    /** Appends an instant, without quotes. */
    public void append(StringBuilder out, Instant instant) {
        append(out, instant.getEpochSecond(), instant.getNano());
    }

    /** Appends an instant given as epoch milliseconds, without quotes. */
    public void append(StringBuilder out, long epochMillis) {
        append(out, Math.floorDiv(epochMillis, 1000L), Math.floorMod(epochMillis, 1000) * 1_000_000);
    }

    private void append(StringBuilder out, long epochSecond, int nano) {
        var second = last;
        if (second.epochSecond != epochSecond) {
            second = second(epochSecond);
            last = second;
        }
        out.append(second.text);
        if (nano != 0) {
            fraction(out.append('.'), nano);
        }
        out.append(second.offset);
    }

    private static void fraction(StringBuilder out, int nano) {
        int digits = nano % 1_000_000 == 0 ? 3 : nano % 1000 == 0 ? 6 : 9;
        int unit = 100_000_000;
        for (int i = 0; i < digits; i++) {
            out.append((char) ('0' + nano / unit % 10));
            unit /= 10;
        }
    }

    private Second second(long epochSecond) {
        var time = Instant.ofEpochSecond(epochSecond).atZone(zone);
        return new Second(epochSecond, SECONDS.format(time), time.getOffset().getId());
    }

    private record Second(long epochSecond, String text, String offset) {}
}
