package argus.config;

import java.time.Clock;

/** The one place that reads the system's clock; everyone else is given a {@link Clock}. */
public final class SystemClock {

    private SystemClock() {}

    /** The system's clock in UTC. */
    public static Clock utc() {
        return Clock.systemUTC();
    }
}
