package argus.config;

import argus.config.check.Settings;
import argus.config.key.MarketKeys;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Trading hours: {@code argus.calendar}.
 *
 * @param alwaysOpen whether sources are polled whatever the clock says
 * @param directory calendars in place of the packaged ones
 */
public record CalendarConfig(boolean alwaysOpen, Optional<Path> directory) {

    static CalendarConfig from(Settings settings) {
        return new CalendarConfig(settings.get(MarketKeys.ALWAYS_OPEN), settings.find(MarketKeys.CALENDAR_DIRECTORY));
    }
}
