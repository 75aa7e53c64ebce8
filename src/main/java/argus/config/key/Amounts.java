package argus.config.key;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lengths of time and sizes as people write them. */
final class Amounts {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,18})?)\\s*([A-Za-z]*)");
    private static final Map<String, Duration> TIMES = Map.of(
            "", Duration.ofSeconds(1),
            "ns", Duration.ofNanos(1),
            "us", Duration.ofNanos(1_000),
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "min", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));
    private static final Map<String, Long> SIZES = Map.of(
            "", 1L,
            "b", 1L,
            "kb", 1_000L,
            "mb", 1_000_000L,
            "gb", 1_000_000_000L,
            "kib", 1L << 10,
            "mib", 1L << 20,
            "gib", 1L << 30);

    private Amounts() {}

    /** Reads {@code 500ms}, {@code 1.5s}, {@code PT20S}, or seconds without a unit; never negative. */
    static Duration duration(String text) {
        if (text.startsWith("P") || text.startsWith("p")) {
            return iso(text);
        }
        var amount = match(text);
        var unit = TIMES.get(amount.group(2).toLowerCase(Locale.ROOT));
        if (unit == null) {
            throw new IllegalArgumentException("unknown unit of time: " + text);
        }
        var nanos = new BigDecimal(amount.group(1)).multiply(BigDecimal.valueOf(unit.toNanos()));
        return Duration.ofNanos(nanos.longValueExact());
    }

    /** Reads bytes: {@code 65536}, {@code 64KiB}, {@code 1MB} (a million), {@code 1.5MiB}. */
    static long bytes(String text) {
        var amount = match(text);
        var unit = SIZES.get(amount.group(2).toLowerCase(Locale.ROOT));
        if (unit == null) {
            throw new IllegalArgumentException("unknown unit of size: " + text);
        }
        return new BigDecimal(amount.group(1))
                .multiply(BigDecimal.valueOf(unit))
                .longValueExact();
    }

    private static Duration iso(String text) {
        try {
            var duration = Duration.parse(text);
            if (duration.isNegative()) {
                throw new IllegalArgumentException("negative: " + text);
            }
            return duration;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Matcher match(String text) {
        var amount = AMOUNT.matcher(text);
        if (!amount.matches()) {
            throw new IllegalArgumentException("not an amount: " + text);
        }
        return amount;
    }
}
