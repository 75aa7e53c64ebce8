package argus.config;

import argus.config.check.Settings;
import argus.config.key.MarketKeys;
import java.time.Duration;

/**
 * What is kept of the past: {@code argus.history}.
 *
 * @param resumeBytes heap for the last updates, for clients that come back
 * @param resumeWindow age up to which they are kept
 */
public record HistoryConfig(long resumeBytes, Duration resumeWindow) {

    static HistoryConfig from(Settings settings) {
        return new HistoryConfig(settings.get(MarketKeys.RESUME_BYTES), settings.get(MarketKeys.RESUME_WINDOW));
    }
}
