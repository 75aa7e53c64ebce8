package argus.model;

import java.time.Duration;
import java.util.Optional;

/** The length of a K-line. The wire name tells minute {@code 1m} and month {@code 1M} apart by case. */
public enum BarPeriod {
    S1("1s", Duration.ofSeconds(1)),
    S5("5s", Duration.ofSeconds(5)),
    S15("15s", Duration.ofSeconds(15)),
    S30("30s", Duration.ofSeconds(30)),
    M1("1m", Duration.ofMinutes(1)),
    M3("3m", Duration.ofMinutes(3)),
    M5("5m", Duration.ofMinutes(5)),
    M15("15m", Duration.ofMinutes(15)),
    M30("30m", Duration.ofMinutes(30)),
    H1("1h", Duration.ofHours(1)),
    H2("2h", Duration.ofHours(2)),
    H4("4h", Duration.ofHours(4)),
    D1("1d", Duration.ofDays(1)),
    W1("1w", Duration.ofDays(7)),
    MONTH("1M", Duration.ofDays(30));

    private final String wire;
    private final Duration length;

    BarPeriod(String wire, Duration length) {
        this.wire = wire;
        this.length = length;
    }

    /** The name used in messages and topics. */
    public String wire() {
        return wire;
    }

    /** The nominal length; a day, week or month is cut by the market's calendar, not by this. */
    public Duration length() {
        return length;
    }

    /** Whether bars of this period are cut by the calendar rather than by a fixed length. */
    public boolean isCalendar() {
        return this == D1 || this == W1 || this == MONTH;
    }

    /** @return the period of that wire name (case matters), or empty */
    public static Optional<BarPeriod> ofWire(String wire) {
        for (var period : values()) {
            if (period.wire.equals(wire)) {
                return Optional.of(period);
            }
        }
        return Optional.empty();
    }
}
