package argus.config.key;

import static argus.config.key.ConfigKey.key;

import java.util.List;

/** The settings of venues: how they are reached. */
public final class VenueKeys {
    static final List<ConfigKey<?>> ALL = List.of(
            key("datasource.yahoo-timeout", ValueType.duration("10ms", "10m"))
                    .initially("10s")
                    .means("The time Yahoo has to answer."),
            key("datasource.yahoo-retry-delay", ValueType.duration("10ms", "1h"))
                    .initially("5s")
                    .means("The wait before Yahoo is asked again."),
            key("datasource.yahoo-user-agent", ValueType.text())
                    .unset("that of a browser")
                    .means("How Argus introduces itself to Yahoo."));

    private VenueKeys() {}
}
