package argus.source.tdx.wire;

import java.time.LocalTime;
import java.util.Optional;

/**
 * The clock of a quote: hours, and behind them either minutes and ten-thousandths of a minute, or, where the minutes would be
 * sixty and more, millionths of an hour.
 */
public final class QuoteClock {
    private static final int HOUR = 1_000_000;
    private static final int MINUTE = 10_000;
    private static final long NANOS_PER_MINUTE = 60_000_000_000L;
    private static final long NANOS_PER_HOUR = 60 * NANOS_PER_MINUTE;

    private QuoteClock() {}

    /** @return the time, or empty where a security has none or the number is none */
    public static Optional<LocalTime> time(long clock) {
        long hour = clock / HOUR;
        if (clock <= 0 || hour > 23) {
            return Optional.empty();
        }
        long rest = clock % HOUR;
        long nanos = rest / MINUTE < 60 ? rest * (NANOS_PER_MINUTE / MINUTE) : rest * (NANOS_PER_HOUR / HOUR);
        return Optional.of(LocalTime.ofNanoOfDay(hour * NANOS_PER_HOUR + nanos));
    }

    /** The same of a number that reads HHMMSS. */
    public static Optional<LocalTime> plain(long hhmmss) {
        int hour = (int) (hhmmss / 10_000);
        int minute = (int) (hhmmss / 100 % 100);
        int second = (int) (hhmmss % 100);
        boolean time = hhmmss > 0 && hour < 24 && minute < 60 && second < 60;
        return time ? Optional.of(LocalTime.of(hour, minute, second)) : Optional.empty();
    }
}
