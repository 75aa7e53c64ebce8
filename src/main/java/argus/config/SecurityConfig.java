package argus.config;

import argus.config.check.Settings;
import argus.config.key.Secret;
import argus.config.key.SecurityKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who may connect, from where and how often: {@code argus.security}.
 *
 * @param enableAuth whether a client must show who it is
 * @param authToken the one token that opens everything
 * @param allowedOrigins origins a browser may connect from; {@code *} for any
 * @param rateLimit messages a client may send in one window; reloadable
 * @param rateLimitWindow the window; reloadable
 * @param restRateLimit REST requests a second of one address, 0 for any number; reloadable
 */
public record SecurityConfig(
        boolean enableAuth,
        Optional<Secret> authToken,
        List<String> allowedOrigins,
        int rateLimit,
        Duration rateLimitWindow,
        int restRateLimit) {

    public SecurityConfig {
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    static SecurityConfig from(Settings settings) {
        return new SecurityConfig(
                settings.get(SecurityKeys.ENABLE_AUTH),
                settings.find(SecurityKeys.AUTH_TOKEN),
                settings.get(SecurityKeys.ALLOWED_ORIGINS),
                settings.get(SecurityKeys.RATE_LIMIT),
                settings.get(SecurityKeys.RATE_LIMIT_WINDOW),
                settings.get(SecurityKeys.REST_RATE_LIMIT));
    }
}
